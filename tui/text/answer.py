"""Formats answers and refusals as text."""

import re
import shlex
from collections.abc import Mapping

import click

from index.filters import EVERYTHING, Filter
from qa.types import Alternative, Answer, Citation, Refusal
from tui.text.answer_parts import governed_line, shown_number
from tui.text.links import linked
from tui.text.notices import FROM_METADATA, NO_ANSWER
from tui.text.refusal import offer, why_refused, words_unmet
from tui.text.safe import flowing, one_line, short_path, shortened
from tui.text.sources import dates_of, nothing_matches, related_counts, related_line, relation_line, tellings_line
from tui.text.times import bracketed
from tui.text.wrapping import wrapped

_SHORT = 240
"""Characters shown of a passage of a refusal."""
_PLAIN = re.compile(r"[\w ./:,-]+")
"""Words that need no quoting in a shell."""


def answer_text(answer: Answer, *, copies: bool = False) -> str:
    """Format an answer with its citations, or a refusal.

    Args:
        answer: The answer.
        copies: Whether to list related articles of the citations; otherwise they are counted.

    Returns:
        Styled lines; click removes the styles if standard output is not a terminal.
    """
    if answer.parts:
        asked = ((click.style(one_line(part.question), underline=True), part) for part in answer.parts)
        return "\n\n".join(f"{wrapped(question)}\n{answer_text(part, copies=copies)}" for question, part in asked)
    if answer.scope and not answer.scope.articles:
        return nothing_matches(answer.scope)
    if answer.text is None and answer.refusal is not None:
        return _refused(answer.refusal, answer.scope.where if answer.scope else EVERYTHING)
    lines = [*(_items(answer) if answer.answers else _words(answer) if answer.sure else _unsure(answer)), ""]
    for citation in answer.citations:
        lines += [*_cited(citation), *(_listed(citation) if copies else _counted(citation))]
    for item in answer.answers:
        for citation in item.citations:
            lines += [] if shown_number(answer, citation) != citation.number else _cited(citation)
    for other in answer.alternatives:
        words = f"{click.style(one_line(other.text), bold=True)}{bracketed(other.citations[0].when)}"
        lines += ["", wrapped(f"{relation_line(other)} {words}{_confidence_beside(other)}")]
        for citation in other.citations:
            lines += [*_cited(citation), *(_listed(citation) if copies else _counted(citation))]
    return "\n".join(lines)


def _words(answer: Answer) -> list[str]:
    """Format the answer and its confidence."""
    return [
        wrapped(f"{click.style(one_line(answer.text or ''), bold=True)}{bracketed(answer.when)}"),
        _confidence_line(answer),
    ]


def _items(answer: Answer) -> list[str]:
    """Format each item of a list answer on a line, with the number of its citation."""
    lines = []
    for item in answer.answers:
        first = item.citations[0]
        words = f"{click.style(one_line(item.text), bold=True)}{bracketed(first.when)}"
        number = click.style(f"[{shown_number(answer, first)}]", fg="cyan")
        lines.append(wrapped(f"- {words}, confidence {item.confidence:.0%} {number}", "  "))
    return lines


def _unsure(answer: Answer) -> list[str]:
    """Format an uncertain answer: first the sentence, then the words."""
    words = f"{click.style(one_line(answer.text or ''), bold=True)}{bracketed(answer.when)}"
    sentence = click.style(f"“{flowing(answer.citations[0].sentence)}”", fg="yellow")
    if answer.governed is not None:
        guess = [] if answer.kind == "sentence" else [wrapped(f"Perhaps {words}")]
        return [
            wrapped(sentence),
            wrapped(click.style(governed_line(answer.governed), fg="yellow")),
            *guess,
            _confidence_line(answer),
        ]
    if answer.kind == "sentence":
        return [wrapped(sentence), f"{click.style('Not sure', fg='yellow')}: {_confidence_line(answer)}"]
    return [
        wrapped(sentence),
        wrapped(f"{click.style('Not sure', fg='yellow')}: perhaps {words}"),
        _confidence_line(answer),
    ]


