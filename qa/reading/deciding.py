"""Which sentence of a passage decides a yes or no: the one nearer to the question, of those that two networks find."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.sentences import all_sentences
from index.lexical.analyzer import analysed
from qa.questions import content_terms
from qa.reading.agreement import sentence_text
from qa.types import Reading

_ODDS = 2.5
"""What the odds of words that answer are multiplied by for a sentence that decides. Of 57 questions in `bench/data`,
those judged above 0.4 as words are were right in 94 of 100, where 75 were promised; between 0.13 and 0.4, in 53."""


def deciding_sentences(question: str, again: Sequence[Reading], first: Sequence[Reading]) -> list[Reading]:
    """Widen readings to the sentences that decide a yes or no.

    Args:
        question: A question for a yes or no.
        again: What the second network found, with the scores by which the readings are judged.
        first: What the first network found in the same passages.

    Returns:
        The readings of the second network, each over its own sentence or, if that has fewer of the question's words,
        the first network's; over the sentence after it if it is a question itself, as in interviews. Their probability
        is raised: neither network was trained to find a verdict.
    """
    firsts = {reading.hit.rank: reading for reading in first}
    terms = set(content_terms(question))

    def shared(reading: Reading) -> int:
        return len(terms & set(analysed(sentence_text(reading))))

    found = []
    for reading in again:
        other = firsts.get(reading.hit.rank, reading)
        better = other if reading.start is not None and shared(other) > shared(reading) else reading
        start, end = _answering(better)
        score = _ODDS * reading.score / (1 + (_ODDS - 1) * reading.score)
        found.append(replace(reading, score=score, start=start, end=end, sentence_start=start, sentence_end=end))
    return [replace(reading, meant=None, more=()) for reading in found]


def _answering(reading: Reading) -> tuple[int | None, int | None]:
    """Return where the sentence of a reading stands, or the next one if it asks."""
    own = reading.sentence_start, reading.sentence_end
    if not sentence_text(reading).rstrip(" *_\"'”’").endswith("?"):
        return own
    offset, text = reading.hit.passage.start, reading.hit.passage.text
    later = (span for span in all_sentences(text) if offset + span[0] >= (reading.sentence_end or 0))
    start, end = next(later, (None, None))
    return own if start is None or end is None else (offset + start, offset + end)
