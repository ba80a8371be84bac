"""Every action that a key can do, declared once; all bindings and lists of keys are made of it."""

from rp_tui.ui.action import Action, Group, Place

COMPOSER, TRANSCRIPT, RAIL = (Place.COMPOSER,), (Place.TRANSCRIPT,), (Place.RAIL,)
BANNER, MODAL = (Place.BANNER,), (Place.MODAL,)
ANYWHERE = (Place.EVERYWHERE, Place.MODAL)
READING = (Place.TRANSCRIPT, Place.RAIL)
PLAYING = (Place.COMPOSER, Place.TRANSCRIPT)

# What a later room of the screen will bind; until then no action takes them.
RESERVED = {"drawer": ("ctrl+t",)}

# Where Esc is slow, Ctrl+N leaves at once: over SSH and in tmux it takes up to 600 ms to arrive.
LEAVE = ("escape", "ctrl+n")

WRITING = (
    Action(
        "send", ("enter",), "Send", "Say what you wrote.",
        Group.WRITE, COMPOSER, doer="widget", rank=1,
    ),
    Action(
        "newline", ("ctrl+j", "shift+enter"), "New line", "Break the line without sending.",
        Group.WRITE, COMPOSER, doer="widget", rank=12,
    ),
    Action(
        "history-up", ("up",), "Earlier words", "On the first line, bring back what you said.",
        Group.WRITE, COMPOSER, doer="widget",
    ),
    Action(
        "history-down", ("down",), "Later words", "On the last line, come back towards your draft.",
        Group.WRITE, COMPOSER, doer="widget",
    ),
    Action(
        "open-editor", ("ctrl+l",), "Open editor", "Write a long turn in your $EDITOR.",
        Group.WRITE, COMPOSER, "e", doer="widget", rank=14,
    ),
    Action(
        "to-transcript", LEAVE, "Read", "Leave the text, and move among the turns.",
        Group.WRITE, (Place.COMPOSER, Place.RAIL, Place.BANNER), "r", rank=5,
    ),
    Action(
        "to-composer", ("i",), "Write", "Go to the text, and write your turn.",
        Group.WRITE, (Place.TRANSCRIPT, Place.RAIL, Place.BANNER), "w", rank=2,
    ),
    Action(
        "continue", ("c",), "Go on", "Let the last reply go on.",
        Group.WRITE, TRANSCRIPT, "c", rank=13,
    ),
    Action(
        "impersonate", ("m",), "Write for me", "Have your next turn drafted, for you to change.",
        Group.WRITE, TRANSCRIPT, "m",
    ),
)  # fmt: skip

MOVING = (
    Action(
        "next-turn", ("j", "down"), "Next turn", "Select the turn below.",
        Group.READ, TRANSCRIPT, doer="widget",
    ),
    Action(
        "previous-turn", ("k", "up"), "Previous turn", "Select the turn above.",
        Group.READ, TRANSCRIPT, doer="widget",
    ),
    Action(
        "first-turn", ("g", "home"), "First turn", "Go to where the story began.",
        Group.READ, TRANSCRIPT, doer="widget",
    ),
    Action(
        "last-turn", ("G", "end"), "Last turn", "Go to where the story is now.",
        Group.READ, TRANSCRIPT, doer="widget",
    ),
    Action(
        "page-up", ("pageup",), "Page up", "Read the screen before.",
        Group.READ, TRANSCRIPT, doer="widget",
    ),
    Action(
        "page-down", ("pagedown",), "Page down", "Read the screen behind.",
        Group.READ, TRANSCRIPT, doer="widget",
    ),
    Action(
        "half-page-up", ("ctrl+u",), "Half up", "Read half a screen before.",
        Group.READ, TRANSCRIPT, doer="widget",
    ),
    Action(
        "half-page-down", ("ctrl+d",), "Half down", "Read half a screen behind.",
        Group.READ, TRANSCRIPT, doer="widget",
    ),
    Action(
        "search", ("ctrl+f", "/"), "Search", "Find words in this chat.",
        Group.READ, (Place.EVERYWHERE,), "s", rank=15,
    ),
    Action(
        "next-hit", ("n",), "Next hit", "Go to the next turn with the words you search.",
        Group.READ, TRANSCRIPT, "n", doer="widget", rank=1,
    ),
    Action(
        "previous-hit", ("N",), "Previous hit", "Go to the turn before with the words you search.",
        Group.READ, TRANSCRIPT, "p", doer="widget", rank=1,
    ),
    Action(
        "search-everywhere", ("F",), "Search all", "Find words in every chat.",
        Group.READ, READING, "a",
    ),
    Action(
        "copy-turn", ("y",), "Copy", "Copy the selected turn.",
        Group.READ, TRANSCRIPT, "y",
    ),
    Action(
        "close-notice", LEAVE, "Close notice", "End the search, and send away what is told.",
        Group.READ, TRANSCRIPT,
    ),
    Action(
        "bare-view", ("v",), "Bare view", "Show bare text, to select from with the terminal.",
        Group.READ, TRANSCRIPT, "v",
    ),
)  # fmt: skip

