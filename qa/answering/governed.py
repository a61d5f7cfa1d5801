"""What governs an answer's words in their sentence: a denial, a condition, a rumour, a plan.

The networks learnt to be silent on most of what is denied or only supposed. Where they are not, the words
are never given as a bare fact: what is denied or holds under a condition is given as the whole sentence.
"""

import re

from index.lexical.analyzer import analysed
from qa.questions import content_terms
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
    r"\b(?:not|never|nor|(?:no|No(?!\s+\d)))\s+(?=(?:(?:the|an?|any|in|on|at|by|from|to|for|of|with)\s+){0,2}$)"
)
"""What denies the words right after it; "No 10" is a number."""
_NEGATIVE = re.compile(
    r"\b(?:no[tr]?|never|nobody|none|nothing|without|except|besides|exclud\w+|forbid\w*|forbade|banned|lack\w*|missing|wrong\w*|"
    r"mistaken\w*|first|originally|earlier|im\w*possible|refrain\w*|le(?:ft|ave)\s+out|instead)\b|n['’]t\b",
    re.IGNORECASE,
)
"""What asks for what is not so, or no longer."""
_CONDITION = re.compile(
    r"(?<!\bas )(?<!\beven )(?<!\bwhat )\b(?:if(?!\s+(?:any|ever|not|so|only|anything)\b)|unless|provided(?:\s+that)|"
    r"in\s+case|on\s+condition\s+that)\b[^,;.]*",
    re.IGNORECASE,
)
_INVERTED = re.compile(r"(?:Were|Had|Should)\s+[^,;.?]+(?=,[^;]*?\b(?:would|could|might|will)\b)")
"""A condition without "if", at the beginning of its sentence."""
_WHETHER = re.compile(
    r"\b(?:ask|asked|asks|see|know|knows|knew|wonder\w*|unsure|unclear|tell|say|check|decid\w+|question\w*|doubt\w*)\s+$",
    re.IGNORECASE,
)
"""What makes an "if" that follows a "whether"."""
_RUMOUR = re.compile(
    r"\b(?:alleged(?:ly)?|reportedly|supposedly|purportedly|rumou?rs?|rumou?red|unconfirmed|speculat\w+|"
    r"(?:is|are|was|were|been)\s+(?:said|claimed|rumou?red)\s+(?:that|to))\b",
    re.IGNORECASE,
)
_SAID_TO = re.compile(
    r"(?:,[^,;.]+,)?\s+(?:is|are|was|were)\s+(?:said|believed|thought|alleged|rumou?red|suspected)\s+to\b",
    re.IGNORECASE,
)
"""What says, right after those who are talked about, that others say so."""
_ASKED_OF = re.compile(
    r"\b(?:said|believed|thought|alleged\w*|rumou?r\w*|suspected|claim\w*|report\w*)\b", re.IGNORECASE
)
_PLAN = re.compile(
    r"\b(?:will|would|plan(?:s|ned|ning)?\s+to|(?:is|are|was|were)\s+(?:to|due\s+to|expected\s+to|scheduled\s+to|set\s+to)|"
    r"hopes?\s+to|intends?\s+to|proposed\s+to)\b",
    re.IGNORECASE,
)
_UNREAL = re.compile(
    r"\b(?:would|could|might)\s+(?:\w+ly\s+)?have\b(?!\s+(?:to|an?|the|no|any|its|their|his|her)\b)", re.IGNORECASE
)
"""What was not, or not surely, whatever is asked."""
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_TELLING = re.compile(r"[,”\"]\s*(?:said|says|added|adds|told|according\s+to|explained|warned)\b", re.IGNORECASE)
"""Behind it stands who says what comes before it."""
_COUNTED = re.compile(r"(?:\s+(?!(?:and|who|that|which|will|would|ha[sd]|have|is|are|was|were)\b)[a-z]+){0,2}")
"""What is counted, right after a number."""
_TO_COME = re.compile(
    r"\s+(?:(?:will|would)\b(?!\s+not\b)|(?:plans?|hopes?|wants?|intends?|(?:(?:has|have|had|is|are|was|were)\s+(?:been\s+)?"
    r"(?:asked|invited|urged|expected|due|set|likely|supposed|offered)))\s+to\b)",
    re.IGNORECASE,
)
"""What says, right after those who are to do something, that they have not done it."""
_NEAR = 6
"""Words after that among which one of the question's is sought."""
_SAYS = re.compile(r"\b(?:said|says|told|warned|added)\b", re.IGNORECASE)
"""Between those who say something and what they say."""
_PAST = re.compile(
    r"\b(?:did|was|were|has|have|had)\b|^(?:who|what|(?:which|how\s+(?:many|much))\s+(?!.*\b(?:is|are|will|would|can|to)\b)"
    r"[\w'’ -]{1,40}?)\s+(?:(?!need|feed)\w+ed|won|lost|got|took|made|said|became|left|went|came|sold|bought|built|"
    r"gave|found|led|ran|fell|began|paid|beat|met|wrote|broke|caught|chose|drew|drove|fought|held|kept|knew|sent|spoke|stole|stood)\b",
    re.IGNORECASE,
)
_SUPPOSES = re.compile(r"\b(?:if|unless|would|could|might|should)\b", re.IGNORECASE)
_INTENDS = re.compile(
    r"\b(?:plan\w*|project(?:ed|ion)|expect\w*|intend\w*|intention|meant|supposed|due|(?:was|were|is|are|had)\s+to|propos\w+|"
    r"estimat\w+|forecast\w*|threaten\w*|fores\w+|earmarked|promis\w+|hope\w*|ask\w*|invit\w+|urg\w+|likely|had\s+(?:it|they|he|she)\b|prevented)\b",
    re.IGNORECASE,
)
"""What itself asks for a plan."""


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
    clause = _clause(sentence, at)
    if (found := _DENIAL.search(clause)) and not _asked(question, found.group()):
        return Governed("denial", found.group())
    if (found := _NOT.search(clause)) and not _NEGATIVE.search(question):
        return Governed("denial", found.group().strip())
    supposes = _SUPPOSES.search(question)
    if not supposes and (words := _condition(sentence, at, span_text(reading))):
        return Governed("condition", words)
    answer = span_text(reading)
    after = sentence[at + len(answer) :]
    if (found := _RUMOUR.search(clause) or _matched(_SAID_TO, after, 0, question)) and not _ASKED_OF.search(question):
        return Governed("rumour", found.group().rpartition(",")[2].strip())
    if supposes or _INTENDS.search(question):
        return None
    words = _planned(question, clause, answer, after)
    return Governed("plan", words) if words else None


