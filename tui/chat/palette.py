"""The command palette: every action by name."""

from collections.abc import Iterator
from typing import Any

from textual.app import SystemCommand

_EXPORT = "Write this conversation to a file"


def palette_commands(app: Any, room: Any) -> Iterator[SystemCommand]:
    """List the actions of the chat and its main screen, in addition to those of every Textual application.

    Args:
        app: The chat; typed loosely because its module imports this one.
        room: The main screen.

    Yields:
        Each action with its name and what it does.
    """
    yield SystemCommand("History", "Earlier conversations: search, reopen, rename, delete", app.action_history)
    yield SystemCommand("New conversation", "Start a new conversation", app.action_new_conversation)
    yield SystemCommand("Index folders", "Make a new index of your articles", app.action_rebuild)
    yield SystemCommand("Clear filter", "Ask every article from now on", room.action_clear_filter)
    yield SystemCommand("Settings", "Passages, confidence threshold, index", app.action_settings)
    yield SystemCommand("Help", "All keys", app.action_help)
    yield SystemCommand("Private mode", "Store nothing, or store answers again", app.action_private)
    yield SystemCommand("Ask without the time", "Ask the latest question again, without its time", room.action_any_time)
    yield SystemCommand("Search as typed", "Ask the latest question again as it was typed", room.action_as_typed)
    yield SystemCommand("Edit what was searched", "The latest question, in full", room.action_edit_rewrite)
    yield SystemCommand("Ask the other meaning", "If two people may be meant", room.action_ask_other)
    yield SystemCommand("Follow-ups on or off", "Search questions as they are typed", room.action_standalone)
    yield SystemCommand("Stop", "Stop the running answer", room.action_back)
    yield SystemCommand("Next citation", "Open the next cited article", lambda: room.action_step_citation(1))
    yield SystemCommand("Previous citation", "Open the previous citation", lambda: room.action_step_citation(-1))
    yield SystemCommand("Find in article", "Search the open article", room.action_search_article)
    yield SystemCommand("Open in editor", "Open the cited file at its line", room.action_edit)
    yield SystemCommand("Copy answer", "To the clipboard", room.action_copy_answer)
    yield SystemCommand("Copy citation", "To the clipboard, in your style", room.action_copy_citation)
    yield SystemCommand("Note", "On a passage, an article or an answer", room.action_note)
    yield SystemCommand("Follow", "Notify when new articles change an answer", room.action_follow)
    yield SystemCommand("In sentences", "An answer, by your own language model", room.action_phrase)
    yield SystemCommand("Export Markdown", _EXPORT, lambda: app.action_export("md"))
    yield SystemCommand("Export JSON", _EXPORT, lambda: app.action_export("json"))
