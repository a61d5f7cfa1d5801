"""``/open 2``: opens a citation in its article."""

from typing import TYPE_CHECKING

from tui.text.notices import NO_CITATION

if TYPE_CHECKING:
    from tui.chat.app import QuotewireApp


async def run(app: "QuotewireApp", argument: str) -> str:
    """Open a citation of the latest answer.

    Args:
        app: The chat.
        argument: The citation's number; empty for the first.

    Returns:
        The reason why nothing was opened; empty on success.
    """
    if argument and not argument.isdecimal():
        return f"/open takes the number of a citation, such as /open 2; found {argument!r}."
    numbers = app.room.citation_numbers()
    if not numbers:
        return NO_CITATION
    number = int(argument) if argument else numbers[0]
    if number not in numbers:
        return f"There is no citation {number}; there are {numbers[0]} to {numbers[-1]}."
    app.room.action_open_citation(number)
    return ""
