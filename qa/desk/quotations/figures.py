"""Checks the figures of a draft that are attributed to somebody, and dates with a subject.

A figure is verbatim if a sentence of the archive about the same subject, measured by the weight of the
shared words, has the same figure; it is altered if such a sentence has another figure of the same kind.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.article import line_at
from corpus.sentences import Span, paragraphs, sentences
from corpus.speech.frames import teller_in
from corpus.speech.nouns import Named, first_noun
from corpus.speech.speech import Speech
from corpus.speech.vocabulary import VERBS
from qa.desk.quotations.amounts import Figure, figures_in
from qa.desk.quotations.archive import Archive, Region
from qa.desk.quotations.citing import cite_words
from qa.desk.quotations.draft import DraftQuotation
from qa.desk.quotations.nearest import difference
from qa.desk.quotations.speakers import are_others
from qa.output.checked import Check, Difference

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SMALL = frozenset(
    """a an the of in on at by for from to with and or but as is are was were be been has have had that this it its he
    she they his her their who which per cent percent according than more less over under about around some into not
    will would there after before since until during also million billion thousand""".split()
)
_SAME = 0.6
"""Minimum share of a sentence's weight for a sentence of the archive to be about the same subject."""
_FIGURE_THERE = 0.45
"""The same for a sentence that contains the figure."""
_LEAST = 2
"""Minimum number of words that say what a figure is about."""
_ISO_DAY = len("2019-01-22")
_PASSAGES = 25
_RARE = 10


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of an article with a figure."""

    region: Region
    span: Span
    figure: Figure
    share: float


def check_figures(
    text: str, quotations: Sequence[DraftQuotation], archive: Archive, tick: Callable[[], None]
) -> tuple[Check, ...]:
    """Check the attributed figures of a draft.

    Args:
        text: The draft, with code blanked out.
        quotations: Its quotations; figures inside them are checked with them.
        archive: The archive.
        tick: Called for each sentence.

    Returns:
        The checks, in the draft's order.
    """
    blank = _without(text, quotations)
    checks: list[Check] = []
    for start, end in (span for para in paragraphs(blank) for span in sentences(blank, *para)):
        tick()
        figures = list(figures_in(blank, start, end))
        if not figures:
            continue
        teller = teller_in(blank, start, end)
        subject = teller or first_noun(blank, start, end)
        is_dated = subject is not None and subject.kind == "name"
        asked = [figure for figure in figures if teller or (figure.kind == "date" and is_dated)]
        checks += [_checked(text, blank, (start, end), figure, teller, archive) for figure in asked]
    return tuple(checks)


def _without(text: str, quotations: Sequence[DraftQuotation]) -> str:
    parts, at = [], 0
    for one in quotations:
        parts += [text[at : one.start], re.sub(r"[^\r\n]", "\x01", text[one.start : one.end])]
        at = one.end
    return "".join([*parts, text[at:]])


def _checked(text: str, blank: str, span: Span, figure: Figure, teller: Named | None, archive: Archive) -> Check:
    words = text[figure.start : figure.end]
    claimed = _speech(blank, span, teller)
    speaker = claimed.speaker if claimed else None
    check = Check(words, "absent", figure.start, figure.end, line_at(text, figure.start), None, (), speaker)
    sentences = sorted(_sentences(blank, span, figure, teller, archive), key=lambda one: -one.share)
    same = [one for one in sentences if figure.is_in(one.figure) and one.share >= _FIGURE_THERE]
    if same:
        return _found(check, same, claimed)
    other = next((one for one in sentences if one.share >= _SAME), None)
    if other is None:
        return check
    article = other.region.article
    there = article.text[other.figure.start : other.figure.end]
    return replace(
        check,
        label="altered",
        citation=cite_words(article, other.figure.start, other.figure.end),
        difference=tuple(Difference(change.draft, change.archive) for change in difference(words, there)),
        said_by=_name(_teller(other)),
    )


def _found(check: Check, same: Sequence[_Sentence], claimed: Speech | None) -> Check:
    """Compare the speakers of sentences with the same figure with the one that the draft names."""
    with_tellers = [(one, _teller(one)) for one in same]
    fitting = [pair for pair in with_tellers if not (claimed and pair[1] and are_others(claimed, pair[1]))]
    one, speech = (fitting or with_tellers)[0]
    return replace(
        check,
        label="verbatim" if fitting else "elsewhere",
        citation=cite_words(one.region.article, one.figure.start, one.figure.end),
        said_by=_name(speech),
        others=len({pair[0].region.article.article_id for pair in with_tellers}) - 1,
    )


def _sentences(blank: str, span: Span, figure: Figure, teller: Named | None, archive: Archive) -> Iterator[_Sentence]:
    """Find sentences of the archive with a figure of the same kind, and how similar their subject is."""
    asked = _content(_rest(blank, span, figure, teller))
    if len(asked) < _LEAST:  # "Bolton had held the position since 2018": who it is about is part of the subject
        asked = _content(_rest(blank, span, figure, None))
    weights = {word: archive.rarity(word) for word in asked}
    total = sum(weights.values())
    if len(asked) < _LEAST or not total:
        return
    for region in archive.having_rarest(" ".join(asked), 0, _RARE, _PASSAGES):
        text = region.article.text
        for para in paragraphs(text[region.start : region.end]):
            for first, last in sentences(text, region.start + para[0], region.start + para[1]):
                share = sum(weights.get(word, 0.0) for word in _content(text[first:last])) / total
                if share < _FIGURE_THERE:
                    continue
                others = [other for other in figures_in(text, first, last) if figure.is_like(other)]
                if figure.kind == "date":
                    others += _days(archive, region, (first, last))
                for other in others:
                    yield _Sentence(region, (first, last), other, share)


def _days(archive: Archive, region: Region, span: Span) -> Iterator[Figure]:
    """List the days that a sentence of an article names relative to its date: "Saturday", "yesterday"."""
    for time in archive.times(region.article.article_id):
        is_day = time.is_relative and time.resolved and len(time.resolved) == _ISO_DAY
        if is_day and span[0] <= time.start < span[1]:
            yield Figure(time.start, time.end, "date", str(time.resolved), "")


def _rest(blank: str, span: Span, figure: Figure, teller: Named | None) -> str:
    """Return a sentence without its figure and its speaker: its subject."""
    left = [(figure.start, figure.end), *([(teller.start, teller.end)] if teller else [])]
    parts, at = [], span[0]
    for start, end in sorted(left):
        parts.append(blank[at:start])
        at = max(at, end)
    return " ".join([*parts, blank[at : span[1]]])


def _content(text: str) -> frozenset[str]:
    words = {met.lower().replace("’", "'").removesuffix("'s") for met in _WORD.findall(text)}
    return frozenset(word for word in words if word not in _SMALL and word not in VERBS)


def _teller(one: _Sentence) -> Speech | None:
    text = one.region.article.text
    return _speech(text, one.span, teller_in(text, *one.span))


def _speech(text: str, span: Span, teller: Named | None) -> Speech | None:
    if teller is None:
        return None
    words = " ".join(text[teller.start : teller.end].split())
    return Speech(*span, teller.start, teller.end, words, is_named=teller.kind == "name")


def _name(speech: Speech | None) -> str | None:
    return speech.speaker if speech else None
