"""Answers as text for a person."""

import re
import shlex

import click

from index.filters import EVERYTHING, Filter
from qa.types import Alternative, Answer, Citation, Refusal
from tui.text.links import linked
from tui.text.refusal import offer, why_refused, words_unmet
from tui.text.safe import flowing, one_line, short_path, shortened
from tui.text.sources import dates_of, nothing_matches, related_counts, related_line, relation_line, tellings_line
from tui.text.times import bracketed
from tui.text.told import governed_line, shown_number
from tui.text.wrapping import wrapped

_SHORT = 240
"""Characters shown of a passage that is not an answer."""
_PLAIN = re.compile(r"[\w ./:,-]+")
"""Words that no shell reads otherwise."""


def answer_text(answer: Answer, *, copies: bool = False) -> str:
    """Lay out an answer: the words, then where they stand; or why there are none.

    Args:
        answer: The answer.
        copies: Whether to list the articles related to what is cited; else they are counted.

    Returns:
        Lines, styled; click takes the styles out where standard output is no terminal.
    """
    if answer.parts:
        asked = ((click.style(one_line(part.question), underline=True), part) for part in answer.parts)
        return "\n\n".join(f"{wrapped(question)}\n{answer_text(part, copies=copies)}" for question, part in asked)
    if answer.scope and not answer.scope.articles:
        return nothing_matches(answer.scope)
    if answer.text is None and answer.refusal is not None:
        return _refused(answer.refusal, answer.scope.where if answer.scope else EVERYTHING)
    lines = [*(_items(answer) if answer.answers else _said(answer) if answer.sure else _unsure(answer)), ""]
    for citation in answer.citations:
        lines += [*_cited(citation), *(_listed(citation) if copies else _counted(citation))]
    for each in answer.answers:
        for citation in each.citations:
            lines += [] if shown_number(answer, citation) != citation.number else _cited(citation)
    for other in answer.alternatives:
        said = f"{click.style(one_line(other.text), bold=True)}{bracketed(other.citations[0].when)}"
        lines += ["", wrapped(f"{relation_line(other)} {said}{_beside(other)}")]
        for citation in other.citations:
            lines += [*_cited(citation), *(_listed(citation) if copies else _counted(citation))]
    return "\n".join(lines)


def _said(answer: Answer) -> list[str]:
    """Give the words that answer, and how sure they are."""
    return [wrapped(f"{click.style(one_line(answer.text or ''), bold=True)}{bracketed(answer.when)}"), _told(answer)]


def _items(answer: Answer) -> list[str]:
    """Give every item of a list on a line, with the number of its citation."""
    lines = []
    for each in answer.answers:
        first = each.citations[0]
        words = f"{click.style(one_line(each.text), bold=True)}{bracketed(first.when)}"
        number = click.style(f"[{shown_number(answer, first)}]", fg="cyan")
        lines.append(wrapped(f"- {words}, confidence {each.confidence:.0%} {number}", "  "))
    return lines


def _unsure(answer: Answer) -> list[str]:
    """Give the sentence first and the words second, where it is not sure that they are the answer."""
    words = f"{click.style(one_line(answer.text or ''), bold=True)}{bracketed(answer.when)}"
    sentence = click.style(f"“{flowing(answer.citations[0].sentence)}”", fg="yellow")
    if answer.governed is not None:
        said = [] if answer.kind == "sentence" else [wrapped(f"Perhaps {words}")]
        return [
            wrapped(sentence),
            wrapped(click.style(governed_line(answer.governed), fg="yellow")),
            *said,
            _told(answer),
        ]
    if answer.kind == "sentence":
        return [wrapped(sentence), f"{click.style('Not sure', fg='yellow')}: {_told(answer)}"]
    return [wrapped(sentence), wrapped(f"{click.style('Not sure', fg='yellow')}: perhaps {words}"), _told(answer)]


def _told(answer: Answer) -> str:
    """Say how high the confidence is, and what the answer is where it is more than the words asked for."""
    if answer.metadata:
        return click.style("from the metadata of the article", dim=True)
    sentence = "the sentence that answers, " if answer.kind == "sentence" else ""
    told = f", {tellings_line(answer.tellings)}" if tellings_line(answer.tellings) else ""
    return click.style(f"{sentence}confidence {answer.confidence or 0:.0%}{told}", dim=True)


def _beside(other: Alternative) -> str:
    """Say how sure another answer is, and how often told; of what was so before that is not the question."""
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
    """Count the articles related to what is cited."""
    line = related_counts(citation.related)
    return [click.style(wrapped(f"    {line}", "    "), dim=True)] if line else []


def _listed(citation: Citation) -> list[str]:
    """List the articles related to what is cited."""
    return [
        click.style(wrapped(f"    {relation}: {related_line(article)}", "        "), dim=True)
        for relation, article in citation.related
    ]


def _quoted(citation: Citation) -> str:
    """Show the sentence with the quote in it marked; the whole of it where they are the same."""
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
        lines, nearest = [click.style("The articles do not say.", bold=True), why_refused(refusal)], "Nearest:"
    lines += words_unmet(refusal)
    lines += filter(None, [offer(refusal, _command(refusal, where))])
    if refusal.nearest:
        lines += ["", *([nearest] if nearest else [])]
    for citation in refusal.nearest:
        lines += _cited(citation, _SHORT)
    return "\n".join(lines)


def _command(refusal: Refusal, where: Filter) -> str:
    """Write the command that searches for what was asked about, in the articles that were asked."""
    if refusal.search is None:
        return ""
    words = one_line(refusal.search.words)
    parts = ["qa search", words if _PLAIN.fullmatch(words) else shlex.quote(words)]
    parts += ["--sort date"] if refusal.order == "date" else []
    parts += [f"--{name} {shlex.quote(one_line(value))}" for name, value in where.written().items()]
    return " ".join(parts)
