"""What the last turn wants of its answer: the first of these patterns that fits."""

import re
import unicodedata
from typing import NamedTuple

from rp_tui.core.llm.understudy.cue import done, spoken
from rp_tui.core.llm.understudy.english import LONGEST_READ, forms, words
from rp_tui.core.llm.understudy.topic import STOPS, VAGUE

FEW_WORDS = 7  # of which a greeting or a farewell is no more than
FEWEST_TO_JUDGE, MANY = 3, 5  # words by which a tongue is known
KNOWN_SHARE = 0.2  # of its words, that English has by chance in any tongue
ASIDE = 3  # words spoken beside what is done, for that to matter more

Where = str  # "said", "done" or "both"


class Sign(NamedTuple):
    """An intent, where it shows, and the words by which."""

    intent: str
    where: Where
    words: re.Pattern[str]
    most_words: int = 10_000


def sign(intent: str, where: Where, words: str, most_words: int = 10_000) -> Sign:
    return Sign(intent, where, re.compile(words, re.IGNORECASE), most_words)


ME = r"(?:you|your|her|his|him|their|them)"

ASKS = r"(?:^|[.!?,;:] )\W*(?:please,? |just |so |then |and )?"  # where an order begins

ORDERS = (
    r"(?:tell me|show me|come|sit|give me|help|stay|wait|look|listen|stop|talk to me|play|sing"
    r"|dance|take|bring|put|open|close|hold|read|write|hand me|follow|leave|go)\b"
)

