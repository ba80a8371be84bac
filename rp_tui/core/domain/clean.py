"""What makes text from a model, a card, a file or an error safe to store and to draw."""

import re
from unicodedata import category

MOST_MARKS = 4  # on one base; living languages need fewer, what stacks more is made to overflow

# What a title, a clipboard write or a link may swallow. Terminals take links of some 2,000
# characters; beyond twice that it is a story that lost its terminator, and stories are kept.
LONGEST_STRING = 4096
LONGEST_PARAMETERS = 64

# Characters that show nothing, yet steer, hide or forge what stands around them: Unicode's default
# ignorables (bidi controls and tags among them) and the annotation controls, but not the joiners
# and the ordinary variation selectors. Apart from the rest those beyond the first 65,536, since
# one class of both is ten times slower.
CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
INVISIBLE = (
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    r"\u3164\ufeff\uffa0\ufff0-\ufffb"
)
NONCHARACTERS = r"\ufdd0-\ufdef\ufffe\uffff"
FAR_INVISIBLE = r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
FAR_NONCHARACTERS = "".join(rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(0x01, 0x11))
DROPPED = re.compile(f"[{CONTROLS}{INVISIBLE}{NONCHARACTERS}]+")
FAR_DROPPED = re.compile(rf"[\U00010000-\U0010ffff](?<=[{FAR_INVISIBLE}{FAR_NONCHARACTERS}])")
LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029]")
HOSTILE_ASCII = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
HOSTILE = re.compile(rf"[{CONTROLS}\r\u2028\u2029\ud800-\udfff{INVISIBLE}{NONCHARACTERS}]")

# A control of 8 bits begins a sequence as ESC and one more character do; but behind a character of
# Latin-1's upper half it is a byte of UTF-8 wrongly read, and what follows is somebody's prose.
STOPS = r"\x07\x18\x1a\x1b\x80-\x9f"
SEQUENCE = re.compile(
    rf"""
    [\x1b\x90\x98\x9b\x9d-\x9f] (?<! [\x80-\xf4] [^\x1b] )
    (?: (?: (?<=\x1b) \[ | (?<=\x9b) )
        [\x30-\x3f]{{0,{LONGEST_PARAMETERS}}} [\x20-\x2f]{{0,{LONGEST_PARAMETERS}}} [\x40-\x7e]?
      | (?: (?<=\x1b) [PX\]^_] | (?<=[^\x1b\x9b]) )
        (?: [^{STOPS}]{{0,{LONGEST_STRING}}}+ (?: \x07 | \x1b\\ | \x9c )
          | [^\r\n{STOPS}]{{0,{LONGEST_STRING}}}+ )  # without a terminator it ends with its line
      | [\x20-\x2f]{{0,{LONGEST_PARAMETERS}}} [\x30-\x7e]? )
    """,
    re.VERBOSE,
)

# No mark is a letter or a digit, or stands among dashes, arrows, dingbats or emoji: so this runs
# past all prose and stops at few symbols.
PERHAPS_A_MARK = r"[^\x00-\u02ff\u2010-\u205f\u2190-\u2bff\U0001f000-\U0010ffff\w\s]"
CROWD = re.compile(rf"{PERHAPS_A_MARK}{PERHAPS_A_MARK}{{{MOST_MARKS},}}")
JOINERS = "\u200c\u200d"

# Persian and the scripts of India spell with the non-joiner; anywhere else it only hides.
SPELT_WITH_IT = r"[\u0600-\u1cff\ua800-\uabff]"
IDLE_NON_JOINER = re.compile(rf"\u200c(?:(?<!{SPELT_WITH_IT}\u200c)|(?!{SPELT_WITH_IT}))")

HAZARDS = (HOSTILE, FAR_DROPPED, CROWD, IDLE_NON_JOINER)


def clean(text: str, *, single_line: bool = False) -> str:
    """The text without what could drive a terminal, deceive a reader or break an encoder."""
    if not harmless(text):
        text = disarmed(text)
    return " ".join(text.split()) if single_line else text


def harmless(text: str) -> bool:
    if text.isascii():
        return not HOSTILE_ASCII.search(text)
    return not any(hazard.search(text) for hazard in HAZARDS)


def disarmed(text: str) -> str:
    # Two halves of a character become it before it is judged; a lone half is dropped.
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    text = FAR_DROPPED.sub("", DROPPED.sub("", SEQUENCE.sub("", text)))
    # Before marks are counted, so that what goes anyway takes no mark's place; and after, because
    # one may have stood beside a mark that was too many.
    text = IDLE_NON_JOINER.sub("", LINE_ENDS.sub("\n", text))
    return IDLE_NON_JOINER.sub("", CROWD.sub(thinned, text))


def thinned(crowd: re.Match[str]) -> str:
    kept, marks = [], 0
    for char in crowd[0]:
        marks = marks + 1 if leans(char) else 0
        if marks <= MOST_MARKS:
            kept.append(char)
    return "".join(kept)


def leans(char: str) -> bool:
    """Whether it is drawn on the character before it, or joins it to the next."""
    return char in JOINERS or category(char) in {"Mn", "Me"}
