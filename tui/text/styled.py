"""Answers with their citations in the styles of others: references below the words."""

from collections.abc import Sequence

from qa.output.references import Style, references
from qa.types import Answer, Citation
from tui.text.safe import harmless, one_line

ENDINGS: dict[Style, str] = {"markdown": "md", "apa": "txt", "chicago": "txt", "bibtex": "bib", "csl-json": "json"}
"""How a file of a style's references ends."""


def styled(answer: Answer, style: Style) -> str:
    """Write an answer with its citations in a style.

    Args:
        answer: The answer, or a refusal.
        style: The style.

    Returns:
        The words of the answer, then a reference for each article; for programs the references alone.
    """
    said = [_said(part) for part in answer.parts or (answer,)]
    return _with_references(said, cited_in(answer), style)


def conversation_styled(answers: Sequence[Answer], style: Style) -> str:
    """Write a conversation, each question with the words of its answer, and below them the references of all."""
    said = [f"{one_line(answer.asked_as or answer.question)}\n{_said(answer)}\n" for answer in answers]
    return _with_references(said, [each for answer in answers for each in cited_in(answer)], style)


def citation_styled(citation: Citation, style: Style) -> str:
    """Write one citation: as Markdown with its words, else its article's reference."""
    from qa.output.answer_markdown import citation_markdown

    return citation_markdown(citation) if style == "markdown" else references([citation], style)


def cited_in(answer: Answer) -> list[Citation]:
    """Give all citations of an answer: those of its alternatives and parts too."""
    found = list(answer.citations)
    for other in (*answer.answers, *answer.alternatives):
        found += other.citations
    for part in answer.parts:
        found += cited_in(part)
    return found


def _said(answer: Answer) -> str:
    return one_line(answer.text or "The articles do not say.")


def _with_references(said: Sequence[str], citations: Sequence[Citation], style: Style) -> str:
    if style in ("bibtex", "csl-json"):
        return harmless(references(citations, style))
    if style == "markdown":
        from qa.output.answer_markdown import citation_markdown

        return harmless("\n\n".join([*said, *map(citation_markdown, citations)]))
    listed = [one_line(line) for line in references(citations, style).splitlines()]
    return "\n".join([*said, *([""] if listed else []), *listed])
