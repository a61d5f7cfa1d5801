"""Formats answers with references in a citation style."""

from collections.abc import Sequence

from qa.output.references import Style, references
from qa.types import Answer, Citation
from tui.text.notices import NO_ANSWER
from tui.text.safe import harmless, one_line

ENDINGS: dict[Style, str] = {"markdown": "md", "apa": "txt", "chicago": "txt", "bibtex": "bib", "csl-json": "json"}
"""The suffix of a file of references in each style."""


def styled(answer: Answer, style: Style) -> str:
    """Format an answer with references.

    Args:
        answer: The answer, or a refusal.
        style: The style.

    Returns:
        The answer, then a reference for each cited article; for formats read by programs, only the references.
    """
    paragraphs = [_words(part) for part in answer.parts or (answer,)]
    return _with_references(paragraphs, cited_in(answer), style)


def conversation_styled(answers: Sequence[Answer], style: Style) -> str:
    """Format a conversation: each question with its answer, then all references."""
    paragraphs = [f"{one_line(answer.asked_as or answer.question)}\n{_words(answer)}\n" for answer in answers]
    return _with_references(paragraphs, [each for answer in answers for each in cited_in(answer)], style)


def citation_styled(citation: Citation, style: Style) -> str:
    """Format one citation: in Markdown with its quote, otherwise as the reference of its article."""
    from qa.output.answer_markdown import citation_markdown

    return citation_markdown(citation) if style == "markdown" else references([citation], style)


def cited_in(answer: Answer) -> list[Citation]:
    """List all citations of an answer, with those of its alternatives and parts."""
    citations = list(answer.citations)
    for other in (*answer.answers, *answer.alternatives):
        citations += other.citations
    for part in answer.parts:
        citations += cited_in(part)
    return citations


def _words(answer: Answer) -> str:
    return one_line(answer.text or NO_ANSWER)


def _with_references(paragraphs: Sequence[str], citations: Sequence[Citation], style: Style) -> str:
    if style in ("bibtex", "csl-json"):
        return harmless(references(citations, style))
    if style == "markdown":
        from qa.output.answer_markdown import citation_markdown

        return harmless("\n\n".join([*paragraphs, *map(citation_markdown, citations)]))
    listed = [one_line(line) for line in references(citations, style).splitlines()]
    return "\n".join([*paragraphs, *([""] if listed else []), *listed])
