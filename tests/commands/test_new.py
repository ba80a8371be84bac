"""`rp-tui new` authors a bot from a file or a sample, and opens its chat."""

import json
from pathlib import Path

import pytest

from rp_tui.commands.new import renamed
from rp_tui.core.interchange import samples
from rp_tui.core.interchange.bot_file import BotFile, Stage
from tests.commands.scripting import Script
from tests.commands.test_show import KICKOFF
from tests.loopback import Loopback, plans

ZED = 'name = "Zed"\nkickoff = "You meet Zed in the park at noon."\n'


async def test_the_samples_are_listed_and_the_list_makes_nothing(tmp_path: Path) -> None:
    answer = await Script(tmp_path / "none").run("new", "--sample")
    assert (answer.code, answer.err) == (0, "")
    *bots, last = answer.out.splitlines()
    assert [line.partition(":")[0] for line in bots] == ["Hester", "Idris", "Tamsin"]
    assert last == "Take one with 'rp-tui new --sample NAME'."
    assert not (tmp_path / "none").exists()


async def test_a_sample_is_there_once_and_under_another_name_once_more(tmp_path: Path) -> None:
    script = Script(tmp_path)
    first = await script.run("new", "--sample", "tamsin")
    assert first == (0, 'Tamsin is in the library.\nPlay: rp-tui say Tamsin "..."\n', "")
    again = await script.run("new", "--sample", "Tamsin")
    assert again == (
        1,
        "",
        "Somebody is called Tamsin already; give this one a name with --name NAME.\n",
    )
    other = await script.run("new", "--sample", "tamsin", "--name", "Ada L.")
    assert other.out == "Ada L. is in the library.\nPlay: rp-tui say 'Ada L.' \"...\"\n"
    chat = json.loads((await script.run("show", "ada", "--json")).out)["chat"]
    assert "Tamsin" not in json.dumps(chat)
    assert chat["scene"]["description"].startswith("Ada L. has asked you over")


def test_a_name_is_changed_wherever_it_is_a_name() -> None:
    found = BotFile(
        "Will Gray",
        persona="Will Gray knows what will be. Will's hat is gray; Willow is his cat.",
        traits=("Will-less",),
        scene=Stage(description="You ask Will Gray, if he will."),
    )
    other = renamed(found, r"Tom \1 Black")
    assert other.name == r"Tom \1 Black"
    assert other.persona == (
        r"Tom \1 Black knows what will be. Tom's hat is gray; Willow is his cat."
    )
    assert other.scene.description == r"You ask Tom \1 Black, if he will."
    assert (other.traits, other.kickoff) == (("Will-less",), "")


@pytest.mark.parametrize("sample", samples.names())
def test_a_sample_names_itself_by_its_name_alone(sample: str) -> None:
    found = renamed(samples.load(sample), "Ada")
    assert sample not in repr(found)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "cannot be read (No such file or directory); name a bot file that can."),
        ("name = ", "does not parse as TOML at its end (Invalid value); mend it there."),
        ('persona = "x"', 'gives no name; add a line such as name = "Ann".'),
        ('name = "A"\npersnoa = "x"', "sets persnoa, which no bot has; did you mean persona?"),
        ('name = "You"', "Somebody is called You already; give this one a name with --name NAME."),
        ('name = " "', "bot.toml is no name (A character needs a name, give it one)."),
    ],
)
async def test_what_is_wrong_with_a_file_is_said_in_a_sentence(
    tmp_path: Path, content: str | None, told: str
) -> None:
    file = tmp_path / "bot.toml"
    if content is not None:
        file.write_text(content)
    answer = await Script(tmp_path / "data").run("new", str(file))
    assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1)
    assert answer.err.endswith(f"{told}\n")


async def test_neither_or_both_is_a_mistake_on_the_command_line(tmp_path: Path) -> None:
    script = Script(tmp_path)
    for args in ([], ["a.toml", "--sample", "tamsin"]):
        answer = await script.run("new", *args)
        assert (answer.code, answer.err) == (
            2,
            "Name a bot file, or a sample with --sample; '--sample' alone lists them.\n",
        )


async def test_a_bot_without_a_kickoff_is_told_what_it_lacks_and_begins_once_it_has_one(
    tmp_path: Path,
) -> None:
    script, file = Script(tmp_path), tmp_path / "zed.toml"
    file.write_text('name = "Zed"\n')
    lacking = await script.run("new", str(file))
    assert lacking.code == 0
    assert "It would play better with: a persona of a few sentences; " in lacking.out
    assert lacking.out.endswith(f"Add a kickoff to it and begin: rp-tui new {file}\n")
    file.write_text(ZED)
    assert (await script.run("new", str(file))).out.endswith('Play: rp-tui say Zed "..."\n')
    assert [card["name"] for card in json.loads((await script.run("show", "--json")).out)] == [
        "Zed"
    ]
    assert (await script.run("new", str(file))).code == 1


async def test_what_is_known_of_a_bot_that_has_not_begun_is_not_written_over(
    tmp_path: Path,
) -> None:
    script, file = Script(tmp_path), tmp_path / "zed.toml"
    file.write_text('name = "Zed"\npersona = "Zed is tall."\n')
    await script.new(str(file))
    file.write_text(ZED)
    refused = await script.run("new", str(file))
    assert (refused.code, refused.err.startswith("Somebody is called Zed already")) == (1, True)


async def test_a_scene_that_is_settled_asks_nobody(tmp_path: Path) -> None:
    file = tmp_path / "mara.toml"
    lines = KICKOFF.splitlines()
    file.write_text("\n".join(line for line in lines if not line.startswith("relationship")))
    async with Loopback(plans.hangs(at_once=True)) as server:
        script = Script(tmp_path, RP_TUI_CLASSIFIER_BASE_URL=server.url)
        answer = await script.run("new", str(file))
        assert (answer.code, answer.err, server.chats) == (0, "", [])
    assert "laundry room, rain\n" in (await script.run("show", "mara")).out


async def test_where_no_model_can_read_it_what_the_file_settles_stands_and_it_is_said(
    tmp_path: Path,
) -> None:
    file = tmp_path / "mara.toml"
    file.write_text(KICKOFF.replace('weather = "rain"\n', ""))
    async with Loopback(plans.refuses(503)) as server:
        script = Script(
            tmp_path, RP_TUI_CLASSIFIER_BASE_URL=server.url, RP_TUI_CLASSIFIER_FALLBACKS="tiny"
        )
        answer = await script.run("new", str(file))
    assert (answer.code, answer.out.splitlines()[0]) == (0, "Mara is in the library.")
    assert answer.err == (
        "No model could read the kickoff ('rp-tui trace' tells why); the scene begins as the file"
        " settles it, and the rest is left open.\n"
        "No model could read how you stand to each other ('rp-tui trace' tells why); it begins"
        " neutral.\n"
    )
    shown = (await script.run("show", "mara")).out
    assert "Scene: laundry room\n" in shown
    assert "Mara to You: affinity 50, trust 50\n" in shown
