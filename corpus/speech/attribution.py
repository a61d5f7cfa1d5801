"""Attribute each quotation of an article to the speaker that its sentence or the sentences around it name.

Quotations are blanked out, so that patterns see the reporter's words alone. A speaker is looked
for after the quotation ("said Smith", "Smith said", "according to"), before it ("Smith told the
BBC:"), and if it is a sentence by itself, in the sentence before. Quotations without a speaker, and
names of things ("Operation Peace Spring"), are no speech.

Source:
    The patterns follow Pouliquen, Steinberger and Best, "Automatic Detection of Quotations in
    Multilingual News", RANLP 2007; their words are our own.
"""

import re
from dataclasses import replace

from corpus.speech.dialogue import reply
from corpus.speech.frames import Frame, speaker_after, speaker_before, speaker_in_sentence_before
from corpus.speech.marks import Quoted, quotations_in
from corpus.speech.nouns import Named
from corpus.speech.people import People
from corpus.speech.resolving import speech_of
from corpus.speech.speech import Speech

_NAMING = re.compile(
    r"\b(?:called|named|titled|entitled|dubbed|known as|nicknamed|codenamed|term|word|phrase|name|title|song|single|"
    r"album|film|movie|book|novel|series|show|episode|game|hashtag|slogan|report|paper|article|magazine|project|"
    r"operation|case|study)s?,?\s*(?:an?\s|the\s)?$",
    re.IGNORECASE,
)
_NICKNAME = re.compile(r"\s?[A-Z]")
_CALLED = re.compile(r"\b(?:call|dub|nicknam|christen)\w*\s\w+\s$")
_WHAT_CALLED = re.compile(r"\bwhat\s[^,.]{1,30}\s(?:called|termed|dubbed)\s(?:an?\s|the\s)?$")
_OFFERED = re.compile(r"\b(?:promis|announc|propos|pledg)\w+\s(?:an?|the|its|their)\s$")
_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SMALL = frozenset("a an the of for in on and or to at by from with is as".split())
_LEAST = 4
"""Words from which a quotation with a speaker is speech, wherever that speaker is named."""


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
    speeches: list[Speech] = []
    last: tuple[int, Speech] | None = None
    for place, quotation in enumerate(quoted):
        answer = reply(frame, people, quoted, place, speeches)
        named, is_near = (answer, True) if answer else _named_for(frame, quoted, place, last)
        if isinstance(named, Speech):
            speech: Speech | None = replace(named, start=quotation.first, end=quotation.last)
        else:
            speech = speech_of(frame, people, quotation, named, speeches) if named else None
        if speech is None or not _is_speech(frame, quotation, is_near=is_near):
            continue
        speeches.append(speech)
        last = place, speech
    return tuple(speeches)


def _named_for(
    frame: Frame, quoted: list[Quoted], place: int, last: tuple[int, Speech] | None
) -> tuple[Named | Speech | None, bool]:
    """Find the words that name a quotation's speaker, and whether they are in its own sentence."""
    quotation = quoted[place]
    previous = last[1] if last and last[0] == place - 1 else None
    if quotation.goes_on and previous:
        return previous, True
    if _runs_on(frame.text, quotation):
        named = speaker_after(frame, quotation) or speaker_before(frame, quotation)
    else:
        named = speaker_before(frame, quotation) or speaker_after(frame, quotation)
    if named:
        return named, True
    if previous and frame.joined(quoted[place - 1], quotation):
        return previous, True
    if frame.stands_alone(quotation):
        near = speaker_in_sentence_before(frame, quotation)
        if frame.is_paragraph(quotation) and quotation.words(frame.text).endswith("?"):
            return near, True  # a question in its own paragraph is put to the last speaker
        if previous and frame.is_next(quoted[place - 1], quotation) and not _is_after(near, quoted[place - 1]):
            return previous, frame.is_sentence(quotation) and not frame.is_paragraph(quotation)
        return near, frame.is_sentence(quotation)
    return None, False


def _is_after(near: Named | None, previous: Quoted) -> bool:
    """Return whether a speaker is named after the previous quotation, or in a sentence that does not contain it."""
    return near is not None and near.start >= previous.end


def _runs_on(text: str, quotation: Quoted) -> bool:
    """Return whether the sentence continues after a quotation: it ends in a comma or question, or unmarked."""
    last, after = text[quotation.last - 1 : quotation.last], text[quotation.end : quotation.end + 40].lstrip(" ")
    if last in (",", "?", "!", "—", "…", "-") or after.startswith(","):
        return True
    return last != "." and after[:1].isalpha() and after[:1].isupper()


def _is_speech(frame: Frame, quotation: Quoted, *, is_near: bool) -> bool:
    """Distinguish speech from names of things and from scare quotes."""
    words = _WORDS.findall(quotation.words(frame.text))
    led = frame.text[max(0, quotation.start - 40) : quotation.start]
    titled = all(word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL for word in words)
    if titled and len(words) > 1 and not re.search(r"[,.!?]$", quotation.words(frame.text)):
        return False
    named = titled and len(words) < _LEAST and re.search(r"[A-Z][\w.]*\s$", led)
    if named and _NICKNAME.match(frame.text, quotation.end):
        return False
    if len(words) < _LEAST and ((titled and _CALLED.search(led)) or _OFFERED.search(led)):
        return False
    if len(words) < 2 * _LEAST and _NAMING.search(led) and not _WHAT_CALLED.search(led):
        return False
    return is_near if len(words) < _LEAST else True