def _confidence_line(answer: Answer) -> str:
    """Format the confidence, or the kind of an answer that has none."""
    if answer.metadata:
        return click.style(FROM_METADATA, dim=True)
    sentence = "the sentence that answers, " if answer.kind == "sentence" else ""
    tellings = f", {tellings_line(answer.tellings)}" if tellings_line(answer.tellings) else ""
    return click.style(f"{sentence}confidence {answer.confidence or 0:.0%}{tellings}", dim=True)


def _confidence_beside(other: Alternative) -> str:
    """Format the confidence of another answer, and how many articles confirm it; an earlier value has no confidence."""
    parts = [] if other.relation == "earlier" else [f"confidence {other.confidence:.0%}"]
    parts += [tellings_line(other.tellings)] if tellings_line(other.tellings) else []
    return "".join(f", {part}" for part in parts)


def _cited(citation: Citation, longest: int | None = None) -> list[str]:
    where = [one_line(part) for part in (citation.source,) if part]
    where += dates_of(citation)
    head = f"{click.style(f'[{citation.number}]', fg='cyan')} {one_line(citation.title)}"
    lines = [linked(wrapped(head, "    "), citation.url)]
    lines += [wrapped(f"    {', '.join(where)}", "    ")] if where else []
    place = f", {one_line(citation.place)}" if citation.place else ""
    name = f"{one_line(short_path(citation.path))}:{citation.line}"
    lines.append(f"    {linked(name, citation.path, citation.line)}{place}")
    quoted = _quoted(citation)
    return [*lines, wrapped(f"    “{shortened(quoted, longest) if longest else quoted}”", "     ")]


def _counted(citation: Citation) -> list[str]:
    """Count the articles related to a cited one."""
    line = related_counts(citation.related)
    return [click.style(wrapped(f"    {line}", "    "), dim=True)] if line else []


def _listed(citation: Citation) -> list[str]:
    """List the articles related to a cited one."""
    return [
        click.style(wrapped(f"    {relation}: {related_line(article)}", "        "), dim=True)
        for relation, article in citation.related
    ]


def _quoted(citation: Citation) -> str:
    """Format the sentence with the quote marked, or the quote if it is the sentence."""
    if citation.sentence == citation.quote:
        return one_line(citation.quote)
    before, after = citation.around_quote()
    return f"{flowing(before)}{click.style(flowing(citation.quote), bold=True)}{flowing(after)}"


def _refused(refusal: Refusal, where: Filter) -> str:
    if refusal.reason == "asks for articles":
        lines, nearest = (
            [click.style(why_refused(refusal), bold=True)],
            "The newest:" if refusal.order == "date" else "",
        )
    else:
        lines, nearest = [click.style(NO_ANSWER, bold=True), why_refused(refusal)], "Nearest:"
    lines += words_unmet(refusal)
    lines += filter(None, [offer(refusal, _command(refusal, where))])
    if refusal.nearest:
        lines += ["", *([nearest] if nearest else [])]
    for citation in refusal.nearest:
        lines += _cited(citation, _SHORT)
    return "\n".join(lines)


def _command(refusal: Refusal, where: Filter) -> str:
    """Build the command that searches for the question's words, or lists the articles asked for, with its filter."""
    given = where.written()
    if refusal.by:
        parts = ["qa list", *_flags(given | {refusal.by.field: refusal.by.name})]
    elif refusal.search:
        words = one_line(refusal.search.words)
        parts = ["qa search", words if _PLAIN.fullmatch(words) else shlex.quote(words)]
        parts += [*(["--sort date"] if refusal.order == "date" else []), *_flags(given)]
    else:
        return ""
    return " ".join(parts)


def _flags(given: Mapping[str, str]) -> list[str]:
    return [f"--{name} {shlex.quote(one_line(value))}" for name, value in given.items()]
