import pytest
from msgspec import UNSET

from rp_tui.core.domain.bot import Bot, author
from rp_tui.core.domain.clock import parse
from rp_tui.core.domain.edge import MIDDLE, Edge, seed
from rp_tui.core.domain.ids import YOU
from rp_tui.core.domain.view import style_of
from rp_tui.core.domain.you import You
from rp_tui.core.interchange.bot_file import BotFile
from rp_tui.core.interchange.bot_toml import written
from rp_tui.core.interchange.samples import FOLDER, SUFFIX, UnknownSample, load, names
from rp_tui.core.llm.tokens import Tokenizer
from rp_tui.core.prompts.identity import BACKSTORY_WORDS
from rp_tui.core.prompts.jobs import kickoff_parse, relationship_parse
from rp_tui.core.prompts.speaker import assemble
from rp_tui.core.prompts.trim import Budget
from tests.core.interchange.saying import refused
from tests.core.prompts.views import a_view

MUST_TOKENS = 1_500
SAMPLES = [load(name) for name in names()]

each_sample = pytest.mark.parametrize("bot", SAMPLES, ids=names())


def words(text: str) -> int:
    return len(text.split())


def test_three_samples_ship() -> None:
    assert names() == ("Hester", "Idris", "Tamsin")


def test_a_sample_is_found_in_capitals_or_not() -> None:
    assert load("tamsin") == load(" TAMSIN ") == load("Tamsin")
    assert load("tamsin").name == "Tamsin"


@pytest.mark.parametrize("name", ["", "Ann", "../tamsin", "tamsin.toml", "\x1b[2J"])
def test_an_unknown_sample_is_refused_with_the_names_of_all(name: str) -> None:
    with refused(UnknownSample, "Hester, Idris, Tamsin"):
        load(name)


@each_sample
def test_a_sample_is_complete(bot: BotFile) -> None:
    assert 100 <= words(bot.persona) <= 160
    assert len(bot.voice) == 3
    assert 6 <= len(bot.traits) <= 10
    assert 200 <= words(bot.backstory) <= 350
    assert words(bot.backstory) <= BACKSTORY_WORDS
    assert 60 <= words(bot.relationship) <= 160
    assert 120 <= words(bot.kickoff) <= 200
    assert bot.kickoff.endswith('?"')
    assert all(bot.scene.form()[field] not in ("", UNSET) for field in kickoff_fields())


def kickoff_fields() -> set[str]:
    return set(kickoff_parse.Kickoff.model_fields) - {"time"}


@each_sample
def test_a_sample_can_be_authored_as_it_is(bot: BotFile) -> None:
    assert author(bot.draft, ["You"]) == bot.draft


@each_sample
def test_a_sample_is_written_as_the_program_writes(bot: BotFile) -> None:
    shipped = (FOLDER / f"{bot.name.lower()}{SUFFIX}").read_text(encoding="utf-8")
    comment, _, rest = shipped.partition("\n\n")
    assert all(line.startswith("# ") for line in comment.splitlines())
    assert rest == written(bot)


@each_sample
def test_a_kickoff_is_understood_by_the_plain_rule(bot: BotFile) -> None:
    answer = kickoff_parse.plain(kickoff_parse.Prologue(bot.name, "You", bot.kickoff))
    scene = bot.scene
    assert answer.place
    assert scene.place.endswith(answer.place)
    assert (scene.place_type, scene.public, scene.moving) == (
        answer.place_type,
        answer.public,
        answer.moving,
    )
    assert scene.weather == answer.weather
    assert scene.bot_posture == answer.bot_posture
    midnight_before = f"{scene.moment[:10]}T00:00:00Z"
    assert kickoff_parse.proposal(answer, 1, midnight_before).clock == scene.moment
    opening = kickoff_parse.proposal(kickoff_parse.Kickoff(**scene.form()), 1, scene.moment)
    assert parse(opening.clock) == parse(scene.moment)
    assert opening.place is not None
    assert {scene.bot_spot, scene.player_spot} <= {*opening.place.slots}


def test_the_samples_differ_in_tense_and_speak_to_the_player() -> None:
    told = [style_of(bot.kickoff, bot.name) for bot in SAMPLES]
    assert {style.tense for style in told} == {"past", "present"}
    assert {style.person for style in told} == {"second"}


@each_sample
def test_a_relationship_has_two_sides_that_can_be_seeded(bot: BotFile) -> None:
    matter = relationship_parse.Relationship(bot.name, "Robin", bot.relationship)
    mine, yours = relationship_parse.proposal(relationship_parse.plain(matter))
    assert min(mine.affinity, yours.affinity) >= MIDDLE
    assert all((mine.summary, yours.summary))
    assert mine != yours


@each_sample
def test_what_every_prompt_of_a_sample_holds_is_short(bot: BotFile) -> None:
    relationship = relationship_parse.Relationship(bot.name, "Robin", bot.relationship)
    mine, _ = relationship_parse.proposal(relationship_parse.plain(relationship))
    edge = seed(mine.affinity, mine.trust, mine.summary, mine.facts)
    view = a_view(
        bot=Bot(*(getattr(bot.draft, field) for field in bot.draft.__struct_fields__)),
        names={YOU: "Robin", 1: bot.name},
        you=You("Robin"),
        edges={YOU: Edge(edge.affinity, edge.trust, edge.facts, {"0": edge.summary})},
    )
    prompt = assemble(view, Budget(), Tokenizer().count)
    must = sum(block.tokens for block in prompt.blocks if block.tier == "must")
    assert must < MUST_TOKENS
