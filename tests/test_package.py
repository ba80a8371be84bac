"""What is installed is whole: the program, and the schema that it makes databases from."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOOK = """
from pathlib import Path
import rp_tui
from rp_tui.core.storage.schema import schema
from rp_tui.paths import find
print(Path(rp_tui.__file__).parent, len(schema()), find(None, {}).root)
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked as an installer would, in a folder that looks like a project."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run([*command, "--directory", str(folder)], cwd=ROOT, check=True)
    (wheel,) = folder.glob("*.whl")
    site = folder / "site"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(site)
    (site / "pyproject.toml").touch()
    return site


def test_the_schema_ships_with_the_package_and_is_found_there(
    installed: Path, tmp_path: Path
) -> None:
    env = os.environ | {"PYTHONPATH": str(installed), "HOME": str(tmp_path)}
    env.pop("XDG_DATA_HOME", None)
    answer = subprocess.run(
        [sys.executable, "-c", LOOK],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    package, characters, root = answer.stdout.split()
    assert package == str(installed / "rp_tui")
    assert int(characters) == len((ROOT / "schema.sql").read_text(encoding="utf-8")) > 0
    assert tmp_path in Path(root).parents
    assert not (installed / "tests").exists()
