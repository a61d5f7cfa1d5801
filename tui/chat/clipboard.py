"""Copying text to the clipboard."""

from typing import Any

from textual.app import App


def copy_text(app: App[Any], text: str | None, what: str) -> None:
    """Copy a text and confirm it, or say that there is none yet.

    Args:
        app: The chat.
        text: The text; None if there is none yet.
        what: The noun for it, capitalised: ``Answer``.
    """
    if text is None:
        app.notify(f"There is no {what.lower()} to copy yet.")
        return
    app.copy_to_clipboard(text)
    app.notify(f"{what} copied.")
