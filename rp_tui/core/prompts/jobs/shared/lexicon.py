"""Words that tell a plain rule what a text is about. Few, and each of them rarely means another."""

import re
from collections.abc import Iterable


def of(words: str) -> re.Pattern[str]:
    """Any of the words or phrases, which stand one to a line or, single words, side by side."""
    phrases = [phrase for row in words.strip().splitlines() for phrase in split(row)]
    known = "|".join(re.escape(phrase).replace(r"\ ", " ") for phrase in sorted(phrases)[::-1])
    return re.compile(rf"(?<![\w'])(?:{known})(?![\w'])", re.IGNORECASE)


def split(row: str) -> Iterable[str]:
    row = row.strip()
    return [row[1:].strip()] if row.startswith("-") else row.split()


# How somebody treats another.
KIND = of("""
    thanks brave gorgeous handsome sweetheart darling hugs hug kisses kiss comforts comfort
    cuddles cuddle
    - thank you
    - well done
    - proud of you
    - i missed you
    - miss you
    - i like you
    - you're beautiful
    - you are beautiful
    - you're kind
    - you're right
    - are you okay
    - are you all right
    - are you alright
    - i'm here for you
    - i've got you
    - let me help
    - take care
    - happy to see you
    - good to see you
    - glad you
    - i care about you
    - holds your hand
    - hold your hand
    - takes your hand
    - take your hand
    - squeezes your hand
    - squeeze your hand
    - strokes your hair
""")
TENDER = of("""
    - i love you
    - i'm in love with you
    - i am in love with you
    - marry me
    - you saved my life
    - you saved me
    - i'd do anything for you
    - kisses you
    - kiss you
    - i forgive you
""")
CRUEL = of("""
    idiot idiots moron pathetic worthless loser coward disgusting bitch bastard
    sneers snaps scoffs glares mocks jeers
    sneer scoff glare
    - shut up
    - go away
    - leave me alone
    - get out
    - get lost
    - you're useless
    - you are useless
    - i don't care about you
    - i don't like you
    - your fault
    - what's wrong with you
    - drop dead
    - go to hell
    - fuck you
    - screw you
    - pushes you
    - shoves you
    - push you
    - shove you
    - yells at
    - yell at
    - shouts at
    - shout at
""")
BRUTAL = of("""
    - i hate you
    - i despise you
    - i never want to see you
    - slaps you
    - slap you
    - punches you
    - punch you
    - hits you
    - hit you
    - kicks you
    - kick you
    - stabs you
    - stab you
    - chokes you
    - we're over
    - we are over
    - i never loved you
    - kill you
""")
CANDID = of("""
    - between us
    - i promise
    - i swear
    - the truth is
    - to be honest
    - i've never told
    - i have never told
    - never told anyone
    - don't tell anyone
    - i trust you
    - you can trust me
    - i was wrong
    - i have to tell you
    - i need to tell you
    - i'm scared
    - i'm afraid
    - i need you
    - my secret
    - keep a secret
""")
FALSE = of("""
    liar lied cheated betrayed
    - i lied
    - you lied
    - that's a lie
    - i don't trust you
    - i don't believe you
    - behind my back
    - behind your back
    - i cheated
    - none of your business
    - stole from
    - i was using you
""")

# Phrases of small weight that hold a heavy word.
IDIOMS = of("""
    - i love you guys
    - i love you all
    - love you guys
    - i'm dying to
    - i'm dying of
    - i am dying to
    - dying of laughter
    - died laughing
    - phone died
    - battery died
    - phone is dead
    - battery is dead
    - heat will kill you
    - won't kill you
    - thanks for nothing
    - no thanks
    - kisses you on the cheek
    - kisses you on the forehead
    - kisses you on the hand
    - kiss you on the cheek
    - kiss you on the forehead
    - i'm sorry?
    - i promise to
    - a date and
""")

