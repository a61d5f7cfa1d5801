"""Questions for somebody's articles: "how many articles did Agnes Roe write", "stories by Reuters about the dam"."""

import re
from dataclasses import dataclass

_ARTICLES = r"(?:(?:news )?(?:articles?|stor(?:y|ies)|reports?|pieces?|columns?|posts?))"
_ABOUT = r"(?: (?:about|on|regarding|concerning|mentioning) (?P<words>.+))?"
_WRITTEN = r"(?:written|write|authored?|published|publish|filed?|contributed?)"
_ARE = r"(?:(?:are|were|was|is)(?: there)?|(?:do|did|have) (?:we|you|i) (?:have|got)|we have) "
_SHOW = r"(?:(?:please )?(?:show|give|find|list|get)(?: me| us)? )?(?:all |any |the |our )*"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?:how many|which|what) {_ARTICLES} (?:did|do|does|has|have) (?P<name>.+?) {_WRITTEN}{_ABOUT}",
        rf"(?:how many|which|what) {_ARTICLES} (?:{_ARE})?(?:{_WRITTEN} )?(?:by|from) (?P<name>.+?){_ABOUT}",
        rf"{_SHOW}{_ARTICLES} (?:{_WRITTEN} )?(?:by|from) (?P<name>.+?){_ABOUT}",
        rf"what (?:has|have|did) (?P<name>.+?) (?:written|write|published|publish){_ABOUT}",
        rf"(?:how many|which|what) of (?:my|our|the|these|those) {_ARTICLES} (?:{_ARE})?(?:{_WRITTEN} )?"
        rf"(?:by|from) (?P<name>.+?){_ABOUT}",
        rf"(?:how many|which|what) {_ARTICLES} (?:carry|carries|have|has|bears?) (?P<name>.+?)['’]s? (?:byline|name)",
        rf"(?:how many|which|what) {_ARTICLES} (?:are|were) (?:signed|bylined) (?:by )?(?P<name>.+?)",
    )
)
_AFTER = re.compile(r"(?:,? (?:lately|recently|so far|please|now|in total|altogether))*[\s?.!]*$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WrittenBy:
    """Whose articles a question asks for."""

    name: str
    """The author or the source, without an article before it."""
    words: str | None
    """What the articles mention; None if that is not restricted."""


def written_by(question: str) -> WrittenBy | None:
    """Recognise a question for the articles by somebody.

    Args:
        question: The question, clean.

    Returns:
        Whose articles; None for any other question. Whether anybody of that name wrote an article is not known here.
    """
    asked = _AFTER.sub("", question)
    match = next((match for form in _FORMS if (match := form.fullmatch(asked))), None)
    if match is None:
        return None
    return WrittenBy(_ARTICLE.sub("", match["name"], count=1), match.groupdict().get("words"))
