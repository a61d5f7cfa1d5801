"""The sentences that quotations stand in, without the quotations: where speakers are named."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.sentences import Span, paragraphs
from corpus.speech.marks import Quoted
from corpus.speech.nouns import Named, first_noun, noun_before, noun_from
from corpus.speech.people import People
from corpus.speech.vocabulary import ACCORDING, NAME, NOUNS, VERB

BLANK = "\x01"
"""Stands for each character of a quotation."""
_NO_SUBJECT = frozenset(
    "in on at for of by with from to and or as than but because when while if that which before after "
    "until so then".split()
)
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
_WITH = re.compile(rf"\bwith\s({NAME})\s$")
_LEADS_IN = re.compile(r"[,:]\s+$")
_QUOTED = re.compile(r"\bquot(?:ed|es|ing)\s((?!as\b)[^\x01]{3,120}?),?\sas\s(?:saying|telling|writing)\b")
_ASIDE = re.compile(r"\([^()\n\x01]{1,90}\)")
_SHORT = 20
"""Characters of a quotation beyond which a comma alone leads it in."""
_JOINED = re.compile(r"\band\s(?:\w+ly\s|then\s|also\s)?$")
_OWNED = re.compile(r"['’]s\s$")
_NOUN_LED = re.compile(
    r"(?:\b(?:the|an?|his|her|their|its|these|those|of|any|some|such|in|for|with|no|to)|['’]s|s['’])\s(?:[a-z]+\s)?$"
)
_CLAUSE = re.compile(r";\s|,\s(?:but|while|whereas|although|and)\s|\s(?:that|because)\s")


@dataclass(frozen=True, slots=True)
class Frame:
    """A text and the same with its quotations blanked out; equal offsets in both."""

    text: str
    blank: str
    spans: tuple[Span, ...]
    """The paragraphs."""
    stops: tuple[Span, ...]
    """Where sentences end and the next begin, as far as the reporter's words tell."""

    @classmethod
    def of(cls, text: str, quoted: list[Quoted], start: int) -> "Frame":
        """Blank the quotations of a text."""
        parts, at = [], 0
        for one in quoted:
            parts += [text[at : one.start], BLANK * (one.end - one.start)]
            at = one.end
        blank = _ASIDE.sub(lambda met: " " * len(met[0]), "".join([*parts, text[at:]]))
        stops = tuple((met.start() + 1, met.end()) for met in _END.finditer(blank, start))
        return cls(text, blank, tuple(paragraphs(text, start)), stops)

    def paragraph_of(self, at: int) -> int:
        """Give where the paragraph of an offset begins."""
        return self._span(at)[0]

    def sentence_of(self, one: Quoted) -> Span:
        """Give the sentence a quotation stands in, as far as the reporter's words tell."""
        first, last = self._span(one.start)
        before = bisect_right(self.stops, one.start, key=lambda stop: stop[1])
        after = bisect_right(self.stops, one.end, key=lambda stop: stop[0])
        if before:
            first = max(first, self.stops[before - 1][1])
        return first, min(last, self.stops[after][0]) if after < len(self.stops) else last

    def stands_alone(self, one: Quoted) -> bool:
        """Tell whether a quotation is a whole sentence: nothing of it, or only quotations, is the reporter's."""
        led = self.blank[self.sentence_of(one)[0] : one.start].strip(f"{BLANK} \n\t,.-–—")
        return not led and not re.match(r"[ ,]*[a-z]", self.blank[one.end : self._span(one.start)[1]])

    def joined(self, one: Quoted, other: Quoted) -> bool:
        """Tell whether two quotations stand in one sentence, or with ``and`` between them."""
        between = self.blank[one.end : other.start]
        return (
            not _END.search(self.blank, one.end, other.start + 1) and "\n" not in between.strip() and len(between) < 120
        )

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
        return any(people.is_person(each) for each in people.between(since, at))

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
        return teller_in(text, frame.sentence_of(one)[0], one.start) or noun_from(text, according.end(), end)
    by = re.compile(r"\s*by\s").match(text, one.end, near)
    if by and VERB.search(text, frame.sentence_of(one)[0], one.start):
        return noun_from(text, by.end(), end)
    verb = next((verb for verb in verbs_in(text, one.end, near) if not verb[0].endswith("ing")), None)
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
    if _LEADS_IN.search(frame.blank[max(start, one.start - 4) : one.start]) and one.last - one.first > _SHORT:
        return first_noun(frame.blank, start, one.start)
    for verb in verbs_in(frame.blank, one.end, end):
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
    before = bisect_left(frame.stops, start, key=lambda stop: stop[1])
    begin = max(first, frame.stops[before - 1][1]) if before else first
    return teller_in(frame.blank, begin, start)


