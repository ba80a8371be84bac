"""A scene of twenty turns in which something happens, for those jobs that tell a scene again."""

from rp_tui.core.prompts.jobs.shared.matter import Said
from tests.core.prompts.jobs.lines import lines

PLAYER, HOST, GUEST = "Tom", "Mara", "Ilse"
BEFORE_ILSE: tuple[Said, ...] = lines(
    "Tom: *comes in, shaking the rain off his coat* Sorry. The bus was late.",
    'Mara: *Mara does not look up from the ledger.* "The bus is always late. Tea is on the stove."',
    "Tom: I nod. You're still doing the books? It's past ten.",
    'Mara: *She taps the pencil against the page.* "Somebody has to. We are two hundred short."',
    "Tom: *sits down on the flour sacks* Again?",
    'Mara: "Third month." *She closes the ledger with a sigh.* "I will have to sell the oven."',
    "Tom: *takes an envelope out of his pocket and puts it on the table* There. Three hundred.",
    'Mara: *Mara stares at it.* "Where did you get this?"',
    "Tom: I sold the cello.",
    'Mara: *She pushes the envelope back to you.* "No. That was your father\'s. Buy it back."',
    "Tom: I don't play any more. I haven't since he died. Take it, Mara.",
    'Mara: *Her eyes fill with tears, and she takes your hand.* "You are a fool. Thank you."',
)
WITH_ILSE: tuple[Said, ...] = lines(
    "Tom: Somebody is at the door.",
    'Mara: *Mara opens the door and freezes.* "Ilse."',
    'Ilse: *Ilse steps in, wet to the bone.* "I saw the light. I did not know where else to go."',
    "Tom: Who is this?",
    'Mara: "My partner, once. She walked out with the till eight years ago."',
    'Ilse: *She lays a key on the table.* "It is all in the locker. Every mark. I am sorry, Mara."',
    "Tom: *looks from one to the other* Should I go?",
    'Mara: "Stay." *She does not touch the key.* "Sit down, Ilse. You are dripping on my floor."',
)
SCENE = (*BEFORE_ILSE, *WITH_ILSE)
