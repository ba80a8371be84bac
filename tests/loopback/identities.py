"""The pages by which local servers are known, as each of them words these."""

from typing import Any


def listed(*names: str, owner: str = "", **more: Any) -> dict[str, Any]:
    """The list of models that all of them have."""
    models = [{"id": name, "object": "model", "owned_by": owner, **more} for name in names]
    return {"object": "list", "data": models}


def lm_studio_model(name: str, kind: str, state: str) -> dict[str, Any]:
    return {"id": name, "object": "model", "type": kind, "state": state, "max_context_length": 8192}


KINDS: dict[str, dict[str, Any]] = {
    "ollama": {
        "/": "Ollama is running",
        "/api/version": {"version": "0.12.3"},
        "/api/tags": {"models": [{"name": "hermes3:8b", "model": "hermes3:8b"}]},
        "/v1/models": listed("hermes3:8b", "mistral-small:24b", owner="library"),
    },
    "lm-studio": {
        "/api/v0/models": {
            "object": "list",
            "data": [
                lm_studio_model("hermes-3-llama-3.1-8b", "llm", "loaded"),
                lm_studio_model("nomic-embed-text", "embeddings", "not-loaded"),
            ],
        },
        "/v1/models": listed("hermes-3-llama-3.1-8b", "nomic-embed-text", owner="you"),
    },
    "llama.cpp": {
        "/props": {
            "default_generation_settings": {"n_ctx": 8192},
            "total_slots": 1,
            "model_path": "/models/venice-24b.gguf",
        },
        "/v1/models": listed("venice-24b.gguf", owner="llamacpp"),
        "/api/tags": {"models": [{"name": "venice-24b.gguf"}]},
    },
    "koboldcpp": {
        "/api/extra/version": {"result": "KoboldCpp", "version": "1.99"},
        "/api/version": {"version": "0.7.0"},
        "/api/tags": {"models": [{"name": "koboldcpp"}]},
        "/props": {"chat_template": "", "default_generation_settings": {"n_ctx": 8192}},
        "/v1/models": listed("koboldcpp/venice-24b", owner="koboldcpp"),
    },
    "vllm": {
        "/version": {"version": "0.11.0"},
        "/v1/models": listed("dphn/Dolphin-Venice-24B", owner="vllm", max_model_len=32768),
    },
    "text-generation-webui": {
        "/v1/internal/model/info": {"model_name": "venice-24b", "lora_names": []},
        "/v1/models": listed("venice-24b", owner="user"),
    },
    "tabbyapi": {
        "/.well-known/serviceinfo": {
            "version": 0.1,
            "software": {"name": "TabbyAPI", "repository": "https://example.com"},
        },
        "/v1/models": listed("venice-24b-exl2", owner="tabbyAPI"),
    },
}
