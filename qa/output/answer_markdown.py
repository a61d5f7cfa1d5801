"""Answers and citations as Markdown."""

from collections.abc import Sequence

from qa.types import Answer, Citation


def as_markdown(title: str, answers: Sequence[Answer]) -> str:
    """Write a conversation as Markdown.

    Args:
        title: The conversation's title.
        answers: Its answers in order.

    Returns:
        A document.
    """
    parts = [f"# {title}"]
    for answer in answers:
        parts.append(f"## {answer.question}")
        if answer.asked_as:
            parts.append(f"-> {answer.asked_as}")
        parts.append(answer.text or "*The articles do not say.*")
        parts += [citation_markdown(citation) for citation in answer.citations]
    return "\n\n".join(parts) + "\n"


def citation_markdown(citation: Citation) -> str:
    """Write a citation as Markdown: the words, then where they stand."""
    where = [f"*{citation.title}*", citation.source, citation.stated and citation.stated.isoformat()]
    place = ", ".join(part for part in where if part)
    quoted = "\n".join(f"> {line}" for line in citation.sentence.splitlines())
    return f"{quoted}\n>\n> [{citation.number}] {place}, `{citation.path}:{citation.line}`"
