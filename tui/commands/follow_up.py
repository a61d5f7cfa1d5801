"""What a question on the command line may lean on: earlier ones, the chat's last conversation, a line's history."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from qa.conversation.conversation import Conversation, said_so_far
from qa.conversation.rewriting import followed
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
    """Begin the conversation that a question is asked in.

    Args:
        engine: What answers; earlier questions are asked of it, for their answers may be meant.
        after: Earlier questions, in order.
        continued: Whether the chat's last conversation came before them.
        standalone: Whether the question is searched as it is typed.

    Returns:
        The conversation.

    Raises:
        click.UsageError: If it is to go on from a conversation, and there is none.
    """
    talk = Conversation(engine, _last_conversation() if continued else (), standalone=standalone)
    for question in () if standalone else after:
        talk.ask(question)
    return talk


def _last_conversation() -> list[Said]:
    turns = last_turns()
    if not turns:
        raise click.UsageError("There is no conversation to go on with: qa opens the chat, or name --after QUESTION.")
    return said_so_far(turn.answer for turn in turns)


def last_turns() -> "list[Turn]":
    """Read the chat's last conversation; no turns where there is none."""
    from qa.conversation.history import History

    path = history_file()
    if not path.is_file():
        return []
    history = History.open(path)
    last = history.conversations()[:1]
    turns = history.turns(last[0].conversation_id) if last else []
    history.close()
    return turns


def history_of(given: dict[str, Any]) -> list[Said]:
    """Read the history of a batch's line.

    Args:
        given: The line.

    Returns:
        What was said, each question in full.

    Raises:
        ValueError: If it is not a list of objects with a question.
    """
    turns = given.get("history") or []
    if not isinstance(turns, list) or not all(map(_is_turn, turns)):
        raise ValueError('expected "history" to be a list of objects such as {"question": "...", "answer": "..."}')
    return followed([(turn["question"], turn.get("answer")) for turn in turns])


def _is_turn(turn: Any) -> bool:
    return (
        isinstance(turn, dict) and isinstance(turn.get("question"), str) and isinstance(turn.get("answer"), str | None)
    )


def asked_as_lines(asked_as: str | None, unclear: str, others: tuple[str, ...]) -> list[str]:
    """Say how a question was searched, and what could not be told; no lines where it was as it was typed."""
    if asked_as is None:
        return []
    lines = [f"-> {one_line(asked_as)}"]
    if unclear:
        lines.append(f"   {one_line(unclear)} Or: {'; '.join(map(one_line, others))}")
    return lines
