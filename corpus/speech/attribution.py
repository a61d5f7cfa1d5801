"""Who said what: each quotation of an article with the speaker that its sentence or its neighbours name.

Quotations are blanked out, so that patterns see the reporter's words alone. A quotation is looked
up behind it ("said Smith", "Smith said", "according to"), before it ("Smith told the BBC:"), and
where it is a sentence by itself, in the sentence before. What nobody is named for, and what only
names a thing ("Operation Peace Spring"), is no speech.

Source:
    The patterns follow Pouliquen, Steinberger and Best, "Automatic Detection of Quotations in
    Multilingual News", RANLP 2007; their words are our own.
"""

import re
from dataclasses import replace

from corpus.speech.frames import Frame, before, behind, sentence_before
from corpus.speech.marks import Quoted, quotations_in
from corpus.speech.nouns import Named
from corpus.speech.people import People
from corpus.speech.speech import Speech
from corpus.speech.vocabulary import NO_NAME

_NAMING = re.compile(
    r"\b(?:called|named|titled|entitled|dubbed|known as|nicknamed|codenamed|term|word|phrase|name|title|song|single|"
    r"album|film|movie|book|novel|series|show|episode|game|hashtag|slogan|report|paper|article|magazine|project|"
    r"operation|case|study)s?,?\s*(?:an?\s|the\s)?$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\s(?:also\s|then\s)?(?:added|continued|concluded|went on)\b")
_NICKNAME = re.compile(r"\s?[A-Z]")
_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SMALL = frozenset("a an the of for in on and or to at by from with is as".split())
_LEAST = 4
"""Words of a quotation that is speech wherever somebody is named for it."""


def speech_in(text: str, start: int = 0) -> tuple[Speech, ...]:
    """Find the direct speech of a text.

    Args:
        text: The whole text.
        start: Offset at which its body begins.

    Returns:
        Quotations with a speaker, in order.
    """
    quoted = quotations_in(text, start)
    if not quoted:
        return ()
    frame = Frame.of(text, quoted, start)
    people = People(frame.blank, start)
    found: list[Speech] = []
    last: tuple[int, Speech] | None = None
    for place, one in enumerate(quoted):
        named, is_near = _named_for(frame, quoted, place, last)
        if isinstance(named, Speech):
            speech: Speech | None = replace(named, start=one.first, end=one.last)
        else:
            speech = _speech(frame, people, one, named, last) if named else None
        if speech is None or not _is_speech(frame, one, is_near=is_near):
            continue
        found.append(speech)
        last = place, speech
    return tuple(found)


def _named_for(
    frame: Frame, quoted: list[Quoted], place: int, last: tuple[int, Speech] | None
) -> tuple[Named | Speech | None, bool]:
    """Find what names a quotation's speaker; the second tells whether its own sentence does."""
    one = quoted[place]
    previous = last[1] if last and last[0] == place - 1 else None
    if one.goes_on and previous:
        return previous, True
    first, second = (behind, before) if _runs_on(frame.text, one) else (before, behind)
    named = first(frame, one) or second(frame, one)
    if named:
        return named, True
    if previous and frame.joined(quoted[place - 1], one):
        return previous, True
    if frame.stands_alone(one):
        near = sentence_before(frame, one)
        if near is None and previous and frame.is_next(quoted[place - 1], one):
            return previous, False
        return near, False
    return None, False


def _runs_on(text: str, one: Quoted) -> bool:
    """Tell whether the sentence goes on behind a quotation: it ends with a comma, or asks, or with no mark at all."""
    last, after = text[one.last - 1 : one.last], text[one.end : one.end + 40].lstrip(" ")
    if last in (",", "?", "!", "—", "…", "-") or after.startswith(","):
        return True
    return last != "." and after[:1].isalpha() and after[:1].isupper()


def _speech(frame: Frame, people: People, one: Quoted, named: Named, last: tuple[int, Speech] | None) -> Speech | None:
    """Settle who is named: a name in full, whom a pronoun or a description means."""
    words = frame.text[named.start : named.end]
    plain = Speech(one.first, one.last, named.start, named.end, " ".join(words.split()), is_named=False)
    if named.kind == "pronoun":
        since = frame.paragraph_of(named.start)
        meant = people.meant_by(words, named.start, since)
        if last and words.lower() in ("it", "they") and frame.paragraph_of(last[1].start) == since:
            return replace(plain, speaker=last[1].speaker, is_named=last[1].is_named)
        if meant is None and last and not frame.names_before(people, named.start, since):
            meant = last[1].speaker if last[1].is_named and frame.is_near(last[1].end, since) else None
        return replace(plain, speaker=meant, is_named=True) if meant else plain
    inside = people.over(named.start, named.end)
    if named.kind == "name" and inside:
        return replace(plain, speaker=people.full(inside[0].name), is_named=True)
    tied = people.tied(words)
    goes_on = _GOES_ON.match(frame.blank, named.end) and words[:4].lower() == "the "
    if (
        tied is None
        and goes_on
        and last
        and last[1].is_named
        and frame.paragraph_of(last[1].start) == frame.paragraph_of(named.start)
    ):
        tied = last[1].speaker
    if tied:
        return replace(plain, speaker=tied, is_named=True)
    return None if words in NO_NAME else plain


def _is_speech(frame: Frame, one: Quoted, *, is_near: bool) -> bool:
    """Tell speech from names of things and from words that are only held at a distance."""
    words = _WORDS.findall(one.words(frame.text))
    led = frame.text[max(0, one.start - 40) : one.start]
    titled = all(word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL for word in words)
    if titled and len(words) > 1 and not re.search(r"[,.!?]$", one.words(frame.text)):
        return False
    named = titled and len(words) < _LEAST and re.search(r"[A-Z][\w.]*\s$", led)
    if named and _NICKNAME.match(frame.text, one.end):
        return False
    if len(words) < 2 * _LEAST and _NAMING.search(led):
        return False
    return is_near if len(words) < _LEAST else True
