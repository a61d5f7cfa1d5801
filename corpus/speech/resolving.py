"""Resolve the words that name a speaker: to the full name, also of a pronoun or a description."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.speech.frames import Frame
from corpus.speech.marks import Quoted
from corpus.speech.nouns import Named, first_noun
from corpus.speech.people import People
from corpus.speech.speech import Speech
from corpus.speech.vocabulary import NO_NAME, PLATFORMS, PLURAL, VERB

_NO_NAME_BUT_SPEAKER = re.compile(f"{PLATFORMS}|{PLURAL}|One|Another|Others")
_GOES_ON = re.compile(r"\s(?:also\s|then\s)?(?:added|continued|concluded|went on)\b")
_INTERPOSED = re.compile(rf"\s(?:\w+\s)?(?:{VERB.pattern}),\s(?=[a-z])")
_RESTATED = re.compile(
    r"[Tt]he (?:[\w'’-]+ ){0,2}?(?:\d+-year-old|(?:father|mother)-of-\w+|striker|winger|midfielder|defender|goalkeeper|"
    r"playmaker|batsman|bowler|all-rounder|quarterback|sprinter|boxer|golfer|jockey|singer|rapper|rocker|frontman|"
    r"guitarist|drummer|actor|actress|comedian|comic|novelist|poet|playwright|painter|sculptor|beauty|hellraiser|"
    r"widow|widower|pensioner|grandmother|grandfather|tycoon|billionaire|millionaire)(?: star)?"
)
"""What a person just named is called in order not to repeat the name: "the striker"."""
_NATIONALS = frozenset(
    """Italian German Brazilian Australian American Canadian Norwegian Belgian Russian Croatian Croat
    Nigerian Ghanaian Kenyan Colombian Mexican Austrian Hungarian Romanian Serbian Serb Ukrainian
    Moroccan Algerian Egyptian Korean Portuguese Japanese Swiss Spaniard Swede Dane Finn Pole Czech
    Slovak Turk Scot Briton Argentine Argentinian Uruguayan Chilean Jamaican Senegalese Greek Chinese
    Indian Frenchman Dutchman Irishman Welshman Englishman""".split()
)
_SIGN = re.compile(r"(?:[Aa]n?|[Tt]he|[Oo]ne) (?:\w+ )?(?:sign|plaque|notice|label|nameplate)\b")
_DATELINE = re.compile(r"[A-Z]{3}[^\n]{0,40}?\s[-–—]{1,2}\s")
_NEAR = 4
"""Earlier quotations among whose speakers a pronoun's person is looked for."""


def speech_of(
    frame: Frame, people: People, quotation: Quoted, named: Named, earlier: Sequence[Speech]
) -> Speech | None:
    """Resolve the words that name a quotation's speaker.

    Args:
        frame: The article.
        people: Its people.
        quotation: The quotation.
        named: The words that name the speaker.
        earlier: The speech before, in order.

    Returns:
        The quotation with its speaker; None if the words are no name of anybody.
    """
    words = frame.text[named.start : named.end]
    plain = Speech(quotation.first, quotation.last, named.start, named.end, " ".join(words.split()), is_named=False)
    if named.kind == "pronoun":
        return _of_pronoun(frame, people, named, plain, earlier)
    inside = people.over(named.start, named.end)
    if words in _NATIONALS and frame.text[named.start - 4 : named.start] == "the ":
        meant = people.meant_by("", named.start, frame.paragraph_of(named.start))
        return replace(plain, speaker=meant or f"the {words}", is_named=meant is not None)
    if named.kind == "name" and inside:
        return replace(plain, speaker=people.full(inside[0].name), is_named=True)
    since = frame.paragraph_of(named.start)
    last = earlier[-1] if earlier and frame.paragraph_of(earlier[-1].start) == since else None
    tied = people.tied(words)
    if tied is None and words[:4].lower() == "the " and last and last.is_named:
        tied = last.speaker if _GOES_ON.match(frame.blank, named.end) else None
    if tied is None and _RESTATED.fullmatch(words):
        tied = people.meant_by("", named.start, since)
    if tied:
        return replace(plain, speaker=tied, is_named=True)
    if _SIGN.match(words):
        return None
    return None if words in NO_NAME and not _NO_NAME_BUT_SPEAKER.fullmatch(words) else plain


def _of_pronoun(frame: Frame, people: People, named: Named, plain: Speech, earlier: Sequence[Speech]) -> Speech:
    """Resolve a pronoun: within its paragraph, else to an earlier speaker, else to the only person called so."""
    word, since = plain.speaker.lower(), frame.paragraph_of(named.start)
    last = earlier[-1] if earlier else None
    if word in ("it", "they"):
        is_same = last is not None and frame.paragraph_of(last.start) == since
        if last and is_same:
            return replace(plain, speaker=last.speaker, is_named=last.is_named)
        dateline = _DATELINE.match(frame.blank, since)
        begins = max(frame.sentence_at(named.start), dateline.end() if dateline else 0)
        subject = first_noun(frame.blank, begins, named.start)
        if word == "it" and subject and subject.kind == "name":
            return replace(plain, speaker=frame.text[subject.start : subject.end], is_named=True)
        return plain
    if word not in ("he", "she"):
        return plain
    at = named.start
    if frame.blank[at - 2 : at] == ", " and _INTERPOSED.match(
        frame.blank, named.end
    ):  # "Ms Berg, she added, had left": another than Ms Berg
        at = frame.sentence_at(named.start)
    meant = people.meant_by(word, at, since)
    if meant is None and not frame.names_before(people, word, at, since):
        if last and _is_described(last) and frame.paragraph_of(last.start) == since:
            return replace(plain, speaker=last.speaker)
        near = (one.speaker for one in reversed(earlier[-_NEAR:]) if one.is_named and frame.is_near(one.end, since))
        before = people.meant_by(word, since, frame.paragraphs_to(since)[1])
        names = [*near, *([before] if before else [])]
        meant = next((name for name in names if people.may_be(name, word)), None) or people.only(
            word, (one.speaker for one in earlier)
        )
    return replace(plain, speaker=meant, is_named=True) if meant else plain


def _is_described(speech: Speech) -> bool:
    """Return whether a speaker is known by a description alone: "the head of the police"."""
    return not speech.is_named and " " in speech.speaker
