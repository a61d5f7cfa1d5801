"""Questions about an article itself: who wrote it, when and where it was published, at which address."""

import re

from corpus.article import MetadataField

_ARTICLE = r"(?:the|this|that|an)\s+(?:\w+\s+)?(?:article|story|report|piece|column|post|interview|text)"
_ABOUT = r"\s+(?:about|on|of|regarding|concerning|titled|called|headed|saying|that\s+says)\s+(?P<subject>.+?)"
_OUTLET = r"(?:newspaper|paper|publication|magazine|outlet|website|site|source|publisher)"
_ENDS = r"\s*\??$"
_PATTERNS: tuple[tuple[MetadataField, str], ...] = (
    ("author", rf"who\s+(?:wrote|authored|penned|is\s+the\s+author\s+of|was\s+the\s+author\s+of)\s+{_ARTICLE}{_ABOUT}"),
    ("author", rf"(?:who|what)\s+is\s+the\s+(?:author|byline|writer)\s+of\s+{_ARTICLE}{_ABOUT}"),
    ("published", rf"when\s+(?:was|did)\s+{_ARTICLE}{_ABOUT}\s+(?:published|written|posted|printed|appear|come\s+out)"),
    ("published", rf"what\s+is\s+the\s+(?:publication\s+)?date\s+of\s+{_ARTICLE}{_ABOUT}"),
    ("source", rf"(?:who|(?:which|what)\s+{_OUTLET})\s+(?:published|ran|carried|printed|wrote)\s+{_ARTICLE}{_ABOUT}"),
    ("source", rf"(?:what|which)\s+is\s+the\s+{_OUTLET}\s+of\s+{_ARTICLE}{_ABOUT}"),
    ("source", rf"where\s+(?:was|did)\s+{_ARTICLE}{_ABOUT}\s+(?:published|posted|printed|appear|come\s+out)"),
    ("url", rf"what\s+is\s+the\s+(?:web\s+)?(?:address|url|link)\s+(?:of|to|for)\s+{_ARTICLE}{_ABOUT}"),
)
_ASKED = tuple((field, re.compile(pattern + _ENDS, re.IGNORECASE)) for field, pattern in _PATTERNS)


def metadata_asked(question: str) -> tuple[MetadataField, str] | None:
    """Tell whether a question asks for the metadata of an article.

    Args:
        question: The question, clean.

    Returns:
        The field, and what the article is about; None for a question about what articles say.
    """
    for field, pattern in _ASKED:
        if found := pattern.match(question):
            return field, found["subject"]
    return None
