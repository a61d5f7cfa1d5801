"""Claims that the next sentence takes back: "The union says they were silenced. The mine says this is untrue"."""

import re
from dataclasses import replace

from corpus.sentences import all_sentences
from qa.types import Governed, Reading

_CLAIMS = re.compile(
    r"\b(?:says?|said|told|claim\w*|according\s+to|report(?:s|ed)?|alleg\w+|accus\w+|rumou?r\w*|believ\w+|insist\w*|"
    r"suspect\w*|post(?:s|ed)?|wrote)\b",
    re.IGNORECASE,
)
"""Makes a sentence somebody's claim."""
_TAKEN_BACK = re.compile(
    r"\b(?:(?:this|that|it|which|they|these|the\s+(?:claims?|reports?|rumou?rs?|figures?|allegations?|accusations?))\s+"
    r"(?:(?:is|was|are|were)\s+(?:not\s+(?:true|so|right|correct|the\s+case)|untrue|false|wrong|invented|baseless|"
    r"unfounded|nonsense|a\s+(?:lie|hoax))|(?:is|was|are|were)n['’]t\s+(?:true|so|right))|"
    r"no\s+such\s+\w+|no\s+(?:evidence|proof|sign|record|truth)\b(?=[^.]*\b(?:that|this|it|them|the\s+(?:claim|report))\b)|"
    r"(?:den(?:y|ies|ied)|reject(?:s|ed)?|disput(?:es|ed)|dismiss(?:es|ed)?|contradict(?:s|ed)?)\s+"
    r"(?:(?:it|this|that|so)\b|the\s+(?:claims?|reports?|rumou?rs?|allegations?|accusations?))|"
    r"(?:(?:it|he|she|they|that|there)\s+(?:ha[ds]|have|did|does|do|was|were|is|are|would|could)\s+not|"
    r"(?:it|he|she|they|that|there)\s+(?:had|has|have|did|does|do|was|were|is|are|would|could)n['’]t)(?=[.!”\"]))",
    re.IGNORECASE,
)
"""In the next sentence, says that the claim is not so."""


def contradicted(question: str, reading: Reading) -> tuple[Governed, Reading] | None:
    """Find a sentence right after that of an answer which says that it is not so.

    Args:
        question: What is asked; one that asks for what somebody claims wants the claim.
        reading: The answer's words, in their sentence.

    Returns:
        The words that deny it, and the reading widened to both sentences; None if the sentence is nobody's claim or
        nothing denies it.
    """
    passage = reading.hit.passage
    if reading.sentence_start is None or reading.sentence_end is None or _CLAIMS.search(question):
        return None
    first, last = reading.sentence_start - passage.start, reading.sentence_end - passage.start
    if not _CLAIMS.search(passage.text[first:last]):
        return None
    after = next(((start, end) for start, end in all_sentences(passage.text) if start >= last), None)
    denied = after and _TAKEN_BACK.search(passage.text, *after)
    if not after or not denied:
        return None
    start, end = reading.sentence_start, passage.start + after[1]
    both = replace(reading, start=start, end=end, sentence_start=start, sentence_end=end, meant=None, more=())
    return Governed("denial", denied.group()), both
