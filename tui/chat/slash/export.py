"""``/export json``: the conversation in a file."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.chat.app import QuotewireApp

_KINDS = ("md", "json")


async def run(app: "QuotewireApp", argument: str) -> str:
    """Write the conversation to a file in the current folder.

    Args:
        app: The chat.
        argument: ``md`` or ``json``; empty takes Markdown.

    Returns:
        Why nothing was written; empty if the chat has said what was.
    """
    kind = argument.lower() or _KINDS[0]
    if kind not in _KINDS:
        return f"/export writes {' or '.join(_KINDS)}; found {argument!r}."
    app.action_export(kind)
    return ""
