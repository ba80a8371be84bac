"""The books of all evenings: what must be in the file after each of them, by what was told."""

from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from sqlite3 import Connection

from rp_tui.core.play.wish import Outcome
from rp_tui.core.storage import late, scenery
from rp_tui.core.storage.connection import connect_to_read
from tests.torture.ledger import must, shown
from tests.torture.play.evening import GUEST, HOST
from tests.torture.play.findings import OURS, UNIQUE, Found, look, said_by, story
from tests.torture.play.lines import Account, Done, Run, Tried, Verb

CHATS = (HOST, GUEST)
KEPT_EVERY_S = 0.5
SLACK_S = 0.4  # for a disk and processors that others use too

SPEAKS: frozenset[Verb] = frozenset({"say", "hear", "go_on", "again", "retell"})
ADDS: frozenset[Verb] = frozenset({"say", "hear", "go_on"})
MOVES: frozenset[Verb] = frozenset({"again", "retell", "rewind", "undo_move", "retry", "keep"})
MOVED_FOR = {"regenerate", "retell"}


@dataclass
class Books:
    """What was acknowledged, what was given back, what is held, and where each story stands."""

    spoken: dict[int, str] = field(default_factory=dict)  # by turn
    returned: set[str] = field(default_factory=set)
    held: dict[int, str] = field(default_factory=dict)  # the mark of your words, by chat
    live: dict[int, tuple[int, ...]] = field(default_factory=dict)  # the turns of each story
    tally: Counter[str] = field(default_factory=Counter)
    oldest_lost_s: float = 0.0  # of what was shown of replies that had not ended

    def settle(self, path: Path, account: Account, killed_at: float) -> None:
        """Hold what a dead process left against what it told."""
        with closing(connect_to_read(path)) as db:
            found = look(db)
            for act, done in account.acts:
                self._take(found, act, done, begun=account.began(act))
            for chat in CHATS:
                self._find_words(found, account, chat)
                self._find_story(db, found, account, chat)
            for name, run in account.runs.items():
                self._weigh(found, name, run, said_by(db, found, name), killed_at)
            self._must_stand(found)
            self.held = {row.chat: mark_of(row.prose) for row in found.rows.values()}

    def close(self, path: Path) -> None:
        """Hold the file against the books once all is at rest."""
        with closing(connect_to_read(path)) as db:
            found = look(db)
            must(not found.rows, f"still on its way: {found.rows}")
            for chat in CHATS:
                left = late.due(db, chat), scenery.unfinished(db, chat)
                must(left == ([], []), f"chat {chat} has unsettled and unfinished steps: {left}")
                self.live[chat] = story(db, chat)
            self._must_stand(found)
            self.held.clear()

    def keep(self, outcome: Outcome, prose: str) -> None:
        """A reply that was cut off was kept, with the words of the player's before it."""
        if prose:
            self.spoken[outcome.turns[0]] = prose

    def _take(self, found: Found, act: Tried, done: Done, *, begun: bool) -> None:
        """What an act that came to its end has changed."""
        self.tally["acts"] += 1
        outcome = done.outcome
        if done.refused or act.verb == "discard" or (outcome and outcome.ending == "dropped"):
            must_go_on(act.chat, self.live.get(act.chat, ()), done.live, act)
        self.live[act.chat] = done.live
        before = self.held.pop(act.chat, "")
        own = before if act.verb in ("retry", "keep", "discard") else mark_of(act.prose)
        if done.refused and not begun:
            self.held[act.chat] = before
        elif done.refused:
            self.held[act.chat] = own
        elif act.verb == "discard" or (outcome and outcome.ending == "dropped"):
            self.returned.add(own)
        elif outcome:
            self._speak(found, act, outcome, own)
        else:
            self.held[act.chat] = before

    def _speak(self, found: Found, act: Tried, outcome: Outcome, mark: str) -> None:
        self.tally["spoken"] += 1
        if act.verb in ("say", "retell"):
            self.spoken[outcome.turns[0]] = act.prose
        if outcome.text and act.verb in SPEAKS - {"go_on"}:
            self.spoken[outcome.turns[-1]] = outcome.text
        for word in (*UNIQUE.findall(outcome.text), *filter(None, (mark,))):
            home = found.homes.get(word)
            must(home in outcome.turns, f"{word} was said in {outcome.turns}, and is in {home}")

    def _find_words(self, found: Found, account: Account, chat: int) -> None:
        """What the player had written when all ended is said or held."""
        act, before = account.pending.get(chat), self.held.get(chat, "")
        if act is None or not account.began(act):
            may_be_new = act is not None and act.verb in SPEAKS and found.waits(chat)
            is_let_go = act is not None and act.verb == "discard"
            there = not before or found.knows(before) or may_be_new or is_let_go
            must(there, f"{before} was held in chat {chat}, and is gone behind {act}")
            return
        own = before if act.verb == "retry" else mark_of(act.prose)
        if own and not account.dropped(act):
            must(found.knows(own), f"{own} was put down, and is gone: {act}")

    def _find_story(self, db: Connection, found: Found, account: Account, chat: int) -> None:
        """The story is what it was, with what was added since; unless it was just moved."""
        act, was, is_now = account.pending.get(chat), self.live.get(chat, ()), story(db, chat)
        if any(row.chat == chat and row.kind in MOVED_FOR for row in found.rows.values()):
            return  # the next start lets it stand again where it stood
        self.live[chat] = is_now
        if act and act.verb in MOVES:
            return
        must_go_on(chat, was, is_now, act)
        by_itself = any(run.kind == "interjection" for run in account.runs.values())
        may_grow = by_itself or (act is not None and act.verb in ADDS)
        must(may_grow or is_now == was, f"chat {chat} has grown by {is_now[len(was) :]}: {act}")

    def _weigh(self, found: Found, name: str, run: Run, said: str | None, killed_at: float) -> None:
        """A run is spoken, on its way or gone, as was told; and its words are as old as may be."""
        row = found.rows.get(int(name.partition(":")[2]))
        self.tally["runs"] += 1
        match run.phase:
            case "spoken":
                must(said is not None and row is None, f"{name} was spoken, and is not")
            case "dropped":
                must(said is None and row is None, f"{name} was dropped, and is there")
            case "failed":
                must(said is None, f"{name} failed, and is spoken")
            case _ if run.kind != "impersonate":
                must((said is None) != (row is None) or run.may_be_gone, f"{name} is lost or twice")
                text = said if said is not None else row.partial if row else ""
                self._weigh_text(name, run, text, killed_at)

    def _weigh_text(self, name: str, run: Run, text: str, killed_at: float) -> None:
        self.tally["cut off"] += bool(run.pieces)
        lost_s = next((killed_at - at for at, shown in run.shown() if shown not in text), 0.0)
        self.oldest_lost_s = max(self.oldest_lost_s, lost_s)
        must(
            lost_s < KEPT_EVERY_S + SLACK_S,
            f"{name} was shown {lost_s:.3f} s before the end what is not there: {text[-200:]!r}",
        )

    def _must_stand(self, found: Found) -> None:
        """What was acknowledged in any evening is there, and what was given back is not."""
        differ = [turn for turn, prose in self.spoken.items() if found.spoken.get(turn) != prose]
        must(not differ, f"acknowledged turns are gone or differ: {shown(differ)}")
        back = [mark for mark in self.returned if mark and found.knows(mark)]
        must(not back, f"words were given back and are there: {shown(back)}")


def must_go_on(chat: int, was: tuple[int, ...], is_now: tuple[int, ...], act: Tried | None) -> None:
    """Nothing of a story is lost, whatever was added by itself."""
    must(is_now[: len(was)] == was, f"chat {chat} was {was[-5:]} and is {is_now[-5:]}: {act}")


def mark_of(prose: str) -> str:
    """The unique word of what the player wrote."""
    return next(iter(OURS.findall(prose)), "")
