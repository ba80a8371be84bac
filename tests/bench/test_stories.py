"""Stories out of a seed."""

from rp_tui.bench.stories import EVENTS_A_TURN, QUERY_WORDS, SPEAKERS_SHARE, Story, told

TURNS = 2_000


def test_the_same_seed_tells_the_same_story() -> None:
    one, other = (list(told(Story(7), range(1, 4), 50)) for _ in range(2))
    assert one == other
    assert one != list(told(Story(8), range(1, 4), 50))


def test_a_turn_has_eight_events_and_before_a_guest_twelve() -> None:
    story = Story(7)
    _, yours, reply = story.exchange(1)
    assert len(yours) + len(reply) == EVENTS_A_TURN
    _, yours, reply = story.exchange(1, 2)
    assert len(yours) + len(reply) == 12


def test_the_speaker_owns_its_share_of_the_memories() -> None:
    owners = [
        draft.event.owner  # type: ignore[attr-defined]
        for exchange in told(Story(7), range(1, 11), TURNS)
        for draft in exchange.reply
        if draft.kind == "memory"
    ]
    assert len(owners) == TURNS * 4 // 5
    assert abs(owners.count(1) / len(owners) - SPEAKERS_SHARE) < 0.03
    assert set(owners) == set(range(1, 11))


def test_prose_has_speech_and_action_and_a_few_common_words() -> None:
    story = Story(7)
    prose = story.prose(5_000)
    assert "*" in prose
    words = prose.replace("*", "").replace(".", "").split()
    assert len(words) == 5_000
    assert 500 < len(set(words)) < 3_000
    assert words.count("and") > 50


def test_a_query_asks_for_different_words_of_content() -> None:
    story = Story(7)
    asked = story.query()
    assert len(set(asked)) == QUERY_WORDS
    assert not {"the", "and"} & set(asked)
