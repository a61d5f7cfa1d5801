"""Which sentence of a passage decides a yes or no: the one nearer to the question, of those that two networks find."""

from collections.abc import Sequence
from dataclasses import replace

from index.lexical.analyzer import analysed
from qa.questions import content_terms
from qa.reading.agreement import sentence_text
from qa.types import Reading


def deciding_sentences(question: str, again: Sequence[Reading], first: Sequence[Reading]) -> list[Reading]:
    """Widen readings to the sentences that decide a yes or no.

    Args:
        question: A question for a yes or no.
        again: What the second network found, with the scores by which the readings are judged.
        first: What the first network found in the same passages.

    Returns:
        The readings of the second network, each over its own sentence or, if that has fewer of the question's words,
        the first network's. Neither network was trained to find a verdict.
    """
    firsts = {reading.hit.rank: reading for reading in first}
    terms = set(content_terms(question))

    def shared(reading: Reading) -> int:
        return len(terms & set(analysed(sentence_text(reading))))

    found = []
    for reading in again:
        other = firsts.get(reading.hit.rank, reading)
        better = other if reading.start is not None and shared(other) > shared(reading) else reading
        place = better.sentence_start, better.sentence_end
        found.append(replace(reading, start=place[0], end=place[1], sentence_start=place[0], sentence_end=place[1]))
    return [replace(reading, meant=None, more=()) for reading in found]
