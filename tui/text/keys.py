"""The chat's configurable keys, with their defaults and descriptions."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """A configurable key."""

    keys: str
    """The default keys, separated by commas."""
    does: str
    """A description for the help screen."""
    where: str
    """The group in the help screen."""


EVERYWHERE, ROOM, PROMPT = "Everywhere", "While reading", "In the prompt"
CITATION, ARTICLE = "On a citation or an example", "In an article"
HISTORY, INDEXING, SETTINGS = "Among conversations", "While choosing folders", "In the settings"

KEYS = {
    "app.help": Key("f1", "keys, commands and filters", EVERYWHERE),
    "app.history": Key("f2,ctrl+r", "earlier conversations", EVERYWHERE),
    "app.rebuild": Key("f5", "choose folders and index them", EVERYWHERE),
    "app.new": Key("f8,ctrl+n", "start a new conversation", EVERYWHERE),
    "app.settings": Key("f9", "settings", EVERYWHERE),
    "app.palette": Key("ctrl+p", "every action by name", EVERYWHERE),
    "app.quit": Key("ctrl+q", "leave", EVERYWHERE),
    "room.back": Key("escape", "stop the answer; close the article; back to the prompt", ROOM),
    "room.to_citations": Key("tab", "go to the citations, or the examples", ROOM),
    "room.next_citation": Key("ctrl+o", "open the next citation", ROOM),
    "room.previous_citation": Key("ctrl+l", "open the previous citation", ROOM),
    "room.search": Key("f3", "find words in the open article", ROOM),
    "room.edit": Key("f4", "open the file in your editor, at the line", ROOM),
    "room.copy_answer": Key("f6", "copy the answer", ROOM),
    "room.copy_citation": Key("f7", "copy the citation, in the style of the settings", ROOM),
    "room.follow": Key("alt+f", "follow: notify when new articles change an answer", ROOM),
    "room.note": Key("alt+n", "add a note to a passage, an article or an answer", ROOM),
    "room.phrase": Key("alt+p", "phrase an answer with your own language model", ROOM),
    "room.as_typed": Key("ctrl+z", "search for the latest question as typed", ROOM),
    "room.edit_rewrite": Key("ctrl+t,alt+e", "edit the question that was searched", ROOM),
    "room.ask_other": Key("alt+o", "ask about the other person who may be meant", ROOM),
    "room.any_time": Key("alt+t", "ask the latest question again without its time", ROOM),
    "room.standalone": Key("ctrl+s", "turn follow-ups off or on", ROOM),
    "prompt.earlier": Key("up", "earlier question, to edit and ask again", PROMPT),
    "prompt.later": Key("down", "later question", PROMPT),
    "citation.open": Key("enter", "open the article", CITATION),
    "citation.note": Key("n", "add a note", CITATION),
    "citation.phrase": Key("p", "phrase its answer with your own language model", CITATION),
    "citation.follow": Key("f", "follow: notify when new articles change its answer", CITATION),
    "example.ask": Key("enter", "ask it", CITATION),
    "article.search": Key("slash", "find words", ARTICLE),
    "article.next_match": Key("n", "next match; without a search, add a note", ARTICLE),
    "article.previous_match": Key("N", "previous match", ARTICLE),
    "article.tellings": Key("c", "list copies and other reports", ARTICLE),
    "article.head": Key("m", "show or fold the front matter", ARTICLE),
    "history.reopen": Key("enter", "continue the conversation", HISTORY),
    "history.rename": Key("f2", "rename it", HISTORY),
    "history.delete": Key("delete,ctrl+d", "delete it; press twice", HISTORY),
    "history.close": Key("escape", "close", HISTORY),
    "rebuild.choose": Key("space", "select or deselect the folder", INDEXING),
    "rebuild.close": Key("escape", "stop; close", INDEXING),
    "settings.close": Key("escape", "close without saving", SETTINGS),
}
"""By name, as in ``qa keys NAME``."""

_NAMED = (
    "enter escape tab space backspace delete insert home end pageup pagedown up down left right slash backslash comma "
    "minus plus question_mark semicolon apostrophe equals_sign left_square_bracket right_square_bracket full_stop"
)
_KEY = re.compile(rf"(?:ctrl\+|alt\+|shift\+)*(?:[A-Za-z0-9]|f(?:[1-9]|1\d|2[0-4])|{'|'.join(_NAMED.split())})")


def unreadable_key(keys: str) -> str:
    """Find an invalid key.

    Args:
        keys: Keys separated by commas: ``ctrl+y``, ``f12,alt+h``.

    Returns:
        The first invalid key; empty if all are valid.
    """
    return next((key or "an empty key" for key in keys.split(",") if not _KEY.fullmatch(key)), "")


def shown_keys(keys: str) -> str:
    """Format keys for people: ``F2 or Ctrl+R``."""
    return " or ".join(map(_shown_key, keys.split(",")))


def _shown_key(key: str) -> str:
    *held, last = key.split("+")
    return "+".join([*map(_shown, held), last.upper() if held and len(last) == 1 else _shown(last)])


def _shown(part: str) -> str:
    if part == "slash":
        return "/"
    if part in _NAMED.split() or part in ("ctrl", "alt", "shift") or re.fullmatch(r"f\d+", part):
        return part.capitalize()
    return part
