"""``/export json``, ``/export apa``: writes the conversation, or its references, to a file."""

from typing import TYPE_CHECKING, get_args

from tui.chat.export import Kind

if TYPE_CHECKING:
    from tui.chat.app import QuotewireApp


async def run(app: "QuotewireApp", argument: str) -> str:
    """Write the conversation to a file in the current folder.

    Args:
        app: The chat.
        argument: ``md``, ``json``, or a citation style; empty for Markdown.

    Returns:
        The reason why nothing was written; empty if the chat has shown a message.
    """
    kinds = get_args(Kind)
    kind = next((kind for kind in kinds if kind == (argument.lower() or kinds[0])), None)
    if kind is None:
        return f"/export writes {', '.join(kinds[:-1])} or {kinds[-1]}; found {argument!r}."
    app.action_export(kind)
    return ""
