"""Every job that there is, found where jobs stand."""

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from rp_tui.core.llm.job import Job
from rp_tui.core.prompts import jobs


def modules() -> dict[str, ModuleType]:
    """The files of jobs by their names."""
    found = [one.name for one in iter_modules(jobs.__path__) if not one.ispkg]
    return {name: import_module(f"{jobs.__name__}.{name}") for name in found}


MODULES = modules()
JOBS: dict[str, Job[Any, Any]] = {module.JOB.name: module.JOB for module in MODULES.values()}
