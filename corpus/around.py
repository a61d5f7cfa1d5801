"""What stands around an article in a paste of its page: readers' comments, and offers of other articles."""

import re
from collections.abc import Sequence

_COMMENTS = re.compile(
    r"(?:view |show |read )?(?:all )?(?:\d+ )?(?:readers?['’]?s? )?"
    r"(?:comments?|replies|responses)\s*(?:\(\d+\)|: ?\d+)?:?"
    r"|\d+ (?:thoughts?|responses?|comments?|replies) (?:on|to) .{2,120}"
    r"|(?:\d+ )?(?:leser)?(?:kommentare|kommentarer|commentaires|comentarios|commenti|reacties|comentários)"
    r"\s*(?:\(\d+\)|: ?\d+)?:?"
    r"|(?:join|add to|be part of) the (?:conversation|discussion)"
    r"|what (?:our )?readers (?:say|said|think)|from the comments:?|have your say|discussion \(\d+\)",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r".{1,60}\b(?:says|said|writes|wrote|commented|replied|schreibt|schrieb|sagt|skriver|skrev|schreef|escribió|dice):?"
    r"|.{1,60}\b(?:on|at|am|um|kl|den|le|el|op|à|,|\||·|-|–)\s?.{0,40}\d{1,2}[:.]\d\d\b.{0,12}"
    r"|.{1,60}\b\d+ (?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?) ago\b.{0,20}"
    r"|.{0,30}\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b.{0,20}"
    r"|reply|report|like|@\w+:? .*|\d+ (?:likes?|upvotes?|points?)|log in to (?:reply|comment)"
    r"|[A-Z][\w.-]{1,30}\d+\b:? ?.*",
    re.IGNORECASE,
)
_OFFERS = re.compile(
    r"(?:read (?:also|next|this next)|also read|see also|you (?:may|might) (?:also )?(?:like|be interested in)"
    r"|related(?: (?:articles?|stories|posts?|links?|news|content|topics|coverage))?"
    r"|recommended(?: (?:for you|reading|stories))?"
    r"|most (?:read|popular|viewed|shared)|more (?:on this story|stories|news|top stories|like this)|more from .{2,40}"
    r"|trending(?: now)?|popular (?:now|stories|posts)|don['’]t miss|in other news|top stories|latest (?:news|stories)"
    r"|explore further"
    r"|les også|lesen sie auch|lire aussi|à lire aussi|läs också|læs også|lees ook|leggi anche|lea también)"
    r"(?:\s*(?::|\.{3}|…))?",
    re.IGNORECASE,
)
_HEADLINE = 140
"""Characters of an offered article's headline."""
_MOST_OFFERED = 10
_ENDS = (".", "!", "?", '."', ".”", "?”", "!”")


OFFERS, COMMENTS = "links to other articles", "readers' comments"


def around_article(lines: Sequence[str]) -> dict[int, str]:
    """Find the paragraphs that are readers' comments or offers of other articles.

    Args:
        lines: An article's paragraphs, spaces folded.

    Returns:
        The places of those paragraphs, to what they are.
    """
    found: dict[int, str] = {}
    for place, line in enumerate(lines):
        bare = line.strip("*_#>|-–—:=[] ")
        if place and _COMMENTS.fullmatch(bare) and _are_comments(lines[:place], lines[place + 1 :]):
            return found | dict.fromkeys(range(place, len(lines)), COMMENTS)
        if place and _OFFERS.fullmatch(bare):
            found |= dict.fromkeys(range(place, place + 1 + _offered(lines[place + 1 :])), OFFERS)
    return found


def _are_comments(above: Sequence[str], below: Sequence[str]) -> bool:
    """Tell a heading of comments from a count of them at an article's head: prose stands above, signed lines below."""
    return any(line.endswith(_ENDS) for line in above) and any(
        _SIGNED.fullmatch(line.strip("*_#>|- ")) for line in below
    )


def _offered(lines: Sequence[str]) -> int:
    """Count the headlines that follow at once: short lines that are no sentences, or items of a list."""
    count = 0
    for line in lines[:_MOST_OFFERED]:
        item = line.startswith(("- ", "* ", "• ", "» ", "→ ", "> ", "[")) or "http" in line
        if not item and (len(line) > _HEADLINE or line.endswith(_ENDS)):
            break
        count += 1
    return count
