"""``/filter since:2021``: limits questions to some articles."""

from typing import TYPE_CHECKING

from corpus.errors import SettingsInvalid
from index.filters import NAMES
from tui.chat.typed_filters import changed_filter, check_values, split_conditions
from tui.chat.widgets.prompt import Prompt
from tui.text.notices import filter_notice

if TYPE_CHECKING:
    from tui.chat.app import QuotewireApp


async def run(app: "QuotewireApp", argument: str) -> str:
    """Change the filter in force, or show it.

    Args:
        app: The chat.
        argument: Filters as typed in a question; ``off`` drops all; empty shows the filter.

    Returns:
        The reason why nothing was changed; empty on success.
    """
    prompt = app.room.query_one(Prompt)
    words, given = split_conditions("filter:off" if argument.casefold() == "off" else argument)
    if words:
        forms = ", ".join(f"{name}:" for name in NAMES)
        return f"{words!r} is not a filter. There are {forms} and off."
    try:
        where = changed_filter(prompt.where, given)
        check_values(given, prompt.values)
    except SettingsInvalid as error:
        return error.message
    prompt.hold_to(where)
    app.notify(filter_notice(prompt.where), markup=False)
    return ""
