"""``/add``: one more folder, file, web page or feed beside what is indexed."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.chat.app import QuotewireApp

_ADDRESS = re.compile(r"https?://\S+")


async def run(app: "QuotewireApp", argument: str) -> str:
    """Index something more; asking goes on meanwhile.

    Args:
        app: The chat.
        argument: A path, or the address of a web page or feed.

    Returns:
        Why nothing was begun; empty if it was.
    """
    if not argument:
        return "/add takes a folder, a file or an address, such as /add https://www.example.com/news."
    if app.rebuild_work.running:
        return "Articles are being indexed already; F5 shows how far that is."
    if _ADDRESS.fullmatch(argument):
        app.rebuild_work.begin_adding(argument)
        app.notify(f"Fetching {argument} …", markup=False)
        return ""
    path = Path(argument).expanduser().absolute()
    if not path.exists():
        return f"{path} does not exist."
    app.rebuild_work.begin_adding(path)
    app.notify(f"Indexing {path} …", markup=False)
    return ""
