"""Puts a fragment into words: in the person and tense of the telling, with its braces filled."""

import re
from collections.abc import Mapping

from rp_tui.core.llm.understudy.cue import Cue
from rp_tui.core.llm.understudy.english import opened, past, third

PRONOUNS = {
    "I": ("I", "me", "my", "mine", "myself"),
    "she": ("she", "her", "her", "hers", "herself"),
    "he": ("he", "him", "his", "his", "himself"),
    "they": ("they", "them", "their", "theirs", "themself"),
}
FORMS = ("I", "me", "my", "mine", "myself")

MARK = re.compile(r"\{(?P<slot>\w+)\}|\[(?P<own>\w+)\]|<(?P<other>\w+)(?P<plural>~?)>")
BEGIN = re.compile(r"\A[a-z]|(?<=[.!?] )[a-z]")
LONE_I = re.compile(r"\bi\b(?=['’ ]|$)")


class Teller:
    """Tells what the speaker does; it is named once, and after that its pronoun does."""

    def __init__(self, cue: Cue, *, named: bool = False) -> None:
        self._cue = cue
        self._pronoun = "I" if cue.person == "first" else cue.pronoun
        self._named = named or cue.person == "first"
        self._subject = self._pronoun
        self._whom = self._hearer()

    def tell(self, fragment: str, slots: Mapping[str, str]) -> str:
        """An action in words; the first time that the speaker comes up, by name."""

        def put(mark: re.Match[str]) -> str:
            if mark["slot"]:
                return self._slot(mark["slot"], slots)
            if mark["own"]:
                return self._verb(mark["own"], self._subject)
            return self._verb(mark["other"], "they" if mark["plural"] else "it")

        return BEGIN.sub(lambda begin: begin[0].upper(), MARK.sub(put, fragment))

    def _slot(self, slot: str, slots: Mapping[str, str]) -> str:
        if slot == "I":
            return self._self()
        if slot in FORMS:
            if slot in {"my", "me"} and not self._named:
                self._named = True
                return possessive(self._cue.me) if slot == "my" else self._cue.me
            return PRONOUNS[self._pronoun][FORMS.index(slot)]
        return self._whom.get(slot) or slots[slot]

    def _self(self) -> str:
        self._subject = self._pronoun if self._named else self._cue.me
        self._named = True
        return self._subject

    def _verb(self, verb: str, subject: str) -> str:
        if verb == "be":
            return being(subject, past=self._cue.past)
        if self._cue.past:
            return past(verb)
        return verb if subject in {"I", "they"} else third(verb)

    def _hearer(self) -> dict[str, str]:
        """Who is answered, in the telling: the player is "you" unless all is told by name."""
        cue = self._cue
        are = being("you", past=cue.past)
        name = cue.to or cue.you
        if not name or (name == cue.you and cue.person != "third"):
            return {"you": "you", "your": "your", "yours": "yours", "you_are": f"you {are}"}
        own = possessive(name)
        return {
            "you": name,
            "your": own,
            "yours": own,
            "you_are": f"{name} {being(name, past=cue.past)}",
        }


def being(subject: str, *, past: bool) -> str:
    if subject in {"they", "you"}:
        return "were" if past else "are"
    if subject == "I":
        return "was" if past else "am"
    return "was" if past else "is"


def possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def slots_of(fragment: str) -> set[str]:
    """What a fragment needs to be filled with."""
    return {mark["slot"] for mark in MARK.finditer(fragment) if mark["slot"]}


def said(fragment: str, slots: Mapping[str, str]) -> str:
    """A speech in words, with a capital at its beginning."""
    told = MARK.sub(lambda mark: slots[mark["slot"]] if mark["slot"] else mark[0], fragment)
    return opened(LONE_I.sub("I", told))


def capital(slots: Mapping[str, str]) -> dict[str, str]:
    """The slots, and each of them once more for the beginning of a sentence."""
    return {**slots, **{name.capitalize(): opened(text) for name, text in slots.items() if text}}
