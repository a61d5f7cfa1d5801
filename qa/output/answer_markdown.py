"""Formats answers and citations as Markdown."""

import os
from collections.abc import Sequence
from pathlib import Path

from qa.types import Alternative, Answer, Citation


def as_markdown(title: str, answers: Sequence[Answer], folder: Path | None = None) -> str:
    """Format a conversation as Markdown.

    Args:
        title: The conversation's title.
        answers: Its answers in order.
        folder: The folder of the document, which paths are relative to; None for absolute paths.

    Returns:
        The document.
    """
    parts = [f"# {title}"]
    for answer in answers:
        parts += _exchange(answer, folder)
    return "\n\n".join(parts) + "\n"


def _exchange(answer: Answer, folder: Path | None) -> list[str]:
    """Format a question, how it was rewritten, and its answer."""
    parts = [f"## {answer.question}"]
    parts += [f"read as: {', '.join(answer.read_as)}"] if answer.read_as else []
    parts += [f"-> {answer.asked_as}"] if answer.asked_as else []
    parts += [answer.unclear] if answer.unclear else []
    if answer.text is None:
        parts.append("*The articles do not say.*")
    elif answer.answers:
        parts.append("\n".join(f"- {_likely(item)}" for item in answer.answers))
    else:
        doubt = "" if answer.sure else "Not sure: perhaps "
        when = f" ({answer.when.resolved})" if answer.when and answer.when.resolved else ""
        parts += [f"{doubt}**{_flat(answer.text)}**{when}", f"confidence {answer.confidence or 0:.0%}"]
    parts += [citation_markdown(citation, folder) for citation in answer.citations]
    for other in answer.alternatives:
        parts.append(f"Or: {_likely(other)}")
        parts += [citation_markdown(citation, folder) for citation in other.citations]
    return parts


def _likely(other: Alternative) -> str:
    return f"**{_flat(other.text)}**, confidence {other.confidence:.0%}"


def _flat(text: str) -> str:
    return " ".join(text.split())


def citation_markdown(citation: Citation, folder: Path | None = None) -> str:
    """Format a citation as Markdown: the quote, then its location.

    Args:
        citation: The citation.
        folder: The folder that its path is relative to; None for an absolute path.

    Returns:
        A block quote; its last line has title, source, date, file and line, and the web address if there is one.
    """
    where = [f"*{citation.title}*", citation.source, citation.stated and citation.stated.isoformat()]
    place = ", ".join(part for part in where if part)
    quoted = "\n".join(f"> {line}" for line in citation.sentence.splitlines())
    address = f", <{citation.url}>" if citation.url else ""
    return f"{quoted}\n>\n> [{citation.number}] {place}, `{path_from(folder, citation.path)}:{citation.line}`{address}"


def path_from(folder: Path | None, path: str) -> str:
    """Make a path relative to a folder, with ``/``; absolute if it cannot be, as on another drive."""
    if folder is None or not Path(path).is_absolute():
        return path
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:
        return path
