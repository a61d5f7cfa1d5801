"""Questions about an article itself: who wrote it, when and where it was published, at which address."""

import re
from dataclasses import dataclass

from corpus.article import MetadataField
from index.lexical.analyzer import analysed
from qa.questions import POINTING

_NOUN = (
    r"(?:article|story|report|piece|column|post|interview|text|page|obituary|profile|review|feature|editorial|dispatch|"
    r"newsletter|(?:live\s+)?blog|(?:press\s+)?release|write-?up)"
)
_ARTICLE = rf"(?:the|this|that|an?)\s+(?:[\w-]+\s+)?{_NOUN}"
_ABOUT = r"\s+(?:about|on|of|from|with|regarding|concerning|titled|called|headed|saying|that\s+says)\s+(?P<subject>.+?)"
_OUTLET = (
    r"(?:[\w-]+\s+){0,2}?(?:newspaper|paper|publication|magazine|journal|outlet|website|site|source|publisher|broadcaster|"
    r"(?:radio|TV)\s+station|(?:news\s+)?agency)(?:['’]s\s+(?:web)?(?:site|page|blog))?"
)
_JOURNALIST = (
    r"(?:which|what)\s+(?:(?:two|three|four)\s+)?"
    r"(?:journalists?|reporters?|authors?|writers?|correspondents?|columnists?|critics?)"
)
_WRITER = rf"(?:who|{_JOURNALIST})"
_NAMED = (
    r"the\s+(?!(?:\w+\s+)?(?:news|first|second|third|fourth|last|latest|whole|same|other|next)\s)(?!(?:live|press)\s)"
    r"(?P<subject>[\w'’-]+(?:\s+[\w'’-]+){0,5}?(?<!['’]s))\s+(?:article|story|column|interview|obituary|(?:live\s+)?blog|profile)"
)
"""An article named by the words before it: "the measles article"."""
_NAMED_REPORT = _NAMED.replace("|profile)", "|profile|report|piece)")
"""The same, where an author is asked for; other reports have dates and places of their own."""
_NAMED_PIECE = _NAMED.replace("|profile)", "|profile|piece)")
"""The same, where the day is asked for."""
_OWN = r"(?P<subject>[\w'’-]+(?:\s+[\w'’-]+){0,4}?)['’]s?\s+(?:obituary|profile)"
"""An article named by the person that it is about: "Ann Lee's obituary"."""
_DOCUMENT = re.compile(
    r"\b(?:the|this|that|an)\s+(?!news)(?:[\w'’-]+\s+){0,6}?"
    r"(?:report|piece|post|text|page|review|feature|dispatch|newsletter|release|profile|interview)\b",
    re.IGNORECASE,
)
_ENDS = r"\s*\??$"
_PATTERNS: tuple[tuple[MetadataField, str], ...] = (
    ("author", rf"{_WRITER}\s+(?:wrote|authored|penned|filed|is\s+the\s+author\s+of|was\s+the\s+author\s+of)\s+WHICH"),
    ("author", r"(?:(?:who|what)\s+is\s+)?(?:the\s+)?(?:author|byline|writer)\s+of\s+WHICH"),
    ("published", r"when\s+(?:was|did)\s+WHICH\s+(?:published|written|posted|printed|dated|filed|appear|come\s+out)"),
    ("published", r"(?:what\s+is\s+)?(?:the\s+)?(?:publication\s+)?date\s+of\s+WHICH"),
    (
        "published",
        r"what\s+(?:date|day)\s+(?:was|is|did)\s+WHICH\s+(?:published|written|posted|dated|from|appear|come\s+out)",
    ),
    ("source", rf"(?:who|(?:which|what)\s+{_OUTLET})\s+(?:published|ran|carried|printed|wrote)\s+WHICH"),
    ("source", rf"(?:(?:what|which)\s+is\s+)?(?:the\s+)?{_OUTLET}\s+of\s+WHICH"),
    ("source", r"where\s+(?:was|did)\s+WHICH\s+(?:published|posted|printed|appear|come\s+out)"),
    ("url", r"(?:what\s+is\s+)?(?:the\s+)?(?:web\s+)?(?:address|url|link)\s+(?:of|to|for)\s+WHICH"),
    ("source", rf"(?:(?:which|what)\s+{_OUTLET}|where)\s+is\s+WHICH\s+from"),
    (
        "source",
        rf"in\s+(?:which|what)\s+{_OUTLET}\s+(?:was|did)\s+WHICH\s+(?:published|printed|posted|appear|come\s+out)",
    ),
)
_ASKED = tuple(
    (field, re.compile(pattern.replace("WHICH", which) + _ENDS, re.IGNORECASE))
    for field, pattern in _PATTERNS
    for which in (_ARTICLE + _ABOUT, {"author": _NAMED_REPORT, "published": _NAMED_PIECE}.get(field, _NAMED), _OWN)
)
_REPORTED = re.compile(
    rf"(?:{_WRITER}\s+(?:reported\s+on|covered|interviewed)|{_JOURNALIST}\s+reported)\s+(?P<subject>.+?)(?:\s+for\s+(?:the\s+)?(?P<outlet>.+?))?{_ENDS}",
    re.IGNORECASE,
)
_INTERVIEWED = re.compile(rf"{_WRITER}\s+interviewed\b", re.IGNORECASE)
_COVERED = re.compile(rf"{_WRITER}\s+covered\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MetadataAsked:
    """What a question asks of an article's metadata."""

    field: MetadataField
    subject: str
    """What the article is about."""
    outlet: str = ""
    """Where it was published, if the question says so."""
    is_interview: bool = False
    """Whether the article must be an interview."""
    is_inferred: bool = False
    """Whether "who reported on it" or "who interviewed her" is only taken to ask for an author."""
    text_may_say: bool = False
    """Whether articles may write about the same: "the report" may be one that an article describes."""


def metadata_asked(question: str) -> MetadataAsked | None:
    """Recognise a question for the metadata of an article.

    Args:
        question: The question, clean.

    Returns:
        What is asked for; None for a question about what articles say.
    """
    for field, pattern in _ASKED:
        if match := pattern.match(question):
            return MetadataAsked(field, match["subject"], text_may_say=_DOCUMENT.search(question) is not None)
    reported = _REPORTED.match(question)
    if reported is None or (_COVERED.match(question) and not reported["outlet"]):
        return None  # without an outlet, costs are covered too
    if set(analysed(reported["subject"])) <= POINTING:
        return None  # it or him
    return MetadataAsked(
        "author",
        reported["subject"],
        reported["outlet"] or "",
        is_interview=_INTERVIEWED.match(question) is not None,
        is_inferred=True,
        text_may_say=True,
    )
