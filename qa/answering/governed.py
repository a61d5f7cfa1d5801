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
_NOT = re.compile(
    r"\b(?:not|never|nor|without|(?:no|No(?!\s+\d)))\s+(?=(?:(?:the|an?|any|in|on|at|by|from|to|for|of|with)\s+){0,2}$)"
)
"""What denies the words right behind it; "No 10" is a number."""
_NEGATIVE = re.compile(r"\b(?:not?|never|nobody|none|nothing|without|except|un\w+|fail\w*)\b|n['’]t\b", re.IGNORECASE)
_CONDITION = re.compile(
    r"(?<!\bas )(?<!\beven )(?<!\bwhat )\b(?:if(?!\s+(?:any|ever|not|so|only|anything)\b)|unless|provided(?:\s+that)|"
    r"in\s+case|on\s+condition\s+that)\b[^,;.]*",
    re.IGNORECASE,
)
_INVERTED = re.compile(r"(?:Were|Had|Should)\s+(?:\w+['’]?\w*\s+){1,12}?[^,?;.]*(?=,)")
"""A condition without "if", at the beginning of its sentence."""
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
_UNREAL = re.compile(r"\b(?:would|could|might|should)\s+(?:\w+ly\s+)?have\b", re.IGNORECASE)
"""What was not, or not surely, whatever is asked."""
_COUNTED = re.compile(r"(?<=\d)(?:\s+(?!(?:and|who|that|which|will|would|ha[sd]|have|is|are|was|were)\b)[a-z]+){0,2}")
"""What is counted, right behind a number."""
_TO_COME = re.compile(
    r"\s+(?:(?:will|would)\b|(?:plans?|hopes?|wants?|intends?|(?:(?:has|have|had|is|are|was|were)\s+(?:been\s+)?"
    r"(?:asked|invited|urged|expected|due|set|likely|supposed|offered)))\s+to\b)",
    re.IGNORECASE,
)
"""What says, right behind those who are to do something, that they have not done it."""
_PAST = re.compile(
    r"\b(?:did|was|were|has|have|had)\b|^(?:who|what|(?:which|how\s+(?:many|much))\s+(?!.*\b(?:is|are|will|would|can|to)\b)"
    r"[\w'’ -]{1,40}?)\s+(?:(?!need|feed)\w+ed|won|lost|got|took|made|said|became|left|went|came|sold|bought|built|"
    r"gave|found|led|ran|fell|began|paid|beat|met|wrote|broke|caught|chose|drew|drove|fought|held|kept|knew|sent|spoke|stole|stood)\b",
    re.IGNORECASE,
)
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
    if (found := _NOT.search(clause)) and not _NEGATIVE.search(question):
        return Governed("denial", found.group().strip())
    if not _SUPPOSES.search(question) and (words := _condition(sentence, span_text(reading))):
        return Governed("condition", words)
    if (found := _RUMOUR.search(clause)) and not _asked(question, found.group()):
        return Governed("rumour", found.group())
    return None if _SUPPOSES.search(question) else _planned(question, clause, sentence, at + len(span_text(reading)))


def _planned(question: str, clause: str, sentence: str, end: int) -> Governed | None:
    """Tell whether what is asked for as done was only to be done, by the words before it and right after it."""
    counted = _COUNTED.match(sentence, end)
    found = _UNREAL.search(clause)
    if not found and _PAST.search(question):
        found = _PLAN.search(clause) or _TO_COME.match(sentence, counted.end() if counted else end)
        if found and _asked(question, found.group().split()[-2 if found.group().endswith(" to") else -1]):
            return None
    return Governed("plan", found.group().strip()) if found else None


def _clause_start(sentence: str, at: int) -> int:
    return max((found.end() for found in _CLAUSE.finditer(sentence, 0, at)), default=0)


def _condition(sentence: str, answer: str) -> str | None:
    if found := _INVERTED.match(sentence):
        return found.group()
    for found in _CONDITION.finditer(sentence):
        if not _WHETHER.search(sentence, 0, found.start()) and found.group() != answer:
            return found.group().strip()
    return None


def _asked(question: str, words: str) -> bool:
    """Tell whether the question has the word that governs: who asks what was denied wants that."""
    return analysed(words)[0] in analysed(question)
