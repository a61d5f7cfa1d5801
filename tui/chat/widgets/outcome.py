"""The outcome of a question: an answer with its citations, or a refusal."""

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from tui.chat.widgets.citation_item import CitationItem
from tui.text.answer_parts import governed_line, shown_number
from tui.text.notices import FROM_METADATA, NO_ANSWER
from tui.text.refusal import offer, why_refused, words_unmet
from tui.text.safe import flowing, one_line
from tui.text.sources import nothing_matches, relation_line, tellings_line
from tui.text.times import asked_time_line, bracketed

if TYPE_CHECKING:
    from qa.types import Alternative, Answer, Refusal


def outcome(answer: "Answer") -> list[Static]:
    """Lay out the outcome of a question.

    Args:
        answer: The answer or refusal.

    Returns:
        The widgets to show below the question, in order.
    """
    from qa.answering.compound import several_note
    from qa.answering.language_notes import answer_note

    notes = filter(None, (several_note(answer), answer_note(answer)))
    return [
        *_read_as(answer),
        *_rewrite(answer),
        *_asked_time(answer),
        *_answer(answer),
        *(Static(Content(one_line(note)), classes="confidence") for note in notes),
    ]


def _read_as(answer: "Answer") -> list[Static]:
    """Show which spellings were corrected."""
    if not answer.read_as:
        return []
    words = ", ".join(map(one_line, answer.read_as))
    return [Static(Content.assemble(("read as: ", "$text-accent"), words), classes="rewrite")]


def _rewrite(answer: "Answer") -> list[Static]:
    """Show how a follow-up question was rewritten, and what remained ambiguous."""
    if answer.asked_as is None:
        return []
    lines = [("-> ", "$text-accent"), (one_line(answer.asked_as), "")]
    if answer.unclear:
        others = "; ".join(map(one_line, answer.others))
        lines += [(f"\n{one_line(answer.unclear)}", "$text-warning"), (f" Alt+O asks: {others}", "")]
    return [Static(Content.assemble(*lines), classes="rewrite")]


def _asked_time(answer: "Answer") -> list[Static]:
    """Show the date that was recognised in the question."""
    if answer.asked_time is None:
        return []
    line = f"{asked_time_line(answer.asked_time)} Alt+T ignores it."
    return [Static(Content(line), classes="rewrite")]


def _answer(answer: "Answer") -> list[Static]:
    if answer.scope and not answer.scope.articles:
        return [Static(Content(nothing_matches(answer.scope)), classes="refusal")]
    if answer.refusal is not None:
        return _refused(answer.refusal)
    sure = answer.sure is not False
    shown = [Static(answer_content(answer), classes="answer" if sure else "unsure")]
    if confidence := _confidence(answer):
        shown.append(Static(Content(confidence), classes="confidence"))
    listed = (citation for item in answer.answers for citation in item.citations)
    others = (
        citation
        for citation in listed
        if shown_number(answer, citation) == citation.number and citation not in answer.citations
    )
    shown += [CitationItem(citation) for citation in (*answer.citations, *others)]
    for other in answer.alternatives:
        shown += _alternative(other)
    return shown


def answer_content(answer: "Answer") -> Content:
    """Lay out the answer, then its sentence; if the answer is uncertain, the sentence first."""
    if answer.answers:
        return Content("\n").join([_item(answer, item) for item in answer.answers])
    if answer.sure is False:
        return _doubted(answer)
    words = one_line(answer.text or "")
    if answer.kind != "span":
        return Content(words).stylize("bold")
    return Content.assemble((words, "bold"), f"{bracketed(answer.when)}\n\n", _sentence(answer))


def _item(answer: "Answer", item: "Alternative") -> Content:
    """Lay out one item of a list answer, with the number of its citation."""
    from qa.types import SURE

    first = item.citations[0]
    doubt = ("" if item.confidence >= SURE else ", not sure", "$text-warning")
    share = (f"{bracketed(first.when)}, confidence {item.confidence:.0%}", "dim")
    number = (f" [{shown_number(answer, first)}]", "$text-accent")
    return Content.assemble("- ", (one_line(item.text), "bold"), doubt, share, number)


def _confidence(answer: "Answer") -> str:
    """Describe the confidence, or that the answer is metadata; empty for a list, whose items have their own."""
    if answer.metadata:
        return FROM_METADATA
    if answer.answers or answer.confidence is None:
        return ""
    tellings = tellings_line(answer.tellings)
    return f"confidence {answer.confidence:.0%}{f', {tellings}' if tellings else ''}"


def _doubted(answer: "Answer") -> Content:
    if answer.governed is not None:
        pieces: list[Content | str | tuple[str, str]] = [_sentence(answer)]
        pieces.append((f"\n\n{governed_line(answer.governed)}", "$text-warning"))
        if answer.kind != "sentence":
            pieces += ["\n\nPerhaps ", (one_line(answer.text or ""), "bold"), bracketed(answer.when)]
        return Content.assemble(*pieces)
    if answer.kind == "sentence":
        return Content.assemble(_sentence(answer), ("\n\nNot sure.", "$text-warning"))
    words = (one_line(answer.text or ""), "bold")
    return Content.assemble(
        _sentence(answer), ("\n\nNot sure: ", "$text-warning"), "perhaps ", words, bracketed(answer.when)
    )


def _sentence(answer: "Answer") -> Content:
    """Lay out the cited sentence with the quote marked."""
    first = answer.citations[0]
    if answer.kind == "sentence":
        return Content(flowing(first.sentence))
    before, after = first.around_quote()
    return Content.assemble(flowing(before), (flowing(first.quote), "bold $text-accent"), flowing(after))


def _alternative(other: "Alternative") -> list[Static]:
    meant = bracketed(other.citations[0].when)
    share = ("" if other.relation == "earlier" else f"  confidence {other.confidence:.0%}", "dim")
    pieces = Content.assemble((f"{relation_line(other)} ", "dim"), (one_line(other.text), "bold"), meant, share)
    return [Static(pieces, classes="alternative"), *(CitationItem(citation) for citation in other.citations)]


def _refused(refusal: "Refusal") -> list[Static]:
    lines: list[tuple[str, str]] = [(f"{NO_ANSWER}\n", "bold"), (why_refused(refusal), "")]
    if refusal.reason == "asks for articles":
        lines = [(why_refused(refusal), "bold")]
    lines += [(f"\n{line}", "") for line in words_unmet(refusal)]
    if refusal.by:
        lines.append((f"\n/filter {refusal.by.field}:{_filter_value(refusal.by.name)}", ""))
    elif refusal.search:
        sort = " sort:date" if refusal.order == "date" else ""
        lines.append((f"\n{offer(refusal, f'/search {one_line(refusal.search.words)}{sort}')}", ""))
    lines.append((f"\n{_head(refusal)}" if refusal.nearest else "", "dim"))
    return [
        Static(Content.assemble(*lines), classes="refusal"),
        *(CitationItem(citation, excerpt=True) for citation in refusal.nearest),
    ]


def _filter_value(name: str) -> str:
    """Quote a name of several words as a filter in the chat needs it."""
    shown = one_line(name)
    return f'"{shown}"' if " " in shown else shown


def _head(refusal: "Refusal") -> str:
    if refusal.reason != "asks for articles":
        return "Nearest:"
    return "The newest:" if refusal.order == "date" else "The best:"
