"""Addressee: to which of two bots a turn is said; a name that is mentioned is not one called."""

import pytest

from rp_tui.core.prompts.jobs.addressee import JOB, Addressed, Addressee, by_name, proposal
from rp_tui.core.prompts.jobs.shared.matter import told
from tests.core.prompts.jobs.lines import line, lines

# Host, guest; what is said; to whom.
CALLED = (
    ("Ann", "Anna", "Anna, what do you think?", "Anna"),
    ("Ann", "Anna", "What do you think, Ann?", "Ann"),
    ("Anna", "Ann", "Ann! Over here.", "Ann"),
    ("Anna", "Ann", "Hey Ann", "Ann"),
    ("Ann", "Anna", "anna, come here", "Anna"),
    ("Anna", "Ben", "Tell Anna I said hi, Ben.", "Ben"),
    ("Anna", "Ben", "Anna said you were angry, Ben.", "Ben"),
    ("Anna", "Ben", "Ben, is Anna asleep?", "Ben"),
    ("Ben", "Anna", "*turns to Anna* And you?", "Anna"),
    ("Ben", "Anna", '*whispers to Anna so that Ben cannot hear* "He lies."', "Anna"),
    ("Mara", "Will", "Will, wait!", "Will"),
    ("Ben", "Anna", "My dear Anna, sit down.", "Anna"),
    ("Ben", "Anna", "I love you Anna", "Anna"),
    ("Ben", "Anna", "You know what, Ben? Anna is right about you.", "Ben"),
    ("Ann Lee", "Ann Moss", "Ann Moss, come here.", "Ann Moss"),
    ("Mara Lind", "Ilse Moss", "So, Ilse, was it you?", "Ilse Moss"),
    ("Mara", "Dr. Grey", "Dr. Grey, will she live?", "Dr. Grey"),
)
TOLD_BY_THE_REST = (
    ("Ben", "Anna", "*looks at Ben* Anna is right.", "Ben"),
    ("Ben", "Anna", "*hands Anna the cup* Careful, it's hot.", "Anna"),
    ("Ben", "Anna", "Thanks, Anna. Ben, your turn.", "Ben"),
    ("Anna", "Ben", "Thanks, Anna. Ben, your turn.", "Ben"),
    ("Ben", "Anna", "*I put my hand on Anna's shoulder* It's fine.", "Anna"),
    ("Rose", "Mara", "Rose is beautiful, isn't she, Mara?", "Mara"),
)
NOT_CALLED = (
    ("Ben", "Anna", "Have you seen Anna today?", "Ben"),
    ("Ben", "Ann", "Annabelle says hi.", "Ben"),
    ("Ben", "Ann", "Ann's coat is wet.", "Ben"),
    ("Ann", "Ben", "Ann and Ben, listen to me.", "Ann"),
    ("Mara", "Will", "Will you marry me?", "Mara"),
    ("Mara", "Rose", "I picked a rose for you.", "Mara"),
    ("Mara", "Hope", "I hope so.", "Mara"),
    ("Mara", "Ilse", "Hello.", "Mara"),
    ("Ben", "Anna", "What does Anna think?", "Ben"),
    ("Mara", "Ilse", "I told Ilse about it, and she laughed.", "Mara"),
    ("Ann Lee", "Ann Moss", "Ann, come here.", "Ann Lee"),
)


def addressed(host: str, guest: str, text: str, *before: str) -> Addressed:
    return Addressed("Tom", (host, guest), line(f"Tom: {text}"), lines(*before))


@pytest.mark.parametrize(("host", "guest", "text", "whom"), [*CALLED, *TOLD_BY_THE_REST])
def test_it_is_who_is_called_or_turned_to(host: str, guest: str, text: str, whom: str) -> None:
    matter = addressed(host, guest, text)
    assert proposal(JOB.plain(matter), matter) == whom


@pytest.mark.parametrize(("host", "guest", "text", "whom"), CALLED)
def test_who_is_called_by_name_needs_no_model(host: str, guest: str, text: str, whom: str) -> None:
    assert by_name(addressed(host, guest, text)) == whom


@pytest.mark.parametrize(("host", "guest", "text", "whom"), NOT_CALLED)
def test_who_is_only_spoken_about_is_not_addressed(
    host: str, guest: str, text: str, whom: str
) -> None:
    matter = addressed(host, guest, text)
    assert by_name(matter) == ""
    assert proposal(JOB.plain(matter), matter) == whom


def test_where_nothing_tells_it_is_who_spoke_last() -> None:
    matter = addressed("Mara", "Ilse", "And then?", "Mara: Ask her.", "Ilse: I ran.", "Tom: Oh.")
    assert by_name(matter) == ""
    assert proposal(JOB.plain(matter), matter) == "Ilse"


def test_by_default_it_is_the_host() -> None:
    matter = addressed("Mara", "Ilse", "Ilse, was it you?")
    assert proposal(JOB.default(matter), matter) == "Mara"


@pytest.mark.parametrize(
    ("answer", "whom"),
    [
        ("Ilse", "Ilse Moss"),
        ("ilse moss", "Ilse Moss"),
        ("Tom", "Mara"),
        ("both of them", "Mara"),
        ("", "Mara"),
    ],
)
def test_an_answer_that_is_nobody_s_name_means_the_host(answer: str, whom: str) -> None:
    assert proposal(Addressee(name=answer), addressed("Mara", "Ilse Moss", "Hm.")) == whom


def test_a_model_reads_the_names_then_what_went_before_and_the_turn_last() -> None:
    shown = told(JOB.tell(addressed("Mara", "Ilse", "And then?", "Ilse: I ran.")))
    assert shown.startswith("Who may be spoken to: Mara, Ilse")
    assert shown.index("Ilse: I ran.") < shown.index("Tom: And then?")
    assert shown.endswith("Tom: And then?")
