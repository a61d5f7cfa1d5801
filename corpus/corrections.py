"""Corrections: the statements they take back, in notes below articles and in columns of corrections."""

import re
from dataclasses import dataclass

from corpus.sentences import Span, all_sentences

_KIND = r"(?:corrections?|clarifications?|errat(?:um|a)|corrigend(?:um|a))"
_TITLE = re.compile(
    rf"(?:our |the )?{_KIND}(?:\s*(?:and|&|,|/)\s*(?:{_KIND}|amplifications|apologies))*(?:\s*[-–—:|,(].*)?"
    r"|we got (?:it|that) wrong\b.*",
    re.IGNORECASE,
)
_MARK = re.compile(
    rf"(?:^|[\n*_(\[])\s*{_KIND}\b(?! officer| facilit| institut)|\b{_KIND}(?:,? \d{{1,2}} \w+)?\s*:"
    r"|\b(?:article|story|report|text|page|piece|post|column|headline|caption|it|this) "
    r"(?:has|have|was|were) (?:been |since )?(?:corrected|amended)\b|\bwe (?:regret|apologi[sz]e)\b"
    r"|\bapologi[sz]es? for\b|\bgot (?:it|this|that) wrong\b"
    r"|\b(?:an?|the) (?:earlier|previous|original|prior|print|first) version of\b"
    r"|\b(?:editor['’]?s?['’]?|editorial) note\b|\bnote (?:to|for) (?:our )?readers\b|\bwe now know\b"
    r"|\bit (?:has )?since (?:emerged|turned out|become clear|became clear)\b",
    re.IGNORECASE,
)
"""Words of a note that corrects."""
_WRONGLY = (
    r"(?:wrongly|incorrectly|mistakenly|erroneously|falsely|inaccurately|repeatedly|originally|previously|first"
    r"|several times)"
)
_SAID = (
    r"(?:wrote|written|said|stated|reported|gave|given|claimed|credited|named|described|called|put|quoted|listed"
    r"|mis\w+ed)"
)
_TAKEN_BACK = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"\b(?:an?|the) (?:earlier|previous|original|prior|print|first) version of (?:this|the|our) \w+\b.{0,80}?"
        rf"\b(?:{_WRONGLY} )?{_SAID}\b",
        rf"\bwe (?:have |had )?(?:{_WRONGLY} )*{_SAID}\b",
        rf"\b(?:it|he|she|they|this) (?:has been|have been|was|were) (?:{_WRONGLY} )?{_SAID}\b",
        r"\b(?:our|the|a|this|his|her) (?:\w+ ){0,3}"
        rf"(?:article|report|story|headline|caption|column|item|piece|graphic)\b.{{0,80}}?\b(?:{_WRONGLY} )?{_SAID}\b",
        rf"\b{_WRONGLY} {_SAID}\b",
    )
)
"""Words that introduce what was stated wrongly, in a text that corrects."""
_CONTENT = re.compile(r"\b(?:that|with having|with|as|to be)\b|:")
"""What the wrong statement itself follows."""
_NOT = re.compile(
    r"(?:,\s+(?:and\s+)?not|\s+(?:instead of|rather than)|\bnot(?=(?:\s+[^\s,;]+){1,4},?\s+as\s))"
    r"\s+(?P<wrong>[^,;()]{1,80}?)(?=,?\s+as\s|[,;)]|\.(?:\s|$)|\s+and\s(?!(?-i:[A-Z]))|\s+but\s|$)",
    re.IGNORECASE,
)
"""What a correction sets against the right words: ``1963, not 1961 as we originally stated``."""


@dataclass(frozen=True, slots=True)
class Retraction:
    """A statement that is taken back, as half-open offsets into the text that does so."""

    start: int
    """Where the sentence or clause begins that has the wrong words."""
    wrong_start: int
    """Where the wrong words begin."""
    wrong_end: int
    is_contrast: bool
    """Whether the right words are in the same sentence: ``1963, not 1961``; else they follow it."""


def retractions(text: str, title: str = "") -> list[Retraction]:
    """Find the statements that a text takes back.

    Args:
        text: A passage.
        title: Its article's title: in a column of corrections no paragraph need say so.

    Returns:
        The statements in order; none in a text that does not correct anything.
    """
    if not _TITLE.fullmatch(title.strip()) and not _MARK.search(text):
        return []
    found = []
    for start, end in all_sentences(text):
        sentence = text[start:end]
        if match := next((match for form in _TAKEN_BACK if (match := form.search(sentence))), None):
            if match.re is _TAKEN_BACK[0]:  # nothing else can be meant
                found.append(Retraction(start, start + match.start(), end, is_contrast=False))
                continue
            content = _CONTENT.search(sentence, match.end())
            if not (_NOT.search(sentence) and not content):
                found.append(
                    Retraction(start, start + (content.end() if content else match.end()), end, is_contrast=False)
                )
                continue
        wrong = contrasts(sentence)
        found += [Retraction(start, start + first, start + last, is_contrast=True) for first, last in wrong]
    return found


def contrasts(sentence: str) -> list[Span]:
    """Find what a sentence sets against its own words: "60" in "we killed 4 sheep, not 60".

    Args:
        sentence: Anybody's sentence, not only a correction's.

    Returns:
        Where such words are, as half-open offsets, in order.
    """
    return [found.span("wrong") for found in _NOT.finditer(sentence)]


def without_retracted(text: str, title: str = "") -> str:
    """Replace the wrong words by spaces, so that nobody reads them for the article's own."""
    for each in retractions(text, title):
        text = f"{text[: each.wrong_start]}{' ' * (each.wrong_end - each.wrong_start)}{text[each.wrong_end :]}"
    return text
