"""The core as a screen has it: the engine, on a thread of its own."""

from typing import TypeAlias

from rp_tui.core.engine import Engine
from rp_tui.core.host import Host

Core: TypeAlias = Host[Engine]
