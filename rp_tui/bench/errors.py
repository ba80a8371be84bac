"""What ends a measurement, in one sentence each."""

from rp_tui.core.domain.errors import Trouble


class NotMeasured(Trouble):
    """What came about is not what was to be measured."""

    def __init__(self, why: str) -> None:
        super().__init__(f"{why}, so nothing was measured; run it again when less goes on here.")


class ProcessEnded(Trouble):
    """A process of a measurement has ended before it told what it was to tell."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} of a measurement has ended too soon; what it said of that stands above, else"
            " run it again."
        )


class NeverAsked(Trouble):
    """The server of a measurement waits for a request that does not come."""

    def __init__(self, waited_s: float) -> None:
        super().__init__(
            f"The server of a measurement was asked nothing in {waited_s:g} s; run it again when"
            " less goes on here, and let no proxy take what goes to 127.0.0.1."
        )
