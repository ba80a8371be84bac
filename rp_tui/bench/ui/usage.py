"""What another process takes of the machine."""

import subprocess
import sys
import time

IS_LINUX = sys.platform.startswith("linux")
FINEST_S = 0.01  # of what `ps` tells
SIXTY, DAY_S = 60, 86_400
CPU_TIME = 2  # of a process, among the clocks that Linux makes of its id


def memory_mb(pid: int) -> float:
    """The memory that it has now."""
    return int(asked(pid, "rss")) * 1024 / 1e6


def cpu_s(pid: int) -> float:
    """The time that it has had on a processor so far."""
    return time.clock_gettime(~pid << 3 | CPU_TIME) if IS_LINUX else lasted(asked(pid, "time"))


def asked(pid: int, what: str) -> str:
    command = ("ps", "-o", f"{what}=", "-p", str(pid))
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def lasted(told: str) -> float:
    """Days, hours, minutes and seconds as `ps` tells them: `1-02:03:04` or `3:04.56`."""
    days, _, hours = told.rpartition("-")
    taken = 0.0
    for part in hours.split(":"):
        taken = taken * SIXTY + float(part)
    return int(days or 0) * DAY_S + taken
