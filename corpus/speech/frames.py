"""The sentences that quotations stand in, without the quotations: where speakers are named."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from corpus.sentences import Span, paragraphs
from corpus.speech.marks import Quoted
from corpus.speech.nouns import Named, first_noun, noun_before, noun_from
from corpus.speech.people import People
from corpus.speech.vocabulary import ACCORDING, VERB

BLANK = "\x01"
"""Stands for each character of a quotation."""
_NO_SUBJECT = frozenset("in on at for of by with from to and or as than but because when while if that which".split())
"""Words that no subject begins with."""

_END = re.compile(
    r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bGen)(?<!\bSen)(?<!\bGov)(?<!\b[A-Z])(?<!\.[A-Z])"
    r"[.!?][)\]]?\s+(?=[A-Z\x01\[])"
)
_LONGEST = 150
"""Characters between a quotation and the verb behind it."""
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are)\s(?:\w+\s)?$")
_BY = re.compile(r"\bby\s")
_COLON = re.compile(r"\s*([^\x01:.]{2,60}):\s*")
_CLAUSE = re.compile(r";\s|,\s(?:but|while|whereas|although|and)\s|\s(?:that|because)\s")


@dataclass(frozen=True, slots=True)
class Frame:
    """A text and the same with its quotations blanked out; equal offsets in both."""

    text: str
    blank: str
    spans: tuple[Span, ...]
    """The paragraphs."""

    @classmethod
    def of(cls, text: str, quoted: list[Quoted], start: int) -> "Frame":
        """Blank the quotations of a text."""
        parts, at = [], 0
        for one in quoted:
            parts += [text[at : one.start], BLANK * (one.end - one.start)]
            at = one.end
        return cls(text, "".join([*parts, text[at:]]), tuple(paragraphs(text, start)))

    def paragraph_of(self, at: int) -> int:
        """Give where the paragraph of an offset begins."""
        return self._span(at)[0]

    def sentence_of(self, one: Quoted) -> Span:
        """Give the sentence a quotation stands in, as far as the reporter's words tell."""
        first, last = self._span(one.start)
        for met in _END.finditer(self.blank, first, one.start):
            first = met.end()
        after = _END.search(self.blank, one.end, last)
        return first, after.start() + 1 if after else last

    def stands_alone(self, one: Quoted) -> bool:
        """Tell whether a quotation is a whole sentence: nothing of it, or only quotations, is the reporter's."""
        led = self.blank[self.sentence_of(one)[0] : one.start].strip(f"{BLANK} \n\t,.-–—")
        return not led and not re.match(r"[ ,]*[a-z]", self.blank[one.end : self._span(one.start)[1]])

    def joined(self, one: Quoted, other: Quoted) -> bool:
        """Tell whether two quotations stand in one sentence, or with ``and`` between them."""
        between = self.blank[one.end : other.start]
        return not _END.search(between) and "\n" not in between.strip() and len(between) < 120

    def is_next(self, one: Quoted, other: Quoted) -> bool:
        """Tell whether little stands between two quotations: the same paragraph, or the end of one."""
        between = self.blank[one.end : other.start]
        return self._span(one.start) == self._span(other.start) or len(between.strip()) < 60

    def is_near(self, at: int, since: int) -> bool:
        """Tell whether an offset lies in the paragraph before the one that begins at `since`, or in it."""
        place = bisect_right(self.spans, (since, len(self.text)))
        return place < 2 or at >= self.spans[place - 2][0]

    def names_before(self, people: People, at: int, since: int) -> bool:
        """Tell whether a person is named in a paragraph before an offset."""
        return any(since <= each.start < at and people.is_person(each) for each in people.mentions)

    def _span(self, at: int) -> Span:
        place = bisect_right(self.spans, (at, len(self.text)))
        return self.spans[max(place - 1, 0)]


def behind(frame: Frame, one: Quoted) -> Named | None:
    """Find the speaker right behind a quotation: ``said Smith``, ``Smith said``, ``according to Smith``."""
    text, end = frame.blank, frame.sentence_of(one)[1]
    near = min(end, one.end + _LONGEST)
    blank = text.find(BLANK, one.end, near)
    near = blank if blank >= 0 else near
    according = ACCORDING.search(text, one.end, near)
    if according and not text[one.end : according.start()].strip(" ,"):
        return noun_from(text, according.end(), end)
    verb = VERB.search(text, one.end, near)
    if verb is None:
        return None
    left = text[one.end : verb.start()].strip(" ,\u2013\u2014-")
    if not left or left in ("as", "also", "later"):
        return noun_from(text, verb.end(), end)
    if left[0].islower() and left.split()[0] in _NO_SUBJECT:
        return None
    return noun_before(text, one.end, verb.start())


def before(frame: Frame, one: Quoted) -> Named | None:
    """Find the speaker in the sentence before a quotation, else further behind it in the same sentence."""
    start, end = frame.sentence_of(one)
    found = teller_in(frame.blank, start, one.start)
    if found:
        return found
    for verb in VERB.finditer(frame.blank, one.end, end):
        comma = frame.blank.rfind(", ", one.end, verb.start())
        if comma >= 0 and BLANK not in frame.blank[comma : verb.start()]:
            return noun_before(frame.blank, comma, verb.start())
    return None


def sentence_before(frame: Frame, one: Quoted) -> Named | None:
    """Find the speaker in the sentence before one that is all quotation."""
    start = frame.sentence_of(one)[0]
    first = frame.paragraph_of(one.start)
    if start <= first:
        place = bisect_right(frame.spans, (first, len(frame.text))) - 2
        if place < 0 or frame.blank[frame.spans[place][1] - 1] != ":":
            return None
        first, start = frame.spans[place]
    ends = [met.end() for met in _END.finditer(frame.blank, first, start) if met.end() < start]
    return teller_in(frame.blank, ends[-1] if ends else first, start)


def teller_in(text: str, start: int, end: int) -> Named | None:
    """Find the subject of the last verb of speech in a stretch of a sentence, or whom it is according to.

    Args:
        text: The text, quotations blanked out.
        start: Offset of the stretch.
        end: Offset after it.

    Returns:
        The words that name who tells; None where nobody does.
    """
    according = ACCORDING.search(text, start, end)
    if according:
        return noun_from(text, according.end(), end)
    for verb in reversed(list(VERB.finditer(text, start, end))):
        if _PASSIVE.search(text[start : verb.start()]) and not text.startswith(" as saying", verb.end()):
            passive = _BY.search(text, verb.end(), end)
            if passive:
                return noun_from(text, passive.end(), end)
        found = _subject_of(text, start, verb)
        if found:
            return found
    colon = _COLON.fullmatch(text, start, end)
    return noun_before(text, colon.start(1), colon.end(1)) if colon else None


def _subject_of(text: str, start: int, verb: re.Match[str]) -> Named | None:
    """Find a verb's subject: right before it, else the first noun of its clause, else of its sentence."""
    if not verb[0].endswith("ing"):
        found = noun_before(text, start, verb.start())
        if found:
            return found
    parts = [met.end() for met in _CLAUSE.finditer(text, start, verb.start())]
    for begin in [*reversed(parts), start]:
        found = first_noun(text, begin, verb.start())
        if found:
            return found
    return None
