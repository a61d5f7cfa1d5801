"""Replies in mails to the questions quoted above them.

A reply, ``I will not.`` below ``> Will you resign?``, has few words of its own, so that the network is
unsure of it; the quoted line says what it answers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from index.lexical.analyzer import analysed
from qa.questions import content_terms
from qa.types import Reading

_SPOKEN_TO = frozenset(analysed("you your yours yourself"))
_SURE = 0.6
"""Least probability given to a reply whose quoted question is the one asked."""


def with_replies(question: str, said: Mapping[str, str], readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Raise the probability of replies to the question asked.

    Args:
        question: What is asked.
        said: Text, author and title of mails by article id; other articles are left out.
        readings: Best first, judged.

    Returns:
        The readings, best first.
    """
    raised = [
        replace(reading, score=max(reading.score, _SURE)) if _is_reply(question, said, reading) else reading
        for reading in readings
    ]
    return tuple(sorted(raised, key=lambda reading: -reading.score))


def _is_reply(question: str, said: Mapping[str, str], reading: Reading) -> bool:
    """Return whether a reading's sentence is right below a quoted question that asks the mail's author the same."""
    passage = reading.hit.passage
    if reading.sentence_start is None or passage.article_id not in said:
        return False
    above = passage.text[: max(reading.sentence_start - passage.start, 0)].rstrip().rpartition("\n")[2].strip()
    if not (above.startswith(">") and above.endswith("?")):
        return False
    asked = set(content_terms(above.lstrip("> "))) - _SPOKEN_TO
    rest = set(content_terms(question)) - asked
    return bool(asked) and asked <= set(analysed(question)) and rest <= set(analysed(said[passage.article_id]))
