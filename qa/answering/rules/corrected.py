"""What a correction takes back is no answer, and what it says instead comes first."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.corrections import contrasts, retractions
from corpus.sentences import all_sentences
from index.lexical.analyzer import analysed
from index.types import Hit
from qa.questions import content_terms
from qa.reading.agreement import sentence_text, span_text, squad_normalise
from qa.types import Reading

_SHARED = 2
"""Content words that a question has in common with a statement that is taken back, to be about the same."""
_HEDGE = re.compile(r"^(?:(?:some|about|around|roughly|nearly|almost|over|at least|more than|up to) )+")
"""Words before an amount that do not change it."""
_SHOULD_BE = re.compile(
    r"(?:\b(?:wrong|incorrect|mistak|misread|misprint|erroneous|error)\w*\b.*?\b(?:should|ought\s+to)\s+"
    r"(?:be|read|have\s+(?:been|read|said))|\b(?:correct|right)\s+(?:figure|number|value|name|date|time|reading|amount|"
    r"spelling)\s+(?:is|was|should\s+be))\s+(?:\S+\s+){0,2}$",
    re.IGNORECASE | re.DOTALL,
)
"""Words before those that are right: "was read wrongly and should be"."""
_LIKELY = 0.4
"""Share of the first reading's probability from which another can refute it."""
_HEIR = 0.9
"""Share of the wrong answer's probability that the right words, directly after it, have at least."""


@dataclass(frozen=True, slots=True)
class _TakenBack:
    hit: Hit
    """The passage that corrects."""
    wrong: str
    """The wrong statement, folded."""
    start: int
    """Where its sentence begins, as an offset into the article."""
    end: int
    """Where the wrong statement ends, as an offset into the article."""
    is_contrast: bool
    """Whether the right words are in the same sentence."""
    is_about: bool
    """Whether it clearly is about what is asked; else only a reading of the same article is compared with it."""


def without_corrected(
    question: str, readings: Sequence[Reading], hits: Sequence[Hit], titles: Mapping[str, str]
) -> list[Reading]:
    """Drop readings that a correction takes back, and put what it says instead in their place.

    Args:
        question: The question, clean.
        readings: Best first.
        hits: The passages found, also those without a reading.
        titles: Of the passages' articles, by id.

    Returns:
        The other readings, best first. A reading in the correction, after the wrong statement, has nearly the
        probability of the best reading that was dropped.
    """
    taken_back = _taken_back(question, readings, hits, titles)
    dropped = [reading for reading in readings if _is_wrong(reading, taken_back)]
    if not dropped:
        return _refuted([_narrowed(reading, taken_back) for reading in readings] if taken_back else list(readings))
    best = max(reading.score for reading in dropped)
    correcting = [each for each in taken_back if _answers(dropped, each)]
    kept = [reading for reading in readings if reading not in dropped]
    kept += [other for reading in dropped for other in reading.more]
    kept = [_raised(_narrowed(reading, taken_back), best, correcting) for reading in kept]
    kept = [reading for reading in kept if not _is_wrong(reading, taken_back)]
    if not any(_is_heir(reading, correcting) for reading in kept):
        kept.append(_in_a_sentence(correcting[0], best * _HEIR))
    return sorted(kept, key=lambda reading: -reading.score)


def _refuted(readings: Sequence[Reading]) -> list[Reading]:
    """Let the first reading change places with one whose sentence says that it is not so: "we killed 4, not 60"."""
    with_words = [reading for reading in readings if reading.start is not None]
    first, others = (with_words[0], with_words[1:]) if with_words else (None, [])
    for other in others:
        if first and other.score >= _LIKELY * first.score and _refutes(other, first):
            scores = {id(first): other.score, id(other): first.score}
            rescored = [replace(each, score=scores.get(id(each), each.score)) for each in readings]
            return sorted(rescored, key=lambda reading: -reading.score)
    return list(readings)


def _refutes(other: Reading, first: Reading) -> bool:
    """Return whether a reading's sentence sets its words against those of another reading, or corrects its article."""
    words, sentence = _HEDGE.sub("", squad_normalise(span_text(first))), sentence_text(other)
    at = (other.start or 0) - (other.sentence_start or 0)
    if other.hit.passage.article_id == first.hit.passage.article_id and _SHOULD_BE.search(sentence[:at]):
        return words != squad_normalise(span_text(other))
    wrong = [squad_normalise(sentence[slice(*span)]) for span in contrasts(sentence) if at < span[0]]
    return bool(words) and words in wrong and words != squad_normalise(span_text(other))


