"""Find speakers in the sentences around quotations, with the quotations blanked out."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.sentences import Span, paragraphs
from corpus.speech.marks import Quoted
from corpus.speech.nouns import Named, first_noun, is_writing, noun_before, noun_from
from corpus.speech.people import People
from corpus.speech.vocabulary import ACCORDING, NAME, NOUNS, PRONOUN, VERB

BLANK = "\x01"
"""Replaces each character of a quotation."""
_NO_SUBJECT = frozenset(
    "in on at for of by with from to and or as than but because when while if that which before after "
    "until so then".split()
)
"""Words that cannot begin a subject."""

_END = re.compile(
    r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bGen)(?<!\bSen)(?<!\bGov)(?<!\b[A-Z])(?<!\.[A-Z])"
    r"[.!?][)\]]?\s+(?=[A-Z\x01\[])"
)
_SAYS = rf"{NAME}\s(?:\w+ly\s|also\s|later\s)?(?:{VERB.pattern})(?:\s[\w'\u2019-]+){{0,4}}\.(?:\s|$)"
_NEXT = re.compile(rf"\s+(?=[A-Z\x01\[])(?!{_SAYS})")
"""The beginning of a sentence after a quotation, unless it is only who said that: ``“We will.” Mr Smith said.``"""
_LONGEST = 150
"""Characters between a quotation and the verb after it, at most."""
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are)\s(?:\w+\s)?$")
_BY = re.compile(r"\bby\s")
_COLON = re.compile(r"\s*([^\x01:.]{2,60}):\s*")
_WITH = re.compile(rf"\bwith\s({NAME})\s$")
_LEADS_IN = re.compile(r"[,:]\s+$")
_QUOTED = re.compile(r"\bquot(?:ed|es|ing)\s((?!as\b)[^\x01]{3,120}?),?\sas\s(?:saying|telling|writing)\b")
_ASIDE = re.compile(r"\([^()\n\x01]{1,90}\)")
_SHORT = 20
"""Characters of a quotation above which a comma alone introduces it."""
_JOINED = re.compile(r"\band\s(?:\w+ly\s|then\s|also\s)?$")
_OWNED = re.compile(r"['’]s\s$")
_NOT_SAID = re.compile(r"\s(?:nothing|little|no more|no such)\b")
_INTERPOSED = re.compile(rf",\s({PRONOUN}|{NAME})\s(?:also\s|later\s)?(?:{VERB.pattern}),\s(?=[a-z])")
"""Who says the sentence around it: ``Ms Berg, she added, had left``."""
_NOUN_LED = re.compile(
    r"(?:\b(?:\d+|the|an?|his|her|their|its|these|those|of|any|some|such|in|for|with|no|to)|['’]s|s['’])\s(?:[a-z]+\s)?$"
)
_CLAUSE = re.compile(r";\s|,\s(?:but|while|whereas|although|and)\s|\s(?:that|because)\s")


@dataclass(frozen=True, slots=True)
class Frame:
    """A text, and the same text with its quotations blanked out; offsets are equal in both."""

    text: str
    blank: str
    spans: tuple[Span, ...]
    """The paragraphs."""
    stops: tuple[Span, ...]
    """Where sentences end and the next begin, judged by the reporter's words and by full stops that end quotations."""

    @classmethod
    def of(cls, text: str, quoted: list[Quoted], start: int) -> "Frame":
        """Blank the quotations of a text."""
        parts, at = [], 0
        for quotation in quoted:
            parts += [text[at : quotation.start], BLANK * (quotation.end - quotation.start)]
            at = quotation.end
        blank = _ASIDE.sub(lambda met: " " * len(met[0]), "".join([*parts, text[at:]]))
        stops = {(met.start() + 1, met.end()) for met in _END.finditer(blank, start)}
        ends = ((each.end, _NEXT.match(blank, each.end)) for each in quoted if text[each.last - 1] == ".")
        stops |= {(end, following.end()) for end, following in ends if following}
        return cls(text, blank, tuple(paragraphs(text, start)), tuple(sorted(stops)))

    def paragraph_of(self, at: int) -> int:
        """Give the offset at which the paragraph of an offset begins."""
        return self.span_of(at)[0]

    def paragraphs_to(self, at: int) -> tuple[int, int, int]:
        """Give where the paragraph of an offset and the two before it begin; equal offsets where there are fewer."""
        place = max(bisect_right(self.spans, (at, len(self.text))) - 1, 0)
        here, before, first = (self.spans[max(place - back, 0)][0] for back in range(3))
        return here, before, first

    def sentence_of(self, quotation: Quoted) -> Span:
        """Give the sentence that contains a quotation, judged by the reporter's words."""
        last = self.span_of(quotation.start)[1]
        after = bisect_left(self.stops, quotation.end, key=lambda stop: stop[0])
        first = self.sentence_at(quotation.start)
        return first, min(last, self.stops[after][0]) if after < len(self.stops) else last

    def sentence_at(self, at: int) -> int:
        """Give the offset at which the sentence of an offset begins, judged by the reporter's words."""
        before = bisect_right(self.stops, at, key=lambda stop: stop[1])
        return max(self.paragraph_of(at), self.stops[before - 1][1] if before else 0)

    def is_paragraph(self, quotation: Quoted) -> bool:
        """Return whether a quotation is a whole paragraph."""
        return self.span_of(quotation.start) == (quotation.start, quotation.end)

    def is_sentence(self, quotation: Quoted) -> bool:
        """Return whether a quotation that stands alone is a sentence, however short."""
        words = quotation.words(self.text)
        return words[:1].isupper() and words[-1] in ".?!"

    def stands_alone(self, quotation: Quoted) -> bool:
        """Return whether a quotation is a whole sentence, without words of the reporter."""
        led = self.blank[self.sentence_of(quotation)[0] : quotation.start].strip(f"{BLANK} \n\t,.-–—")
        return not led and not re.match(r"[ ,]*[a-z]", self.blank[quotation.end : self.span_of(quotation.start)[1]])

    def sentence_before(self, quotation: Quoted) -> Span | None:
        """Give the sentence before that of a quotation: in its paragraph, or in the one before if a colon ends that."""
        start = self.sentence_of(quotation)[0]
        first = self.paragraph_of(quotation.start)
        if start <= first:
            place = bisect_right(self.spans, (first, len(self.text))) - 2
            if place < 0 or self.blank[self.spans[place][1] - 1] != ":":
                return None
            first, start = self.spans[place]
        before = bisect_left(self.stops, start, key=lambda stop: stop[1])
        return (max(first, self.stops[before - 1][1]) if before else first), start

    def joined(self, quotation: Quoted, other: Quoted) -> bool:
        """Return whether two quotations are in one sentence, close to each other."""
        between = self.blank[quotation.end : other.start]
        after = bisect_left(self.stops, quotation.end, key=lambda stop: stop[0])
        stopped = after < len(self.stops) and self.stops[after][1] <= other.start
        return not stopped and "\n" not in between and len(between) < 120

    def is_next(self, quotation: Quoted, other: Quoted) -> bool:
        """Return whether two quotations are in the same paragraph, or less than 60 characters apart."""
        between = self.blank[quotation.end : other.start]
        return self.span_of(quotation.start) == self.span_of(other.start) or len(between.strip()) < 60

    def is_near(self, at: int, since: int) -> bool:
        """Return whether an offset lies in the paragraph before the one that begins at `since`, or in it."""
        place = bisect_right(self.spans, (since, len(self.text)))
        return place < 2 or at >= self.spans[place - 2][0]

    def names_before(self, people: People, pronoun: str, at: int, since: int) -> bool:
        """Return whether a person whom a pronoun may mean is named in a paragraph before an offset."""
        named = people.between(since, at)
        return any(people.is_person(mention) and people.may_be(mention.name, pronoun) for mention in named)

    def span_of(self, at: int) -> Span:
        """Give the paragraph of an offset."""
        place = bisect_right(self.spans, (at, len(self.text)))
        return self.spans[max(place - 1, 0)]