SCROLLING = (
    Action(
        "scroll-down", ("j", "down"), "Down", "Go down by a line, or to the next choice.",
        Group.READ, MODAL, rank=3,
    ),
    Action(
        "scroll-up", ("k", "up"), "Up", "Go up by a line, or to the choice before.",
        Group.READ, MODAL, rank=4,
    ),
    Action(
        "scroll-page-down", ("pagedown",), "Page down", "Go down by a page.",
        Group.READ, MODAL,
    ),
    Action(
        "scroll-page-up", ("pageup",), "Page up", "Go up by a page.",
        Group.READ, MODAL,
    ),
    Action(
        "scroll-half-down", ("ctrl+d",), "Half down", "Go down by half a page.",
        Group.READ, MODAL,
    ),
    Action(
        "scroll-half-up", ("ctrl+u",), "Half up", "Go up by half a page.",
        Group.READ, MODAL,
    ),
    Action(
        "scroll-first", ("g", "home"), "Beginning", "Go to the beginning.",
        Group.READ, MODAL,
    ),
    Action(
        "scroll-last", ("G", "end"), "End", "Go to the end.",
        Group.READ, MODAL,
    ),
)  # fmt: skip

MENDING = (
    Action(
        "edit-turn", ("e",), "Edit", "Change the words of the selected turn.",
        Group.TURN, TRANSCRIPT, "e", rank=7,
    ),
    Action(
        "regenerate", ("ctrl+r", "r"), "Regenerate", "Ask for the last reply anew.",
        Group.TURN, PLAYING, "r", rank=8,
    ),
    Action(
        "swipe-left", ("h", "left"), "Reply before", "Show the reply that was there before.",
        Group.TURN, TRANSCRIPT, "h",
    ),
    Action(
        "swipe-right", ("l", "right"), "Next reply", "Show the next reply, or ask for one more.",
        Group.TURN, TRANSCRIPT, "l", rank=9,
    ),
    Action(
        "rewind", ("R",), "Rewind here", "Take the story back to the selected turn.",
        Group.TURN, TRANSCRIPT, "w",
    ),
    Action(
        "undo", ("u",), "Undo", "Undo the last rewind, swipe or edit.",
        Group.TURN, READING, "u", rank=4,
    ),
    Action(
        "hide-turn", ("x",), "Hide turn", "Hide the selected turn, or show it again.",
        Group.TURN, TRANSCRIPT, "x",
    ),
    Action(
        "branch-here", ("b",), "Branch here", "Go on from the selected turn on a new branch.",
        Group.BRANCH, TRANSCRIPT, "b",
    ),
    Action(
        "name-branch", ("B",), "Name branch", "Give the branch you are on a name.",
        Group.BRANCH, TRANSCRIPT, "n",
    ),
    Action(
        "switch-branch", ("s",), "Switch branch", "Go to another branch of this story.",
        Group.BRANCH, TRANSCRIPT, "s",
    ),
)  # fmt: skip

