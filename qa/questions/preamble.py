"""Extract the question from the typed text: remove its introduction, thanks and explanations."""

import re

from qa.questions import asks_yes_or_no, content_terms

_ASKS = r"(?:who|whom|whose|what|when|where|which|why|how)"
_BEFORE = r"(?:in|on|at|by|to|for|from|of|with|since|until|under)"
_BEGINS = re.compile(rf"(?:{_BEFORE}\s+)?{_ASKS}\b", re.IGNORECASE)
_LED = re.compile(
    r"\b(?:tell|say|know|ask(?:ing)?|wonder(?:ing)?|find\s+out|explain|remember|recall|learn|check|clarify|confirm|see|"
    rf"understand|sure|curious|remind)\b(?:\s+(?:me|us|you|please|about|exactly|again))*,?\s+(?=(?:{_BEFORE}\s+)?{_ASKS}\b)",
    re.IGNORECASE,
)
"""A verb with the question that is its object."""
_PERSON = re.compile(
    r"\b(?:I|I['’]?(?:m|d|ve|ll)|me|my|we|us|our|you|your|anyone|anybody|someone|somebody)\b", re.IGNORECASE
)
"""The asker or the asked: "did Moore say when it closed?" asks of Moore, "can you say when it closed?" does not."""
_REASON = re.compile(
    r",?\s+(?:since|because|as|for|so\s+that|and|but)\s+(?:I|we|my|our|you)\b.*$|,?\s+(?:please|thanks|thank\s+you)\W*$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_ASIDE = re.compile(rf":\s+(?=(?:{_BEFORE}\s+)?{_ASKS}\b)", re.IGNORECASE)
"""Where a question begins after its announcement."""
_BACK = re.compile(
    r"\b(?:he|she|it|they|him|her|hers|them|his|its|their|theirs|this|these|those|there|then)\b(?!\s+(?:was|is)\s+that)",
    re.IGNORECASE,
)
"""Words that may refer to the introduction; in "which year it was that" they do not."""


def without_preamble(question: str) -> str:
    """Extract the question from the text typed around it.

    Args:
        question: What the person typed, clean.

    Returns:
        The question alone: the sentences that ask, without "could you tell me" before and "since we ..." after it.
        The whole text if no part asks something by itself.
    """
    sentences = _SENTENCE_END.split(question)
    asking = [sentence for sentence in sentences if _asks(sentence)]
    alone = " ".join(_without_reason(_without_lead(sentence)) for sentence in asking)
    if asking and len(asking) < len(sentences) and not _BACK.search(alone):
        return alone if content_terms(alone) else question
    return _without_reason(_without_lead(question))


def _asks(sentence: str) -> bool:
    return sentence.endswith("?") or bool(_BEGINS.match(sentence)) or asks_yes_or_no(sentence)


def _without_lead(question: str) -> str:
    if _BEGINS.match(question):
        return question
    aside = _ASIDE.search(question)
    if aside and _PERSON.search(question, 0, aside.start()):
        return question[aside.end() :]
    for led in _LED.finditer(question):
        if _PERSON.search(question, 0, led.end()):
            return question[led.end() :]
    return question


def _without_reason(question: str) -> str:
    return _REASON.sub("", question) if _BEGINS.match(question) else question
