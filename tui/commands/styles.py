"""Citations in the styles of others: what ``--style`` prints."""

from collections.abc import Callable
from typing import Any, TypeVar, get_args

import click

from qa.output.references import Style, references
from qa.types import Answer, Citation
from tui.text.safe import harmless, one_line

F = TypeVar("F", bound=Callable[..., Any])


def style_option(command: F) -> F:
    """Add ``--style``; the command is given `style`, None where none is asked for."""
    told = "Print citations as references of this style; bibtex and csl-json alone, for programs that keep them."
    return click.option("--style", type=click.Choice(get_args(Style)), help=told)(command)


def check_alone(style: Style | None, *, others: bool) -> None:
    """Let a style be no form beside others."""
    if style is not None and others:
        raise click.UsageError("--style is a form of its own: give it without --json, --explain and --batch.")


def styled(answer: Answer, style: Style) -> str:
    """Write an answer with its citations in a style.

    Args:
        answer: The answer, or a refusal.
        style: The style.

    Returns:
        The words of the answer, then a reference for each article; for programs the references alone.
    """
    citations = _cited(answer)
    if style in ("bibtex", "csl-json"):
        return harmless(references(citations, style))
    said = [one_line(part.text or "The articles do not say.") for part in answer.parts or (answer,)]
    if style == "markdown":
        from qa.output.answer_markdown import citation_markdown

        return harmless("\n\n".join([*said, *map(citation_markdown, citations)]))
    listed = [one_line(line) for line in references(citations, style).splitlines()]
    return "\n".join([*said, *([""] if listed else []), *listed])


def _cited(answer: Answer) -> list[Citation]:
    """Give all citations of an answer: those of its alternatives and parts too."""
    found = list(answer.citations)
    for other in (*answer.answers, *answer.alternatives):
        found += other.citations
    for part in answer.parts:
        found += _cited(part)
    return found
