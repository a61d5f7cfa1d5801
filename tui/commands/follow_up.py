"""The context of follow-up questions: earlier questions, the chat's last conversation, or a batch line's history."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from qa.conversation.conversation import Conversation, said_so_far
from qa.conversation.turns import Said
from qa.engine import Engine
from qa.locations import history_file
from tui.text.safe import one_line

if TYPE_CHECKING:
    from qa.conversation.history import Turn

F = TypeVar("F", bound=Callable[..., Any])


def follow_up_options(command: F) -> F:
    """Add ``--after``, ``--continue`` and ``--standalone``."""
    for option in (
        click.option("--standalone", is_flag=True, help="Search for the question as typed."),
        click.option("--continue", "continued", is_flag=True, help="Continue the chat's last conversation."),
        click.option("--after", multiple=True, metavar="QUESTION", help="An earlier question; repeatable."),
    ):
        command = option(command)
    return command


def conversation_of(engine: Engine, after: tuple[str, ...], *, continued: bool, standalone: bool) -> Conversation:
    """Create the conversation that a question belongs to.

    Args:
        engine: Answers the questions; also the earlier ones, as follow-ups may refer to their answers.
        after: Earlier questions, in order.
        continued: Whether to continue the chat's last conversation.
        standalone: Whether questions are searched as typed.

    Returns:
        The conversation.

    Raises:
        click.UsageError: If there is no conversation to continue.
    """
    talk = Conversation(engine, _last_conversation() if continued else (), standalone=standalone)
    for question in () if standalone else after:
        talk.ask(question)
    return talk


def _last_conversation() -> list[Said]:
    turns = last_turns()
    if not turns:
        raise click.UsageError("There is no conversation to continue: qa starts the chat, or use --after QUESTION.")
    return said_so_far(turn.answer for turn in turns)


def last_turns() -> "list[Turn]":
    """Read the turns of the chat's last conversation; empty if there is none."""
    from qa.conversation.history import History

    path = history_file()
    if not path.is_file():
        return []
    history = History.open(path)
    last = history.conversations()[:1]
    turns = history.turns(last[0].conversation_id) if last else []
    history.close()
    return turns


def history_of(given: dict[str, Any]) -> list[tuple[str, str | None]]:
    """Read the history of a batch line.

    Args:
        given: The line.

    Returns:
        The earlier questions as they were typed, with their answers.

    Raises:
        ValueError: If it is not a list of objects with a question.
    """
    turns = given.get("history") or []
    if not isinstance(turns, list) or not all(map(_is_turn, turns)):
        raise ValueError('expected "history" to be a list of objects such as {"question": "...", "answer": "..."}')
    return [(turn["question"], turn.get("answer")) for turn in turns]


def _is_turn(turn: Any) -> bool:
    return (
        isinstance(turn, dict) and isinstance(turn.get("question"), str) and isinstance(turn.get("answer"), str | None)
    )


def asked_as_lines(asked_as: str | None, unclear: str, others: tuple[str, ...]) -> list[str]:
    """Describe how a question was rewritten, and what was ambiguous; empty if it was searched as typed."""
    if asked_as is None:
        return []
    lines = [f"-> {one_line(asked_as)}"]
    if unclear:
        lines.append(f"   {one_line(unclear)} Or: {'; '.join(map(one_line, others))}")
    return lines
