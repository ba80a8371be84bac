"""Significance: from routine to pivotal, and in doubt lower."""

import pytest

from rp_tui.core.prompts.jobs.shared.matter import told
from rp_tui.core.prompts.jobs.significance import JOB, Significance, Weighed, proposal
from tests.core.prompts.jobs.lines import line, lines

ROUTINE = (
    "Hi, how was your day?",
    "Fine, you?",
    "*nods*",
    "*pours the tea* Milk?",
    "See you tomorrow!",
    "Sure, why not.",
    "*Ann leans back and looks out at the rain.*",
)
NOTABLE = (
    "My favourite band is Low, I saw them in Duluth once.",
    "I can't stand coriander, it tastes like soap to me.",
    "I used to live above a bakery when I was studying.",
    '"I hate mushrooms," *she says, and pushes them aside.*',
)
SIGNIFICANT = (
    "I never told you about my sister. She died when I was nine.",
    "How dare you go through my letters! I don't trust you any more.",
    '*She lowers her voice.* "The truth is, I\'ve never told anyone about the prison."',
    "Would you go out with me? On a date, I mean. I promise I won't bring the dog.",
    "I've been diagnosed with cancer.",
    "My mother died last night.",
    "I want a divorce.",
    "*sobs* I'm sorry, it was all my fault.",
)
PIVOTAL = (
    "I love you.",
    '*She takes your face in her hands and kisses you.* "There."',
    "I betrayed you. I gave them your name.",
    "I'm pregnant.",
    "It's over between us, Tom.",
    "Will you marry me?",
    "I cheated on you.",
    "I'm your sister.",
)
# At most notable, whatever the words in it may mean elsewhere.
NOT_SO_MUCH = (
    "I love you guys, this pizza is great!",
    "I'd love you to see this film with me.",
    "I love your coat.",
    "I'm dying to try that cake.",
    "The battery is dead.",
    "I nearly died laughing.",
    "My phone died on the way here.",
    "This heat will kill you.",
    "I hate you! *laughs and throws a pillow at him*",
    "*kisses you on the cheek* Bye!",
    "I miss my dog.",
    "I promise to bring milk.",
    "Could I have a date and a fig?",
)


def score(text: str) -> int:
    return proposal(JOB.plain(Weighed(line(f"Ann: {text}"))))


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        (text, worth)
        for worth, texts in enumerate((ROUTINE, NOTABLE, SIGNIFICANT, PIVOTAL))
        for text in texts
    ],
)
def test_a_turn_matters_as_the_rubric_says(text: str, worth: int) -> None:
    assert score(text) == worth


@pytest.mark.parametrize("text", NOT_SO_MUCH)
def test_a_strong_word_in_a_light_sense_weighs_little(text: str) -> None:
    assert score(text) <= 1


def test_by_default_a_turn_is_notable() -> None:
    assert proposal(JOB.default(Weighed(line("Ann: I love you.")))) == 1


def test_what_went_before_does_not_add_to_a_turn() -> None:
    before = lines("Tom: I love you.")
    assert proposal(JOB.plain(Weighed(line("Ann: *nods*"), before))) == 0
    assert JOB.plain(Weighed(line("Ann: *nods*"))) == Significance(level="routine")


def test_a_model_reads_the_turn_last() -> None:
    shown = told(JOB.tell(Weighed(line("Ann: Yes."), lines("Tom: Really?"))))
    assert shown.index("Tom: Really?") < shown.index("Ann: Yes.")
    assert shown.endswith("Ann: Yes.")