def _taken_back(
    question: str, readings: Sequence[Reading], hits: Sequence[Hit], titles: Mapping[str, str]
) -> list[_TakenBack]:
    """Find the statements about what is asked that the passages take back."""
    asked = set(content_terms(question))
    found = []
    passages = {(hit.passage.article_id, hit.passage.start): hit for hit in hits}
    passages |= {(each.hit.passage.article_id, each.hit.passage.start): each.hit for each in readings}
    for hit in passages.values():
        text = hit.passage.text
        for each in retractions(text, titles.get(hit.passage.article_id, "")):
            around = set(analysed(f"{text[each.start : each.wrong_end]} {text[each.wrong_end :].split('.')[0]}"))
            if shared := len(asked & around):
                wrong = squad_normalise(text[each.wrong_start : each.wrong_end])
                begin = hit.passage.start
                found.append(
                    _TakenBack(
                        hit,
                        wrong,
                        begin + each.start,
                        begin + each.wrong_end,
                        is_contrast=each.is_contrast,
                        is_about=shared >= min(_SHARED, len(asked)),
                    )
                )
    return found


def _is_wrong(reading: Reading, taken_back: Sequence[_TakenBack]) -> bool:
    """Return whether a reading gives what is taken back, outside of the correction itself."""
    return reading.start is not None and any(_answers([reading], each) for each in taken_back)


def _answers(readings: Sequence[Reading], each: _TakenBack) -> bool:
    """Return whether one of the readings gives the words of a statement that is taken back.

    "Some 240" gives 240; "18 million pounds" gives the "18 million" that a contrast sets against the right amount.
    """
    for reading in readings:
        words = _HEDGE.sub("", squad_normalise(span_text(reading)))
        within = f" {words} " in f" {each.wrong} "
        contrasted = each.is_contrast and any(map(str.isdigit, each.wrong)) and f" {each.wrong} " in f" {words} "
        same = each.is_about or reading.hit.passage.article_id == each.hit.passage.article_id
        is_quoted = _is_in(reading, each) and (reading.start or 0) < each.end
        if words and same and (within or contrasted) and not is_quoted:
            return True
    return False


def _narrowed(reading: Reading, taken_back: Sequence[_TakenBack]) -> Reading:
    """Leave out the other spans of a passage that are taken back."""
    return replace(reading, more=tuple(other for other in reading.more if not _is_wrong(other, taken_back)))


def _raised(reading: Reading, best: float, taken_back: Sequence[_TakenBack]) -> Reading:
    """Give the words that a correction puts in place of the wrong ones nearly their probability."""
    return replace(reading, score=max(reading.score, best * _HEIR)) if _is_heir(reading, taken_back) else reading


def _is_heir(reading: Reading, taken_back: Sequence[_TakenBack]) -> bool:
    return reading.start is not None and any(_is_in(reading, each) and _follows(reading, each) for each in taken_back)


def _is_in(reading: Reading, each: _TakenBack) -> bool:
    """Return whether a reading is in a correction: in its passage, from the statement that it takes back."""
    passage = each.hit.passage
    within = reading.start is not None and each.start <= reading.start < passage.end
    return within and reading.hit.passage.article_id == passage.article_id


def _follows(reading: Reading, each: _TakenBack) -> bool:
    """Return whether a reading is where the right words are: in the same sentence, or in the one that follows."""
    if reading.start is None:
        return False
    passage, begin = each.hit.passage, reading.sentence_start
    if each.is_contrast:
        return begin is not None and begin <= each.start + 1
    between = passage.text[each.end - passage.start : max(each.end, begin or reading.start) - passage.start]
    return reading.start >= each.end and not any(map(str.isalnum, between))


def _in_a_sentence(each: _TakenBack, score: float) -> Reading:
    """Return the sentence that has the right words."""
    begin = each.hit.passage.start
    spans = [(begin + start, begin + end) for start, end in all_sentences(each.hit.passage.text)]
    place = next((at for at, (start, end) in enumerate(spans) if start <= each.end <= end), len(spans) - 1)
    start, end = spans[place if each.is_contrast else min(place + 1, len(spans) - 1)]
    return Reading(each.hit, score, start, end, start, end)