def _planned(question: str, clause: str, answer: str, after: str) -> str | None:
    """Give the words by which what is asked for as done was only to be done: before the answer, or right after it."""
    found = _UNREAL.search(clause + answer)
    if found and found.end() <= len(clause):
        return found.group()
    if not _PAST.search(question):
        return None
    if found := _PLAN.search(clause):
        return found.group()
    counted = _COUNTED.match(after) if answer[-1:].isdigit() else None
    found = _matched(_TO_COME, after, counted.end() if counted else 0, question)
    return found.group().strip() if found else None


def _matched(form: re.Pattern[str], after: str, at: int, question: str) -> re.Match[str] | None:
    """Match what follows an answer, where it goes on with a word of the question: "who bid?" and "is said to bid"."""
    found = form.match(after, at)
    follows = set(analysed(after[found.end() :])[:_NEAR]) if found else set()
    return found if follows & set(content_terms(question)) else None


def _clause(sentence: str, at: int) -> str:
    """Give what stands before a place in its clause: nothing that is quoted, and not what is told before its teller."""
    begun = max((found.end() for found in _CLAUSE.finditer(sentence, 0, at)), default=0)
    clause = _QUOTED.sub(lambda quoted: quoted.group()[-1], sentence[begun:at])
    told = max((found.end() for found in _TELLING.finditer(clause)), default=0)
    return clause[told:]


def _condition(sentence: str, at: int, answer: str) -> str | None:
    teller = max((found.end() for found in _TELLING.finditer(sentence, 0, at)), default=0)
    if not teller and (found := _INVERTED.match(sentence)) and found.end() <= at and ";" not in sentence[:at]:
        return found.group()
    for found in _CONDITION.finditer(sentence):
        is_told = found.start() < teller <= at or _SAYS.search(sentence, at + len(answer), found.start())
        if not is_told and not _WHETHER.search(sentence, 0, found.start()) and found.group() != answer:
            return found.group().strip()
    return None


def _asked(question: str, words: str) -> bool:
    """Tell whether the question has the word that governs: who asks what was denied wants that."""
    return analysed(words)[0] in analysed(question)
