"""``/export json``, ``/export apa``: the conversation, or its references, in a file."""

from typing import TYPE_CHECKING, get_args

from tui.chat.export import Kind

if TYPE_CHECKING:
    from tui.chat.app import QuotewireApp


async def run(app: "QuotewireApp", argument: str) -> str:
    """Write the conversation to a file in the current folder.

    Args:
        app: The chat.
        argument: ``md``, ``json``, or a style of citations; empty takes Markdown.

    Returns:
        Why nothing was written; empty if the chat has said what was.
    """
    kinds = get_args(Kind)
    kind = next((each for each in kinds if each == (argument.lower() or kinds[0])), None)
    if kind is None:
        return f"/export writes {', '.join(kinds[:-1])} or {kinds[-1]}; found {argument!r}."
    app.action_export(kind)
    return ""
