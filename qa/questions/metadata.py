"""Questions about an article itself: who wrote it, when and where it was published, at which address."""

import re

from corpus.article import MetadataField

_ARTICLE = r"(?:the|this|that|an)\s+(?:\w+\s+)?(?:article|story|report|piece|column|post|interview|text)"
_ABOUT = r"\s+(?:about|on|of|regarding|concerning|titled|called|headed|saying|that\s+says)\s+(?P<subject>.+?)"
_OUTLET = r"(?:newspaper|paper|publication|magazine|outlet|website|site|source|publisher)"
_NAMED = (
    r"the\s+(?!(?:\w+\s+)?(?:news|first|second|last|latest|whole|same|other|next)\s)(?P<subject>[\w'’-]+(?:\s+[\w'’-]+){0,5}?(?<!['’]s))\s+"
    r"(?:article|story|column|interview)"
)
"""An article named by the words before it: "the measles article"."""
_NAMED_REPORT = _NAMED.replace("|interview)", "|interview|report|piece)")
"""The same, where an author is asked for; other reports have dates and places of their own."""
_DOCUMENT = re.compile(
    r"\b(?:the|this|that|an)\s+(?!news)(?:[\w'’-]+\s+){0,6}?(?:report|piece|post|text)\b", re.IGNORECASE
)
_ENDS = r"\s*\??$"
_PATTERNS: tuple[tuple[MetadataField, str], ...] = (
    ("author", r"who\s+(?:wrote|authored|penned|is\s+the\s+author\s+of|was\s+the\s+author\s+of)\s+WHICH"),
    ("author", r"(?:who|what)\s+is\s+the\s+(?:author|byline|writer)\s+of\s+WHICH"),
    ("published", r"when\s+(?:was|did)\s+WHICH\s+(?:published|written|posted|printed|appear|come\s+out)"),
    ("published", r"what\s+is\s+the\s+(?:publication\s+)?date\s+of\s+WHICH"),
    ("source", rf"(?:who|(?:which|what)\s+{_OUTLET})\s+(?:published|ran|carried|printed|wrote)\s+WHICH"),
    ("source", rf"(?:what|which)\s+is\s+the\s+{_OUTLET}\s+of\s+WHICH"),
    ("source", r"where\s+(?:was|did)\s+WHICH\s+(?:published|posted|printed|appear|come\s+out)"),
    ("url", r"what\s+is\s+the\s+(?:web\s+)?(?:address|url|link)\s+(?:of|to|for)\s+WHICH"),
    ("source", rf"(?:(?:which|what)\s+{_OUTLET}|where)\s+is\s+WHICH\s+from"),
)
_ASKED = tuple(
    (field, re.compile(pattern.replace("WHICH", which) + _ENDS, re.IGNORECASE))
    for field, pattern in _PATTERNS
    for which in (_ARTICLE + _ABOUT, _NAMED, *([_NAMED_REPORT] if field == "author" else []))
)


def text_may_say(question: str) -> bool:
    """Return whether "the report" or "the text" of a question may be one that articles write about."""
    return _DOCUMENT.search(question) is not None


def metadata_asked(question: str) -> tuple[MetadataField, str] | None:
    """Recognise a question for the metadata of an article.

    Args:
        question: The question, clean.

    Returns:
        The field, and what the article is about; None for a question about what articles say.
    """
    for field, pattern in _ASKED:
        if match := pattern.match(question):
            return field, match["subject"]
    return None
