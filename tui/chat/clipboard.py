"""Text to the clipboard."""

from typing import Any

from textual.app import App


def copy_text(app: App[Any], text: str | None, what: str) -> None:
    """Copy a text and say so; None says that there is none yet.

    Args:
        app: The chat.
        text: What to copy.
        what: What it is, in one word with a capital.
    """
    if text is None:
        app.notify(f"There is no {what.lower()} to copy yet.")
        return
    app.copy_to_clipboard(text)
    app.notify(f"{what} copied.")
