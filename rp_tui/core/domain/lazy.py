"""Lazy: a package whose modules are loaded when they are first named, and not by who imports it."""

import gc
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType


def modules(package: str, names: Collection[str]) -> Callable[[str], ModuleType]:
    """What the package answers with, as its `__getattr__`."""

    def named(name: str) -> ModuleType:
        if name not in names:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return import_module(f"{package}.{name}")

    return named


@contextmanager
def staying() -> Iterator[None]:
    """What is loaded meanwhile stays, so no collection need go through it, now or later."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
