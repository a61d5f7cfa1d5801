"""``/search TikTok since:2021``: finds articles that mention words, without a question."""

import re
from functools import partial
from typing import TYPE_CHECKING

from corpus.errors import OperationFailed, QAError, SettingsInvalid
from index.filters import Filter
from tui.chat.messages import SearchFailed, WordsFound
from tui.chat.typed_filters import changed_filter, split_conditions
from tui.chat.widgets.prompt import Prompt
from tui.chat.widgets.search_results import SearchResults
from tui.chat.widgets.transcript import Transcript
from tui.text.notices import INDEX_NOT_OPEN

if TYPE_CHECKING:
    from index.types import SearchOrder
    from qa.engine import Engine
    from tui.chat.app import QuotewireApp

_SORT = re.compile(r"(?<!\S)sort:(\S*)", re.IGNORECASE)
_MOST = 20
"""Maximum number of articles shown."""


async def run(app: "QuotewireApp", argument: str) -> str:
    """Show the articles that mention words.

    Args:
        app: The chat.
        argument: The words, optionally with filters for this search only, and ``sort:date`` for the newest first.

    Returns:
        The reason why nothing was searched; empty on success.
    """
    sorts = [name.lower() for name in _SORT.findall(argument)]
    if wrong := [name for name in sorts if name not in ("best", "date")]:
        return f"sort: takes best or date; found {wrong[0]!r}."
    words, given = split_conditions(_SORT.sub(" ", argument))
    if not any(letter.isalnum() for letter in words):
        return "/search takes the words to find, such as /search oak shaft."
    if app.engine is None:
        return INDEX_NOT_OPEN
    try:
        where = changed_filter(app.room.query_one(Prompt).where, given)
    except SettingsInvalid as error:
        return error.message
    shown = SearchResults(f"/search {argument}", where)
    app.room.query_one(Transcript).append(shown)
    order: SearchOrder = "date" if "date" in sorts else "best"
    search = partial(_search, app, app.engine, shown, words, order, where)
    app.run_worker(search, thread=True, group="search", exit_on_error=False)
    return ""


def _search(
    app: "QuotewireApp", engine: "Engine", shown: SearchResults, words: str, order: "SearchOrder", where: Filter
) -> None:
    try:
        result = engine.search(words, _MOST, order, app.workspace.tagged(where))
        shown.post_message(WordsFound(result, engine.cite_found(result)))
    except QAError as error:
        shown.post_message(SearchFailed(error))
    except Exception as error:  # noqa: BLE001 - a defect must not take the conversation with it
        shown.post_message(SearchFailed(OperationFailed(f"This could not be searched for: {error!r}")))