CHATTING = (
    Action(
        "open-chat", ("enter", "o"), "Open", "Open what is selected in the rail.",
        Group.CHAT, RAIL, doer="widget", rank=1,
    ),
    Action(
        "rail-down", ("j", "down"), "Down", "Select what is below in the rail.",
        Group.CHAT, RAIL, doer="widget", rank=2,
    ),
    Action(
        "rail-up", ("k", "up"), "Up", "Select what is above in the rail.",
        Group.CHAT, RAIL, doer="widget", rank=3,
    ),
    Action(
        "rail-first", ("g", "home"), "Top", "Select the first chat in the rail.",
        Group.CHAT, RAIL, doer="widget",
    ),
    Action(
        "rail-last", ("G", "end"), "End", "Select the last row of the rail.",
        Group.CHAT, RAIL, doer="widget",
    ),
    Action(
        "rail-page-up", ("pageup",), "Page up", "Select what is a screen above in the rail.",
        Group.CHAT, RAIL, doer="widget",
    ),
    Action(
        "rail-page-down", ("pagedown",), "Page down", "Select what is a screen below in the rail.",
        Group.CHAT, RAIL, doer="widget",
    ),
    Action(
        "meet-sample", (), "Meet another", "Meet one more of the bots that come with the program.",
        Group.CHAT, (Place.EVERYWHERE,), "m",
    ),
    Action(
        "to-rail", (), "All chats", "Go to the rail, and unfold it.",
        Group.CHAT, (Place.EVERYWHERE,), "c",
    ),
    Action(
        "next-chat", ("]",), "Next chat", "Open the chat below in the rail.",
        Group.CHAT, READING, "n",
    ),
    Action(
        "previous-chat", ("[",), "Previous chat", "Open the chat above in the rail.",
        Group.CHAT, READING, "p",
    ),
    Action(
        "fold-rail", ("\\",), "Fold rail", "Fold the rail away, or show it again.",
        Group.CHAT, READING, "f",
    ),
    Action(
        "close-scene", (), "Close scene", "End the scene here, and begin the next.",
        Group.SCENE, (Place.EVERYWHERE,), "c",
    ),
    Action(
        "add-guest", (), "Add guest", "Bring another bot into the scene.",
        Group.SCENE, (Place.EVERYWHERE,), "g",
    ),
    Action(
        "see-off", (), "See off", "Let the guest leave.",
        Group.SCENE, (Place.EVERYWHERE,), "o",
    ),
)  # fmt: skip

HOLDING = (
    Action(
        "retry", ("r", "enter"), "Retry", "Ask for the reply again.",
        Group.HELD, BANNER, "r", rank=1,
    ),
    Action(
        "keep-trying", ("t",), "Keep trying", "Ask again and again, until an answer comes.",
        Group.HELD, BANNER, "t", rank=2,
    ),
    Action(
        "keep-partial", ("k",), "Keep", "Keep the reply as far as it came.",
        Group.HELD, BANNER, "k", rank=3,
    ),
    Action(
        "discard", ("d",), "Discard", "Let the reply go; your words are yours again.",
        Group.HELD, BANNER, "d", rank=4,
    ),
)  # fmt: skip

RUNNING = (
    Action(
        "stop", ("ctrl+g",), "Stop", "End the reply here, and keep it as far as it came.",
        Group.PROGRAM, letter="s", rank=0,
    ),
    Action(
        "leader", ("ctrl+o", "space"), "Actions", "Show all that can be done, a letter each.",
        Group.PROGRAM, rank=10,
    ),
    Action(
        "command-palette", ("ctrl+p",), "Palette", "Find an action by its name.",
        Group.PROGRAM, letter="p", doer="app", rank=16,
    ),
    Action(
        "next-region", ("tab",), "Next region", "Move on: text, story, rail.",
        Group.PROGRAM, rank=18,
    ),
    Action(
        "previous-region", ("shift+tab",), "Region before", "Move back: rail, story, text.",
        Group.PROGRAM,
    ),
    Action(
        "next-theme", (), "Next theme", "Try the next set of colours.",
        Group.PROGRAM, letter="t", doer="app",
    ),
    Action(
        "help", ("f1", "?"), "Help", "Show every key, and what it does.",
        Group.PROGRAM, letter="h", doer="app", rank=11,
    ),
    Action(
        "quit", ("ctrl+q",), "Quit", "Leave; all is kept.",
        Group.PROGRAM, ANYWHERE, "q", doer="app", rank=17,
    ),
    Action(
        "confirm", ("enter", "y"), "Yes", "Do what is asked.",
        Group.PROGRAM, MODAL, rank=1,
    ),
    Action(
        "save", ("ctrl+s",), "Save", "Keep what you wrote.",
        Group.PROGRAM, MODAL, rank=1,
    ),
    Action(
        "cancel", (*LEAVE, "q"), "Close", "Close this, and leave all as it is.",
        Group.PROGRAM, MODAL, rank=2,
    ),
)  # fmt: skip

ACTIONS = (*WRITING, *MOVING, *SCROLLING, *MENDING, *CHATTING, *HOLDING, *RUNNING)
BY_ID = {action.id: action for action in ACTIONS}
