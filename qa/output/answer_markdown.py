"""Answers and citations as Markdown."""

import os
from collections.abc import Sequence
from pathlib import Path

from qa.types import Alternative, Answer, Citation


def as_markdown(title: str, answers: Sequence[Answer], folder: Path | None = None) -> str:
    """Write a conversation as Markdown.

    Args:
        title: The conversation's title.
        answers: Its answers in order.
        folder: Where the document will stand, which paths are written from; None writes them whole.

    Returns:
        A document.
    """
    parts = [f"# {title}"]
    for answer in answers:
        parts += _exchange(answer, folder)
    return "\n\n".join(parts) + "\n"


def _exchange(answer: Answer, folder: Path | None) -> list[str]:
    """Write a question, how it was searched, and what came of it."""
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
    """Write a citation as Markdown: the words, then where they stand.

    Args:
        citation: The citation.
        folder: The folder that its path is written from; None writes it whole.

    Returns:
        A quotation, its last line with title, source, day, file and line, and the web address where there is one.
    """
    where = [f"*{citation.title}*", citation.source, citation.stated and citation.stated.isoformat()]
    place = ", ".join(part for part in where if part)
    quoted = "\n".join(f"> {line}" for line in citation.sentence.splitlines())
    address = f", <{citation.url}>" if citation.url else ""
    return f"{quoted}\n>\n> [{citation.number}] {place}, `{path_from(folder, citation.path)}:{citation.line}`{address}"


def path_from(folder: Path | None, path: str) -> str:
    """Write a path as it leads from a folder, with ``/``; whole where none leads there, as on another drive."""
    if folder is None or not Path(path).is_absolute():
        return path
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:
        return path
