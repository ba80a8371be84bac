"""What is imported where, seen from inside a fresh interpreter."""

import pkgutil
import subprocess
import sys

SCREENS = ("textual", "rich", "starlette")
OF_PLAY = {"pydantic", "openai", "instructor", "httpx", "tiktoken", "filelock", "aiosqlite"}
FIRST_PAINT = ("rp_tui.commands.play", "rp_tui.app")
# What a dialog is, what answers a question, and what bots are read with.
LATER = (
    "rp_tui.screens.modals.",
    "rp_tui.core.storage.looks.",
    "rp_tui.core.storage.reads",
    "rp_tui.core.play.impact",
    "rp_tui.core.domain.nouns",
    "rp_tui.core.interchange.bot",
)


def modules_loaded_by(*modules: str) -> set[str]:
    """The names of all modules that importing some loads."""
    script = "import importlib, sys\nfor m in sys.argv[1:]: importlib.import_module(m)"
    command = [sys.executable, "-c", f"{script}\nprint(*sys.modules)", *modules]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(answer.stdout.split())


def loaded_by(*modules: str) -> set[str]:
    """The names of all packages, and of modules in none, that importing some loads."""
    return {name.partition(".")[0] for name in modules_loaded_by(*modules)}


def modules_of(package: str) -> list[str]:
    """Every module in a package, however deep."""
    path = __import__(package, fromlist=["__path__"]).__path__
    return [found.name for found in pkgutil.walk_packages(path, f"{package}.")]


def test_the_core_loads_no_screen() -> None:
    modules = modules_of("rp_tui.core")
    assert "rp_tui.core.storage.log" in modules
    assert loaded_by(*modules).isdisjoint(SCREENS)


def test_the_domain_loads_neither_the_database_nor_a_loop() -> None:
    modules = modules_of("rp_tui.core.domain")
    assert loaded_by(*modules).isdisjoint({"sqlite3", "aiosqlite", "socket", "httpx", "filelock"})


def test_nothing_is_loaded_before_the_first_paint_that_only_play_needs() -> None:
    assert loaded_by(*FIRST_PAINT).isdisjoint(OF_PLAY)


def test_nothing_of_ours_is_loaded_before_the_first_paint_that_it_does_not_show() -> None:
    loaded, ours = modules_loaded_by(*FIRST_PAINT), modules_of("rp_tui")
    assert "rp_tui.screens.chat.screen" in loaded
    for later in LATER:
        assert any(name.startswith(later) for name in ours)
        assert [name for name in sorted(loaded) if name.startswith(later)] == []


def test_opening_the_engine_loads_neither_a_client_nor_the_jobs() -> None:
    assert loaded_by("rp_tui.bootstrap").isdisjoint(OF_PLAY - {"filelock", "aiosqlite"})
