"""Replies of the kinds that small models give when they are asked for JSON alone.

HARD holds one of each kind of slip; beside it stands the object that was meant, or nothing where a
reader could only guess. PLAIN holds replies that need no mending.
"""

from typing import Any, NamedTuple


class Reply(NamedTuple):
    """What a model said, and what it meant."""

    kind: str
    text: str
    meant: dict[str, Any] | None


PLAIN = (
    Reply("as asked", '{"significance": 2}', {"significance": 2}),
    Reply(
        "over lines",
        '\n{\n  "facts": [\n    "tea",\n    "rain"\n  ]\n}\n',
        {"facts": ["tea", "rain"]},
    ),
    Reply(
        "escapes",
        r'{"text": "a \"b\" \\ \/ \n \u00e9 \ud83d\ude00"}',
        {"text": 'a "b" \\ / \n é 😀'},
    ),
    Reply("nothing in it", "{}", {}),
    Reply(
        "numbers", '{"a": -3, "b": 1.5, "c": 2e3, "d": 0}', {"a": -3, "b": 1.5, "c": 2000.0, "d": 0}
    ),
)

HARD = (
    # Around the object.
    Reply("a fence", '```json\n{"significance": 2}\n```', {"significance": 2}),
    Reply("a fence that nobody closes", '```\n{"significance": 2}', {"significance": 2}),
    Reply(
        "talk around it",
        'Sure! Here is the JSON:\n\n{"significance": 2}\n\nTell me if {anything} is off.',
        {"significance": 2},
    ),
    Reply("braces in the talk", 'With {name} as host: {"interject": true}', {"interject": True}),
    Reply("a smiley before it", ':-{ hm. {"interject": true}', {"interject": True}),
    Reply("the shape first", 'Format: {"score": <0-3>}\n{"score": 2}', {"score": 2}),
    Reply("it rambles on", '{"score": 2}\n\nTurn: "Hi."\n{"score": 0}', {"score": 2}),
    Reply("thinking aloud", '<think>{"score": 0}? No.</think>{"score": 2}', {"score": 2}),
    Reply("a list of one", '[{"score": 2}]', {"score": 2}),
    Reply("a template's braces", '{{"score": 2}}', {"score": 2}),
    Reply(
        "a call of a tool",
        '<tool_call>\n{"name": "rate", "arguments": {"score": 2}}\n</tool_call>',
        {"name": "rate", "arguments": {"score": 2}},
    ),
    # Between its values.
    Reply(
        "commas at the end",
        '{"facts": ["tea", "rain",], "mood": "calm",}',
        {"facts": ["tea", "rain"], "mood": "calm"},
    ),
    Reply(
        "no comma at a line's end",
        '{\n  "affinity": 1\n  "mood": "calm"\n  "goal": "rest"\n}',
        {"affinity": 1, "mood": "calm", "goal": "rest"},
    ),
    Reply(
        "no comma in a list",
        '{"facts": ["likes tea"\n"fears rain"]}',
        {"facts": ["likes tea", "fears rain"]},
    ),
    Reply(
        "comments",
        '{\n  "affinity": 1, // she warmed to him\n  "trust": 0 # the same\n  /* done */\n}',
        {"affinity": 1, "trust": 0},
    ),
    Reply("the same said twice", '{"score": 2, "score": 2}', {"score": 2}),
    # In its keys.
    Reply(
        "Python's own",
        "{'mood': 'wary', 'interject': True, 'goal': None}",
        {"mood": "wary", "interject": True, "goal": None},
    ),
    Reply("bare keys", "{affinity: 1, trust: -1}", {"affinity": 1, "trust": -1}),
    Reply(
        "Markdown's escapes",
        '{"new\\_facts": ["he said \\*no\\*"]}',
        {"new_facts": ["he said *no*"]},
    ),
    # In its values.
    Reply(
        "a plus",
        '{"affinity_delta": +2, "trust_delta": -1}',
        {"affinity_delta": 2, "trust_delta": -1},
    ),
    Reply("half a number", '{"affinity": .5, "trust": 2.}', {"affinity": 0.5, "trust": 2.0}),
    Reply("capitals", '{"interject": TRUE, "guest": Null}', {"interject": True, "guest": None}),
    Reply("bare yes", '{"interject": yes}', {"interject": True}),
    # In its strings.
    Reply(
        "smart quotes",
        "{“mood”: “wary”, “facts”: [“he’s late”]}",
        {"mood": "wary", "facts": ["he’s late"]},
    ),
    Reply(
        "lines in a string",
        '{"summary": "She left.\n\nHe stayed."}',
        {"summary": "She left.\n\nHe stayed."},
    ),
    Reply("a tab in a string", '{"summary": "She\tleft."}', {"summary": "She\tleft."}),
    Reply(
        "quotes in a string",
        '{"quote": "She said "stay" and left", "who": "Ines"}',
        {"quote": 'She said "stay" and left', "who": "Ines"},
    ),
    Reply("a quote at the end", '{"quote": "She said "stay""}', {"quote": 'She said "stay"'}),
    Reply("apostrophes", "{'fact': 'it's her sister's coat'}", {"fact": "it's her sister's coat"}),
    Reply("an escaped apostrophe", '{"fact": "it\\\'s hers"}', {"fact": "it's hers"}),
    Reply("half a character", '{"mood": "\\ud83d calm"}', {"mood": "\ufffd calm"}),
    # What could mean several things, or nothing.
    Reply("cut in a string", '{"facts": ["likes tea", "fears', None),
    Reply("cut behind a value", '{"deltas": {"affinity": 2}, "facts": ["tea"]', None),
    Reply("cut in a fence", '```json\n{"deltas": {"affinity": 2}, "facts": [\n```', None),
    Reply("cut in a list of objects", '[{"score": 2}, {"score": 1', None),
    Reply("several in a list", '[{"score": 2}, {"score": 1}]', None),
    Reply("broken around a whole one", '{"facts": [so many], "deltas": {"affinity": 2}}', None),
    Reply("a list broken behind a whole one", '[{"score": 2} or {"score": 1}]', None),
    Reply("two answers to one question", '{"score": 2, "score": 1}', None),
    Reply("the first brace is missing", '"facts": [], "deltas": {"affinity": 2}}', None),
    Reply("a brace too many", '{"deltas": {"affinity": 2}}, "facts": ["tea"]}', None),
    Reply("a list without its brackets", '{"score": 2}, {"score": 1}', None),
    Reply("pairs in a list", '{"facts": ["tea": "likes it"]}', None),
    Reply("a fraction", '{"score": 2/3}', None),
    Reply("a span", '{"score": 1-2}', None),
    Reply("a reason behind a number", '{"score": 2 (a confession)}', None),
    Reply("thousands", '{"score": 1,000}', None),
    Reply("an ellipsis", '{"facts": ["tea", ...]}', None),
    Reply("a bare word", '{"mood": wary}', None),
    Reply("quotes and commas in a string", '{"facts": ["said "no", "never"", "left"]}', None),
    Reply("a quote that is not closed", '{"text": "He said "go", "mood": "sad"}', None),
    Reply("no number", '{"score": NaN}', None),
    Reply("more than a number holds", '{"score": 1e999}', None),
    Reply("a refusal", "I'm sorry, but I can't help with that.", None),
    Reply("a number alone", "2", None),
    Reply("prose", "She would score this a two, I think.", None),
    Reply("nothing", "", None),
    Reply("blanks", " \n\t ", None),
    Reply("only a fence", "```json\n```", None),
)