SIGNS = (
    sign(
        "outside",
        "said",
        r"\b(?:(?:previous|prior|above|your) (?:instructions|prompt)|system prompt|language model"
        r"|chat ?gpt|are you (?:an? )?(?:ai|bot|robot|machine|real|human)\b|as an ai"
        r"|you(?:'re| are) (?:just |only )?(?:an? )?(?:ai|bot|program))\b",
    ),
    sign(
        "violence",
        "done",
        r"\b(?:slaps?|punch(?:es)?|hits?|kicks?|shoves?|stabs?|chokes?|strikes?|throws? (?:a"
        rf"|the) \w+ at) ?{ME}?\b",
    ),
    sign(
        "kiss",
        "done",
        r"\bkiss(?:es|ed)?\b|\blips? (?:meet|find|brush)",
    ),
    sign(
        "love",
        "said",
        r"\bi (?:really |still |do )?love you\b|\b(?:in love with|falling for) you\b"
        r"|\bmarry me\b",
    ),
    sign(
        "accuse",
        "said",
        r"\b(?:you (?:lied|cheated|betrayed|used me|stole)|you're lying|how (?:could|dare) you"
        r"|behind my back|it was you|did you (?:lie|do this|kill|steal|cheat))\b",
    ),
    sign(
        "insult",
        "said",
        r"\b(?:i hate you|shut up|idiot|moron|pathetic|worthless|liar|coward|go to hell"
        r"|fuck (?:you|off)|screw you|you disgust|bitch|bastard|get lost"
        r"|i don't trust you)\b",
    ),
    sign(
        "sad",
        "said",
        r"\b(?:died|passed away|funeral|is dead|killed|cancer|lost my (?:job|\w+er|wife"
        r"|husband|son|dog|cat)|broke up|left me|got fired|divorce|i'm (?:so )?(?:sad|lonely"
        r"|lost|scared|afraid|miserable|exhausted|broken)|can't sleep|couldn't sleep"
        r"|can't stop crying|terrible day|awful day"
        r"|bad day|rough day|hard day|long day|worst day)\b",
    ),
    sign(
        "sad",
        "done",
        r"\b(?:cr(?:y|ies|ied|ying)|sobs?|sobbing|weeps?|tears?|wipes? (?:my|his|her"
        r"|their) eyes)\b",
    ),
    sign(
        "confide",
        "said",
        r"\b(?:i've never told|never told anyone|i have to tell you|i need to tell you|(?:a"
        r"|my) secret|nobody knows|the truth is|i have a confession|i lied"
        r"|can i trust you)\b",
    ),
    sign(
        "sorry",
        "said",
        r"\b(?:i'm (?:so |really |very )?sorry|i am (?:so )?sorry|i apologi[sz]e|my (?:fault"
        r"|apologies)|forgive me)\b",
    ),
    sign(
        "hug",
        "done",
        rf"\b(?:hugs?|embraces?|cuddles?|pulls? {ME} (?:close|closer|in)|arms? around)\b",
    ),
    sign(
        "touch",
        "done",
        rf"\b(?:holds? {ME}|takes? {ME} hand|squeezes? {ME}|rests? (?:my|a|his|her) (?:hand"
        rf"|head) on|strokes? {ME}|touch(?:es)? {ME}|reach(?:es)? for {ME} hand)\b",
    ),
    sign(
        "gift",
        "done",
        rf"\b(?:gives?|hands?|offers?|slides?|passes|brings?) (?:{ME}|the|a|an|some|over"
        r"|it)\b|\bholds? out\b",
    ),
    sign(
        "thanks",
        "said",
        r"\b(?:thank you|thanks|much appreciated|i appreciate)\b",
        16,
    ),
    sign(
        "compliment",
        "said",
        r"\b(?:you(?:'re| are| look) (?:so |really |very |pretty |quite )?(?:beautiful"
        r"|pretty|lovely|kind|amazing|brave|clever|smart|funny|gorgeous|handsome|wonderful"
        r"|sweet|good|strong|incredible|great|stunning)|i like (?:you|your)|i missed you"
        r"|i miss you|i trust you|proud of you)\b",
    ),
    sign(
        "farewell",
        "said",
        r"\b(?:good ?bye|bye|see you|good ?night|i (?:should|have to|must|need to|gotta"
        r"|ought to) (?:go|leave|head)\b(?![^.!]*\?)|i'm (?:leaving|off|heading)|take care"
        r"|until (?:tomorrow|next)|talk (?:later|tomorrow))\b",
    ),
    sign(
        "farewell",
        "done",
        r"\b(?:leaves?|walks? (?:out|away)|heads? (?:out|home|for the door)|turns? to (?:go"
        r"|leave))\b",
    ),
    sign(
        "ask how",
        "said",
        r"\b(?:how are you|how(?:'s| is| was) (?:it going|your (?:day|night|evening|morning"
        r"|week)|everything)|how have you been|how do you feel|are you (?:ok|okay|all right"
        r"|alright|well|fine|tired)|what's wrong|what is wrong|you (?:ok|okay|all right"
        r"|alright)\?)",
    ),
    sign(
        "ask doing",
        "said",
        r"\bwhat are you (?:doing|up to|working on|reading|writing|making|drinking|cooking"
        r"|looking at|playing)\b|\bwhatcha\b|\bwhat's that you",
    ),
    sign(
        "ask name",
        "said",
        r"\b(?:what's your name|what is your name|who are you|your name\?)",
    ),
    sign(
        "ask you",
        "said",
        r"\b(?:where are you from|where did you (?:grow|come|live|learn)|tell me (?:about"
        r"|something about) (?:you|your)|what do you do\b|what did you do (?:before|back)"
        r"|have you (?:always|ever)|did you ever|do you have (?:any|a) (?:family|sister"
        r"|brother|children|kids)|how did you (?:end up|get|become|learn)|what brought you"
        r"|how long have you|why did you (?:come|leave|become|stay|move)"
        r"|what happened to you|your (?:family|childhood|past|story|life|mother|father))",
    ),
    sign(
        "ask there",
        "said",
        r"\b(?:is|was) (?:that|there) (?:someone|somebody|anyone|anybody|something|anything)\b"
        r"[^.!]*\?|\b(?:did|do|can|could) you (?:hear|see|smell|feel) (?:that|it|something|anything"
        r"|someone|somebody|anyone|anybody)\b[^.!]*\?",
    ),
    sign(
        "ask why",
        "said",
        r"\bwhy\b[^.!]*\?|\bhow come\b",
    ),
    sign(
        "ask where",
        "said",
        r"\bwhere\b[^.!]*\?",
    ),
    sign(
        "ask when",
        "said",
        r"\b(?:when|what time|how long)\b[^.!]*\?",
    ),
    sign(
        "ask who",
        "said",
        r"\b(?:who|whose|whom)\b[^.!]*\?",
    ),
    sign(
        "ask how to",
        "said",
        r"\bhow (?:do|did|can|does|would|much|many|far|about)\b[^.!]*\?",
    ),
    sign(
        "ask choice",
        "said",
        r"\b\w+ or \w+[^.!]*\?",
    ),
    sign(
        "offer",
        "said",
        r"\b(?:(?:do you |would you )?(?:want|like|care for) (?:some|a|an|to|another"
        r"|me to)\b[^.!]*\?|would you like|can i (?:get|buy|help|offer|make)|may i (?:get"
        r"|buy|help|offer)|let me (?:help|get|buy|make)|shall (?:we|i)|fancy a)",
    ),
    sign(
        "ask what",
        "said",
        r"\bwhat\b[^.!]*\?",
    ),
    sign("plea", "said", r"(?:^|[.!?] )\W*(?:please )?(?:don't|do not|stop|never mind)\b"),
    sign(
        "invite",
        "said",
        r"\b(?:let's|let us|shall we|come with (?:me|us)|go (?:for|on) a \w+ with|run away with"
        r"|(?:want|like) to (?:go|come|join|dance|walk|eat)\b)",
    ),
    sign(
        "request",
        "said",
        rf"\b(?:can|could|will|would) you (?:please |just |maybe )?{ORDERS}"
        rf"|\bplease\b|\bi need you to\b|\bpromise me\b|{ASKS}{ORDERS}",
    ),
    sign(
        "ask yes",
        "said",
        r"\?",
    ),
    sign(
        "greeting",
        "said",
        r"^\W*(?:hi|hello|hey|good (?:morning|evening|afternoon|day)|greetings|morning"
        r"|evening|howdy|yo)\b",
        FEW_WORDS + 5,
    ),
    sign(
        "laugh",
        "both",
        r"\*[^*]*\b(?:laugh(?:s|ing|ed)?|chuckles?|giggles?|grins?)\b|\bhaha|\bhehe|\blol\b"
        r"|\b(?:a joke|just kidding|only joking|teasing you)\b",
    ),
    sign(
        "good",
        "said",
        r"\b(?:good news|great news|i got the job|i passed|i won|we won|i did it"
        r"|i'm (?:so )?(?:happy|glad|excited)|best day|guess what|it worked|i found it)\b",
    ),
    sign(
        "no",
        "said",
        r"^\W*(?:no|nope|nah|never|not really|absolutely not|no way|i don't think so)\b",
        14,
    ),
    sign(
        "yes",
        "said",
        r"^\W*(?:yes|yeah|yep|yup|sure|okay|ok|fine|alright|all right|of course|exactly"
        r"|right|true|agreed|i do|i know|deal|absolutely)\b",
        14,
    ),
    sign(
        "arrive",
        "done",
        r"\b(?:enters?|walks? (?:in|over|up|into|towards?)|comes? (?:in|over|closer)"
        r"|arrives?|sits? (?:down|beside|next|across|opposite)|steps? (?:in|inside|closer)"
        r"|approach(?:es)?|knocks?|opens? the door|moves? closer|leans? (?:in|closer))\b",
        ASIDE,
    ),
    sign(
        "look",
        "done",
        r"\b(?:looks?|glances?|stares?|watch(?:es)?|gazes?|stud(?:y|ies)|eyes)\b",
        ASIDE,
    ),
    sign(
        "gesture",
        "done",
        r"\b(?:nods?|shrugs?|smiles?|sighs?|shakes? (?:my|his|her|their) head|frowns?|winks?"
        r"|yawns?|blush(?:es)?|waits?|hesitates?)\b",
        ASIDE,
    ),
)


def intent_of(turn: str) -> str:
    """What a turn wants, in a word."""
    turn = turn[:LONGEST_READ].replace("’", "'")
    said, did = spoken(turn), done(turn)
    count = len(words(said))
    if not count and not words(did):
        return "gesture" if any(map(is_emoji, turn)) else "silence"
    if is_strange(words(said)):
        return "strange"
    for one in SIGNS:
        text = {"said": said, "done": did}.get(one.where, turn)
        if text and count <= one.most_words and one.words.search(text):
            return one.intent
    return "statement" if count else "action"


def is_emoji(sign: str) -> bool:
    return sign > "\u2000" and unicodedata.category(sign) == "So"


def is_strange(said: list[str]) -> bool:
    """Whether it is in no tongue that the speaker knows, or in none at all."""
    if not said:
        return False
    if not any(word.isascii() for word in said):
        return True
    known = sum(word in STOPS or word in VAGUE or word in forms() for word in said)
    english = any(word.endswith(("s", "ed", "ing", "ly", "'s", "n't")) for word in said)
    few = len(said) < MANY
    if len(said) < FEWEST_TO_JUDGE or (few and english):
        return False
    return known <= KNOWN_SHARE * len(said) if not few else known == 0
