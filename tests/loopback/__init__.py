"""A server of the tests' own: real HTTP on the loopback, with the manners of a model's server.

`python -m tests.loopback --help` starts one to play with by hand.
"""

from tests.loopback.asked import Asked
from tests.loopback.server import Loopback, Plan
from tests.loopback.talk import Talk

__all__ = ["Asked", "Loopback", "Plan", "Talk"]
