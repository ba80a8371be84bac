"""Packages whose modules are loaded when they are first named."""

import gc
import subprocess
import sys

import pytest

from rp_tui.core import interchange, play, storage
from rp_tui.core.domain.lazy import staying
from rp_tui.core.prompts import jobs
from rp_tui.core.storage import looks
from rp_tui.screens import modals

NAMES = "import sys; from rp_tui.core.prompts import jobs\n{}\nprint(*sys.modules)"


def loaded_after(line: str) -> set[str]:
    command = [sys.executable, "-c", NAMES.format(line)]
    return {*subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()}


def test_a_module_is_loaded_when_it_is_named_and_the_others_are_not() -> None:
    significance, scene_close = (
        f"{jobs.__name__}.{name}" for name in ("significance", "scene_close")
    )
    assert significance not in loaded_after("")
    named = loaded_after("jobs.significance.JOB")
    assert significance in named
    assert scene_close not in named


@pytest.mark.parametrize("package", [interchange, jobs, looks, modals, play, storage])
def test_all_that_a_package_names_is_there(package: object) -> None:
    names: list[str] = getattr(package, "__all__")  # noqa: B009
    assert len({getattr(package, name).__name__ for name in names}) == len(names)


def test_what_is_not_there_is_an_error_as_of_any_module() -> None:
    with pytest.raises(AttributeError, match="no attribute 'scene'"):
        getattr(jobs, "scene")  # noqa: B009


def test_what_is_loaded_to_stay_is_no_collectors_business_and_what_comes_later_is() -> None:
    before = gc.get_freeze_count()
    try:
        with staying():
            assert not gc.isenabled()
            loaded = [object(), [], {}]
        assert gc.isenabled()
        assert gc.get_freeze_count() > before
        assert not any(one is loaded for one in gc.get_objects())
    finally:
        gc.unfreeze()
    assert any(one is loaded for one in gc.get_objects())