# How much a moment matters.
PIVOTAL = of("""
    pregnant
    - i love you
    - i'm in love with you
    - i am in love with you
    - marry me
    - will you marry
    - i hate you
    - i never loved you
    - it's over between us
    - it is over between us
    - we're over
    - we are over
    - i'm leaving you
    - i cheated on
    - i betrayed
    - you betrayed
    - i killed
    - i'm dying
    - i am dying
    - he's dead
    - she's dead
    - they're dead
    - father is dead
    - mother is dead
    - brother is dead
    - sister is dead
    - i'm your father
    - i'm your mother
    - i'm your brother
    - i'm your sister
    - i'm your son
    - i'm your daughter
    - i slept with your
    - i'm not who you think
    - i am not who you think
    - our first kiss
    - lips meet yours
    - our lips meet
    - their lips meet
    - kisses you
    - kiss you
    - kissed you
    - draws you into a kiss
    - pull you into a kiss
    - pulls you into a kiss
    - stabs you
    - stab you
    - shoots you
    - shoot you
""")
# Single words that weigh by themselves, where somebody says them of itself or its own.
GRAVE = of("""
    cancer divorce suicide murdered raped
    - mother died
    - father died
    - mom died
    - mum died
    - dad died
    - brother died
    - sister died
    - wife died
    - husband died
    - son died
    - daughter died
    - passed away
    - get married
    - got married
""")
SIGNIFICANT = of("""
    secret confess confesses confession cancer divorce divorced funeral prison affair arrested
    betray betrayal cheated lied liar sob sobs sobbing weeps tears terrified ashamed grief
    apologize apologise hospital suicide ghost murder adopted
    - i have to tell you
    - i need to tell you
    - i've never told
    - i have never told
    - never told anyone
    - i never told you
    - nobody knows
    - no one knows
    - the truth is
    - i trust you
    - i don't trust you
    - i miss you
    - i missed you
    - i'm sorry
    - i am sorry
    - forgive me
    - i forgive you
    - i'm scared
    - i'm afraid
    - i was afraid
    - i need you
    - i want you
    - i'm in trouble
    - my fault
    - your fault
    - how could you
    - how dare you
    - a date
    - go out with me
    - don't leave me
    - i lost my
    - passed away
    - died
    - left me
    - when i was a child
    - when i was a kid
    - when i was little
    - i promise
    - i swear
    - first kiss
""")
TELLING = of("""
    - i sold
    - i got
    - i lost
    - i quit
    - i found
    - i met
    - i bought
    - i failed
    - i won
    - i wanted you
    - have to
    - for years
    - years ago
    - walked out
""")
NOTABLE = of("""
    because favorite favourite always never remember dream dreams afraid hope prefer hate love
    allergic birthday sister brother mother father mom dad mum daughter son wife husband
    boss job work school born live lives moved grew wish plan plans tomorrow tonight
    angry worried nervous lonely proud jealous tired
    - i like
    - i think
    - i want
    - i need
    - i used to
    - i can't stand
    - did you know
    - my name
    - call me
""")

OF_ONESELF = re.compile(r"\b(?:I|I['’]\w+|my|me|you|your|we|our)\b", re.IGNORECASE)

# How somebody feels, by what shows.
PLAYFUL = of("laughs laughing giggles giggling grins grinning winks teases teasing chuckles")
FEELINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("hurt", of("sobs sobbing weeps crying tears cries")),
    (
        "angry",
        of("""glares snaps shouts yells slams growls scowls hisses fists furious angry seething
        - grits
        - clenches"""),
    ),
    (
        "afraid",
        of("""flinches trembles trembling shivers cowers gasps afraid scared terrified panics
        - backs away"""),
    ),
    ("flustered", of("blushes blushing stammers stutters fumbles flustered flushes")),
    (
        "tender",
        of("""kisses hugs caresses cuddles nuzzles embraces strokes
        - softly
        - gently"""),
    ),
    ("amused", of("laughs laughing chuckles giggles grins grinning smirks snorts teases winks")),
    ("pleased", of("smiles smiling beams beaming happy glad delighted")),
    (
        "weary",
        of("""sighs sighing yawns yawning slumps tired exhausted
        - rubs her eyes
        - rubs his eyes"""),
    ),
    ("wary", of("hesitates stiffens frowns frowning narrows suspicious wary tenses")),
    ("sad", of("sad sadly mournful grieving lonely")),
    ("curious", of("curious wonders leans tilts peers studies")),
)

# What has become of a body; each word with the state that it belongs to.
CONDITIONS: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("conscious", "asleep", of("asleep sleeping dozing")),
    (
        "conscious",
        "unconscious",
        of("""unconscious
        - passed out
        - faints
        - knocked out"""),
    ),
    ("sober", "drunk", of("drunk wasted hammered")),
    ("sober", "tipsy", of("tipsy buzzed")),
    ("injured", "bleeding", of("bleeding bleeds")),
    ("injured", "hurt", of("injured wounded hurt limping limps sprained bruised")),
    ("body", "soaked", of("soaked drenched dripping")),
    ("body", "sick", of("sick ill feverish")),
)

STOP_WORDS = frozenset(
    """a about after again all also am an and any are aren't around as at away back be because been
    before being but by can can't come could couldn't did didn't do does doesn't doing don't down
    even ever every for from get go going gone good got had hadn't has have haven't having he he's
    her here hers herself hey him himself his how i i'd i'll i'm i've if in into is isn't it it's
    its just know let let's like little long look looks made make maybe me mean mine more much must
    my myself never new no nor not nothing now of off oh okay old on once one only or other our out
    over own perhaps please put quite rather really right said same say says see she she's should
    so some something still such sure take tell than that that's the their them then there there's
    these they they're thing things think this those though time to too two under until up upon us
    very want was wasn't way we we'll we're we've well went were weren't what what's when where
    told anyone everyone someone nobody anything everything somebody became knew asked felt
    which while who who's why will with without won't would yeah yes yet you you'd you'll you're
    you've your yours yourself""".split()
)
