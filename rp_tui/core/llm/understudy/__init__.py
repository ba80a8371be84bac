"""The understudy: an offline stand-in for a model, which needs no key and no network.

It writes by hand-made fragments and a few rules, chosen by the call's own content: the same prompt
has the same words, and another seed in the params other ones, so that a regenerate can differ. Of
the jobs it knows "reply", "continue", "impersonate", "interjection" and "opening" and takes any
other for a reply; what the cue of a prompt asks for is heard too. The classifier's jobs have plain
rules of their own, which the ladder follows.
"""

from rp_tui.core.llm.understudy.model import Understudy
from rp_tui.core.llm.understudy.pace import AT_ONCE, HUMAN, Pace

__all__ = ["AT_ONCE", "HUMAN", "Pace", "Understudy"]