def teller_in(text: str, start: int, end: int) -> Named | None:
    """Find the subject of the last verb of speech in a stretch of a sentence, or whom it is according to.

    Args:
        text: The text, quotations blanked out.
        start: Offset of the stretch.
        end: Offset after it.

    Returns:
        The words that name who tells; None where nobody does.
    """
    quoted = _QUOTED.search(text, start, end)
    if quoted:
        return noun_from(text, quoted.start(1), end)
    according = ACCORDING.search(text, start, end)
    if according:
        return _subject_of_last(text, start, end, according.end()) or noun_from(text, according.end(), end)
    found = _subject_of_last(text, start, end, start)
    if found:
        return found
    colon = _COLON.fullmatch(text, start, end)
    whole = noun_before(text, colon.start(1), colon.end(1)) if colon else None
    if colon and whole and whole.start == colon.start(1):
        return whole
    leads_in = text[start:end].rstrip().endswith(":") or next(verbs_in(text, start, end), None) is not None
    return first_noun(text, start, end) if leads_in and not _is_passive_only(text, start, end) else None


def _subject_of_last(text: str, start: int, end: int, since: int) -> Named | None:
    """Find the subject of the last verb of speech that has one of its own; none that stands before `since`."""
    for verb in reversed(list(verbs_in(text, since, end))):
        if _is_passive(text, start, verb):
            passive = _BY.search(text, verb.end(), end) if since == start else None
            if passive:
                return noun_from(text, passive.end(), end)
            continue
        led = text[start : verb.start()]
        if _JOINED.search(led) or (verb[0].endswith("ing") and _adjacent(text, start, verb) is None):
            continue  # its subject is that of a verb before
        found = _subject_of(text, start, verb)
        if found and (since == start or found.start > since):
            return found
    return None


def _is_passive_only(text: str, start: int, end: int) -> bool:
    """Tell whether all verbs of speech are passive: then nobody is named who spoke."""
    found = list(verbs_in(text, start, end))
    return bool(found) and all(_is_passive(text, start, verb) for verb in found)


def _adjacent(text: str, start: int, verb: re.Match[str]) -> Named | None:
    """Find the subject of a participle where it stands right before: "with Smith describing"."""
    led = _WITH.search(text[start : verb.start()])
    if led:
        return Named(start + led.start(1), start + led.end(1), "name")
    found = noun_before(text, start, verb.start())
    return found if found and found.kind != "description" and text[found.end : verb.start()] == " " else None


def verbs_in(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Find verbs of speech, and leave out where the same word is a noun ("the team's claims")."""
    for met in VERB.finditer(text, start, end):
        led = text[max(start, met.start() - 30) : met.start()]
        if not _OWNED.search(led) and not (met[0] in NOUNS and _NOUN_LED.search(led)):
            yield met


def _is_passive(text: str, start: int, verb: re.Match[str]) -> bool:
    if text.startswith(" as saying", verb.end()) or verb[0].endswith("ing"):
        return False
    return text.startswith(" by ", verb.end()) or _PASSIVE.search(text[start : verb.start()]) is not None


def _subject_of(text: str, start: int, verb: re.Match[str]) -> Named | None:
    """Find a verb's subject: right before it, else the first noun of its clause, else of its sentence."""
    if verb[0].endswith("ing"):
        return _adjacent(text, start, verb)
    found = noun_before(text, start, verb.start())
    if found:
        return found
    parts = [met.end() for met in _CLAUSE.finditer(text, start, verb.start())]
    for begin in [*reversed(parts), start]:
        found = first_noun(text, begin, verb.start())
        if found:
            return found
    return None
