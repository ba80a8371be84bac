"""Settings: the environment, else config.toml, else the default."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rp_tui.config.errors import Clash
from rp_tui.config.settings import FEATHERLESS, SETTINGS, TABLES
from rp_tui.config.sources import FEATHERLESS_KEY, Values, from_environment, from_file
from rp_tui.core.domain.markers import Markers
from rp_tui.core.llm.chain import UNDERSTUDY
from rp_tui.core.llm.endpoint import Endpoint, Secret
from rp_tui.core.llm.port import Params


@dataclass(frozen=True, slots=True)
class Slot:
    """A model that does one kind of work, where it is, and how it is asked."""

    base_url: str
    api_key: Secret
    model: str
    context: int
    temperature: float
    top_p: float
    min_p: float
    repetition_penalty: float
    extra: Mapping[str, Any]
    max_tokens: int = 0  # of a reply; a classifier's jobs say themselves how long an answer may be
    fallbacks: tuple[str, ...] = ()

    @property
    def models(self) -> tuple[str, ...]:
        """The model, and those to ask when it refuses."""
        return (self.model, *self.fallbacks)

    @property
    def endpoint(self) -> Endpoint:
        """The server and its key."""
        return Endpoint(self.base_url, self.api_key)

    @property
    def understudy(self) -> bool:
        """Whether the offline stand-in plays: by its name, or where a key is wanting."""
        keyless = not self.api_key and same_server(self.base_url, FEATHERLESS)
        return self.model == UNDERSTUDY or keyless

    def params(self, model: str | None = None) -> Params:
        """How a model of the slot is asked; what changes nothing is left out, as servers differ."""
        return Params(
            model=model or self.model,
            temperature=self.temperature,
            top_p=self.top_p if self.top_p < 1 else None,
            min_p=self.min_p or None,
            repetition_penalty=self.repetition_penalty if self.repetition_penalty != 1 else None,
            max_tokens=self.max_tokens or None,
            extra=self.extra,
        )


@dataclass(frozen=True, slots=True)
class PromptLimits:
    """How much a prompt may hold."""

    hard_tokens: int
    soft_tokens: int
    classifier_tokens: int
    memories: int
    summaries: int


@dataclass(frozen=True, slots=True)
class Looks:
    """How the screen looks, and how it calls somebody who is elsewhere."""

    theme: str
    bell: bool
    title: bool


@dataclass(frozen=True, slots=True)
class Config:
    """All settings, each of them sound; of the keys, the screen knows whether they are."""

    narrative: Slot
    classifier: Slot
    prompt: PromptLimits
    concurrency: int
    ooc: Markers
    screen: Looks
    keys: Mapping[str, tuple[str, ...]]
    file: Path = field(compare=False)  # where they are set, be it there or not


def load(path: Path, env: Mapping[str, str]) -> Config:
    """The settings of a start."""
    sources = (from_environment(env), from_file(path))
    values = {
        name: next((source[name] for source in sources if name in source), setting.default)
        for name, setting in SETTINGS.items()
    }
    config = Config(
        narrative=Slot(**settled("narrative", values, sources)),
        classifier=Slot(**settled("classifier", values, sources)),
        prompt=PromptLimits(**of_table("prompt", values)),
        concurrency=values["concurrency"],
        ooc=values["ooc"],
        screen=Looks(**of_table("screen", values)),
        keys=values["keys"],
        file=path,
    )
    check(config, path)
    return config


def settled(name: str, values: Values, sources: Sequence[Values]) -> dict[str, Any]:
    """A slot's values: where it names no server it has everyone's, and no key leaves its server."""
    own = of_table(name, values)
    if not any(f"{name}.base_url" in source for source in sources):
        own["base_url"] = values["base_url"]
    trusted = [f"{name}.api_key"]
    if same_server(own["base_url"], values["base_url"]):
        trusted.append("api_key")
    if same_server(own["base_url"], FEATHERLESS):
        trusted.append(FEATHERLESS_KEY)
    keys = [source[key] for source in sources for key in trusted if key in source]
    return own | {"api_key": keys[0] if keys else Secret()}


def of_table(name: str, values: Values) -> dict[str, Any]:
    return {setting: values[f"{name}.{setting}"] for setting in TABLES[name]}


def check(config: Config, path: Path) -> None:
    """What no setting can be told alone."""
    hard, soft = config.prompt.hard_tokens, config.prompt.soft_tokens
    if soft > hard:
        raise Clash("prompt.soft_tokens", soft, "prompt.hard_tokens", hard, path)
    answer, context = config.narrative.max_tokens, config.narrative.context
    if answer >= context:
        raise Clash("narrative.max_tokens", answer, "narrative.context", context, path)


def same_server(one: str, other: str) -> bool:
    """Whether two addresses lead to one server, and a key for the one may be sent to the other."""
    first, second = (urlsplit(each.lower()) for each in (one, other))
    return (first.scheme, first.hostname, first.port) == (
        second.scheme,
        second.hostname,
        second.port,
    )
