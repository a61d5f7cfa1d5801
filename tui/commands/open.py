"""``qa open``: opens a citation of the last answer or search in the user's editor."""

import os
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from corpus.errors import OperationFailed
from qa.library.last_places import Place, answer_places, kept_places
from qa.locations import places_file
from tui.commands.exit_codes import ExitCode
from tui.editor import editor_command, is_text, open_beside, run_editor
from tui.text.safe import one_line


def _complete_number(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    places = [place for place in _last_places() if str(place.number).startswith(incomplete)]
    return [CompletionItem(str(place.number), help=one_line(place.title)) for place in places]


@click.command("open", epilog="Example: qa open 2")
@click.argument("number", type=click.IntRange(1), default=1, shell_complete=_complete_number)
def open_place(number: int) -> int:
    """Open citation NUMBER (1) of the last answer in your editor, at its line.

    The last answer is that of qa ask, qa search or the chat, whichever was last. The editor is VISUAL
    or EDITOR; files that are not text open in their default program. Only files and lines are stored
    for this; the setting history.last_places turns it off.
    """
    place = _named(number)
    if not Path(place.path).is_file():
        raise OperationFailed(f"{place.path} no longer exists.", "qa rebuild, or qa show with its name")
    if failure := _open(place):
        raise OperationFailed(failure)
    return ExitCode.ANSWERED


def _named(number: int) -> Place:
    places = _last_places()
    if not places:
        raise click.UsageError("There is no answer to open yet: qa ask QUESTION, or qa search WORDS.")
    named = next((place for place in places if place.number == number), None)
    if named is None:
        last = max(place.number for place in places)
        there = "there is only 1" if last == 1 else f"there are 1 to {last}"
        raise click.UsageError(f"The last answer has no {number}; {there}.")
    return named


def _open(place: Place) -> str:
    if not is_text(place.path):
        return open_beside(place.path)
    try:
        command = editor_command(os.environ, place.path, place.line)
    except ValueError as error:
        raise click.UsageError(f"EDITOR cannot be parsed: {error}.") from None
    if not command:
        raise click.UsageError("Set EDITOR, as in: EDITOR=nano qa open")
    return run_editor(command)


def _last_places() -> tuple[Place, ...]:
    """Return the locations of the latest answer, from the command line or the chat."""
    from tui.commands.follow_up import last_turns

    kept = kept_places(places_file())
    turns = last_turns()
    if turns and (kept is None or turns[-1].asked > kept.named):
        return answer_places(turns[-1].answer)
    return kept.places if kept else ()