def speaker_after(frame: Frame, quotation: Quoted) -> Named | None:
    """Find the speaker directly after a quotation: ``said Smith``, ``Smith said``, ``according to Smith``."""
    text, end = frame.blank, frame.sentence_of(quotation)[1]
    near = min(end, quotation.end + _LONGEST)
    blank = text.find(BLANK, quotation.end, near)
    near = blank if blank >= 0 else near
    according = ACCORDING.search(text, quotation.end, near)
    if according and not text[quotation.end : according.start()].strip(" ,"):
        start = frame.sentence_of(quotation)[0]
        return teller_in(text, start, quotation.start) or noun_from(text, according.end(), end)
    by = re.compile(r"\s*by\s").match(text, quotation.end, near)
    if by and VERB.search(text, frame.sentence_of(quotation)[0], quotation.start):
        return noun_from(text, by.end(), end)
    verb = next((verb for verb in verbs_in(text, quotation.end, near) if not verb[0].endswith("ing")), None)
    if verb is None:
        return None
    left = text[quotation.end : verb.start()].strip(" ,\u2013\u2014-")
    if not left or left in ("as", "also", "later"):
        return noun_from(text, verb.end(), end)
    if left[0].islower() and left.split()[0] in _NO_SUBJECT:
        return None
    return noun_before(text, quotation.end, verb.start())


