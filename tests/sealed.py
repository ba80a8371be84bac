"""A folder that cannot be written, for whoever runs the tests."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

KERNELS = Path("/sys")  # not even root makes anything there


@contextmanager
def sealed(folder: Path) -> Iterator[Path]:
    """The folder without the right to write; for root, who has it always, one of the kernel's."""
    if os.geteuid() == 0:
        if not KERNELS.is_dir():
            pytest.skip("root may write everywhere here")
        yield KERNELS
        return
    folder.chmod(0o500)
    try:
        yield folder
    finally:
        folder.chmod(0o700)
