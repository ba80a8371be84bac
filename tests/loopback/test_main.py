"""The server can be played with by hand, and stops by itself."""

import json
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

HOME = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "tests.loopback"]


def test_it_says_where_it_is_and_stops_when_its_time_is_up() -> None:
    command = [*COMMAND, "--kind", "ollama", "--stop-after", "0.5"]
    began_at = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=HOME) as process:
        assert process.stdout
        url = process.stdout.readline().strip()
        with urlopen(f"{url}/models", timeout=5) as page:
            assert json.load(page)["data"][0]["id"] == "hermes3:8b"
        assert process.wait(timeout=10) == 0
    assert time.monotonic() - began_at < 10