def speaker_before(frame: Frame, quotation: Quoted) -> Named | None:
    """Find the speaker before a quotation in its sentence, else further after it in the same sentence."""
    start, end = frame.sentence_of(quotation)
    speaker = teller_in(frame.blank, start, quotation.start)
    if speaker:
        return speaker
    led = frame.blank[max(start, quotation.start - 4) : quotation.start]
    if _LEADS_IN.search(led) and quotation.last - quotation.first > _SHORT:
        return first_noun(frame.blank, start, quotation.start)
    for verb in verbs_in(frame.blank, quotation.end, end):
        comma = frame.blank.rfind(", ", quotation.end, verb.start())
        if comma >= 0 and BLANK not in frame.blank[comma : verb.start()]:
            return noun_before(frame.blank, comma, verb.start())
    return None


def speaker_in_sentence_before(frame: Frame, quotation: Quoted) -> Named | None:
    """Find the speaker in the sentence before a quotation that is a whole sentence."""
    before = frame.sentence_before(quotation)
    return teller_in(frame.blank, *before) if before else None


def teller_in(text: str, start: int, end: int) -> Named | None:
    """Find the subject of the last verb of speech in part of a sentence, or the source after "according to".

    Args:
        text: The text, quotations blanked out.
        start: Offset of the part.
        end: Offset after it.

    Returns:
        The words that name the speaker; None if there are none.
    """
    quoted = _QUOTED.search(text, start, end)
    if quoted:
        return noun_from(text, quoted.start(1), end)
    interposed = _INTERPOSED.search(text, start, end)
    if interposed and interposed.start() > start:
        return Named(*interposed.span(1), "pronoun" if interposed[1].islower() else "name")
    according = ACCORDING.search(text, start, end)
    if according:
        return _subject_of_last(text, start, end, according.end()) or noun_from(text, according.end(), end)
    subject = _subject_of_last(text, start, end, start)
    if subject:
        writer = first_noun(text, start, subject.start) if is_writing(text, subject) else None
        return writer or subject
    colon = _COLON.fullmatch(text, start, end)
    whole = noun_before(text, colon.start(1), colon.end(1)) if colon else None
    if colon and whole and whole.start == colon.start(1):
        return whole
    leads_in = text[start:end].rstrip().endswith(":") or next(verbs_in(text, start, end), None) is not None
    return first_noun(text, start, end) if leads_in and not _is_passive_only(text, start, end) else None


def _subject_of_last(text: str, start: int, end: int, since: int) -> Named | None:
    """Find the subject of the last verb of speech that has its own; subjects before `since` do not count."""
    for verb in reversed(list(verbs_in(text, since, end))):
        if _is_passive(text, start, verb):
            passive = _BY.search(text, verb.end(), end) if since == start else None
            if passive:
                return noun_from(text, passive.end(), end)
            continue
        led = text[start : verb.start()]
        if _JOINED.search(led) or (verb[0].endswith("ing") and _adjacent(text, start, verb) is None):
            continue  # it shares the subject of an earlier verb
        subject = _subject_of(text, start, verb)
        if subject and (since == start or subject.start > since):
            return subject
    return None


def _is_passive_only(text: str, start: int, end: int) -> bool:
    """Return whether all verbs of speech are passive, so that no speaker is named."""
    verbs = list(verbs_in(text, start, end))
    return bool(verbs) and all(_is_passive(text, start, verb) for verb in verbs)


def _adjacent(text: str, start: int, verb: re.Match[str]) -> Named | None:
    """Find the subject directly before a participle: "with Smith describing"."""
    led = _WITH.search(text[start : verb.start()])
    if led:
        return Named(start + led.start(1), start + led.end(1), "name")
    noun = noun_before(text, start, verb.start())
    return noun if noun and noun.kind != "description" and text[noun.end : verb.start()] == " " else None


def verbs_in(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Find verbs of speech; words used as nouns ("the team's claims") are left out."""
    for met in VERB.finditer(text, start, end):
        led = text[max(start, met.start() - 30) : met.start()]
        if _NOT_SAID.match(text, met.end()):
            continue
        if not _OWNED.search(led) and not (met[0] in NOUNS and _NOUN_LED.search(led)):
            yield met


def _is_passive(text: str, start: int, verb: re.Match[str]) -> bool:
    if text.startswith(" as saying", verb.end()) or verb[0].endswith("ing"):
        return False
    return text.startswith(" by ", verb.end()) or _PASSIVE.search(text[start : verb.start()]) is not None


def _subject_of(text: str, start: int, verb: re.Match[str]) -> Named | None:
    """Find a verb's subject: directly before it, else the first noun of its clause, else of its sentence."""
    if verb[0].endswith("ing"):
        return _adjacent(text, start, verb)
    subject = noun_before(text, start, verb.start())
    if subject:
        return subject
    parts = [met.end() for met in _CLAUSE.finditer(text, start, verb.start())]
    for begin in [*reversed(parts), start]:
        subject = first_noun(text, begin, verb.start())
        if subject:
            return subject
    return None
