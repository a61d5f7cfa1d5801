"""What governs an answer's words in their sentence: a denial, a condition, a rumour, a plan.

The networks learnt to be silent on most of what is denied or only supposed. Where they are not, the words
are never given as a bare fact: what is denied or holds under a condition is given as the whole sentence.
"""

import re

from index.lexical.analyzer import analysed
from qa.reading.agreement import span_text
from qa.types import Governed, Reading

_CLAUSE = re.compile(r"[;:]|,\s+(?:and|but|while|whereas|although|though)\b|\bbut\b", re.IGNORECASE)
_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)\b(?:\s+(?:that|having|any|all|ever|claims?|reports?))?|denials?\s+(?:that|of)\b|"
    r"(?:refut|reject|dismiss|disput|contradict)\w*\s+(?:(?:the|a|any|all|as)\s+)?(?:\w+\s+)?(?:claims?|reports?|rumou?rs?|"
    r"allegations?|accusations?|suggestions?|false|that)\b|(?:not|un)\s?true\s+that\b|no\s+(?:evidence|sign|truth)\s+that\b|"
    r"falsely\b|hoax\w*|forge[dr]\w*|fabricated)",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"(?<!\bas )(?<!\beven )(?<!\bwhat )\b(?:if(?!\s+(?:any|ever|not|so|only|anything)\b)|unless|provided(?:\s+that)|"
    r"in\s+case|on\s+condition\s+that)\b[^,;.]*",
    re.IGNORECASE,
)
_WHETHER = re.compile(
    r"\b(?:ask|asked|asks|see|know|knows|knew|wonder\w*|unsure|unclear|tell|say|check|decid\w+|question\w*|doubt\w*)\s+$",
    re.IGNORECASE,
)
"""What makes an "if" that follows a "whether"."""
_RUMOUR = re.compile(
    r"\b(?:alleged(?:ly)?|reportedly|supposedly|purportedly|rumou?rs?|rumou?red|unconfirmed|speculat\w+)\b",
    re.IGNORECASE,
)
_PLAN = re.compile(
    r"\b(?:will|would|plan(?:s|ned|ning)?\s+to|(?:is|are|was|were)\s+(?:to|due\s+to|expected\s+to|scheduled\s+to|set\s+to)|"
    r"hopes?\s+to|intends?\s+to|proposed\s+to)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:did|was|were|has|have|had)\b", re.IGNORECASE)
_SUPPOSES = re.compile(r"\b(?:if|unless|would|could|might|should)\b", re.IGNORECASE)


def governed_by(question: str, reading: Reading) -> Governed | None:
    """Say what governs the words of a reading.

    Args:
        question: What is asked; what itself asks for a denial, a condition or a plan gets plain words.
        reading: The words, in their sentence.

    Returns:
        How they are governed and by which words, the gravest first; None where nothing was found.
    """
    if reading.start is None or reading.sentence_start is None or reading.sentence_end is None:
        return None
    offset = reading.hit.passage.start
    sentence = reading.hit.passage.text[reading.sentence_start - offset : reading.sentence_end - offset]
    at = reading.start - reading.sentence_start
    clause = sentence[_clause_start(sentence, at) : at]
    if (found := _DENIAL.search(clause)) and not _asked(question, found.group()):
        return Governed("denial", found.group())
    if not _SUPPOSES.search(question) and (words := _condition(sentence, span_text(reading))):
        return Governed("condition", words)
    if (found := _RUMOUR.search(clause)) and not _asked(question, found.group()):
        return Governed("rumour", found.group())
    if _PAST.search(question) and not _SUPPOSES.search(question) and (found := _PLAN.search(clause)):
        return Governed("plan", found.group())
    return None


def _clause_start(sentence: str, at: int) -> int:
    return max((found.end() for found in _CLAUSE.finditer(sentence, 0, at)), default=0)


def _condition(sentence: str, answer: str) -> str | None:
    for found in _CONDITION.finditer(sentence):
        if not _WHETHER.search(sentence, 0, found.start()) and found.group() != answer:
            return found.group().strip()
    return None


def _asked(question: str, words: str) -> bool:
    """Tell whether the question has the word that governs: who asks what was denied wants that."""
    return analysed(words)[0] in analysed(question)
