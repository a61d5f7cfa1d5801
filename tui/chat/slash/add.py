"""``/add``: adds a folder, a file, a web page or a feed to the index."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.chat.app import QuotewireApp

_ADDRESS = re.compile(r"https?://\S+")


async def run(app: "QuotewireApp", argument: str) -> str:
    """Add something to the index; questions are answered meanwhile.

    Args:
        app: The chat.
        argument: A path, or the address of a web page or feed.

    Returns:
        The reason why nothing was started; empty on success.
    """
    if not argument:
        return "/add takes a folder, a file or an address, such as /add https://www.example.com/news."
    if app.rebuild_work.running:
        return "A rebuild is already running; F5 shows its progress."
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
