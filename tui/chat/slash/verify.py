"""``/verify report.md``: checks a draft's quotations and figures against the archive."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import QAError

if TYPE_CHECKING:
    from qa.output.checked import CheckedDraft
    from tui.chat.app import QuotewireApp


async def run(app: "QuotewireApp", argument: str) -> str:
    """Show the quotations and figures of a draft, each with its match in the archive.

    Args:
        app: The chat.
        argument: The draft's file.

    Returns:
        The reason why nothing is shown; empty on success.
    """
    from tui.chat.screens.verified import VerifiedScreen

    if not argument:
        return "/verify takes a draft, such as /verify report.md."
    app.notify(f"Checking {argument} …", markup=False)
    try:
        checked = await asyncio.to_thread(_checked, app, Path(argument).expanduser())
    except QAError as error:
        return error.message
    if not checked.quotations and not checked.figures:
        return f"{argument} contains no quotations in quotation marks or block quotes."
    app.push_screen(VerifiedScreen(checked))
    return ""


def _checked(app: "QuotewireApp", draft: Path) -> "CheckedDraft":
    from index.lexical.opening import open_words
    from qa.desk.quotations.draft import read_draft
    from qa.desk.quotations.verify import verify_draft

    text = read_draft(draft)
    with open_words(app.workspace.settings().index) as words:
        return verify_draft(str(draft), text, words)
