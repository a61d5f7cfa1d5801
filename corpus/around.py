"""Find what surrounds an article in a pasted page: readers' comments, and links to other articles."""

import re
from collections.abc import Sequence

_COMMENTS = re.compile(
    r"(?:view |show |read )?(?:all |top )?(?:\d+ )?(?:readers?['’]?s? |your |most liked |leser)?"
    r"(?:comments?|replies|responses|reactions|kommentare?r?|commentaires?|comentarios?|comentários|commenti|reacties)"
    r"(?: so far)?\s*(?:\(\d+\)|: ?\d+)?:?"
    r"|\d+ (?:thoughts?|comments?|responses?|replies) (?:on|to) .{2,120}"
    r"|(?:what do you think\? ?)?(?:join|add to|be part of) the (?:conversation|discussion|debate)(?: (?:below"
    r"|here))?[.!]?"
    r"|(?:leave|post|write|add) (?:a|your) (?:comment|reply)|discussion \(\d+\)"
    r"|(?:(?:what )?(?:our )?readers (?:say|said|think|respond|write)|from the comments|(?:have )?your say)"
    r"(?: ?\(\d+\))?:?",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r".{1,60}\b(?:says|said|writes|wrote|commented|replied|schreibt|schrieb|sagt|skriver|skrev"
    r"|schreef|a écrit|dice|escribió)\b(?:.{0,40}\d)?:?"
    r"|.{1,60}\b(?:on|at|am|um|kl|den|le|el|op|à|,|\||·|-|–)\s?.{0,40}\d{1,2}[:.]\d\d\b.{0,12}"
    r"|(?:.{1,60}\b)?\d+ (?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?) ago\b.{0,20}"
    r"|.{0,30}\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b.{0,20}"
    r"|@\w+:? .*|\d+ points?|log in to (?:reply|comment)"
    r"|[A-Z][\w.-]{1,30}\d+\b:? ?.*",
    re.IGNORECASE,
)
_NAMED = re.compile(r"[\w.'’ @*-]{2,40}(?:: ?|\*\*:? ?|,? (?:wrote|writes|says|said|skrev|schrieb)\*{0,2}: ?)\S.*")
"""A comment on the line of its writer's name."""
_FOR_COMMENTS = re.compile(r"\d|comment|kommentar|reader|your|leser|lecteur", re.IGNORECASE)
"""Headings below which a name and a colon begin a comment; below others an article may quote people."""
_BUTTONS = re.compile(
    r"(?:(?:\d+ )?(?:reply|report|like|likes|upvotes?|downvotes?|share|flag|antworten|répondre|responder"
    r"|svar)\b[\s·•|,()\d]*)+",
    re.IGNORECASE,
)
"""Buttons below a comment."""
_LONGEST_BUTTONS = 60
_MOST_ABOVE = 4
"""Lines from a comment's signature to the buttons below it, at most."""
_OFFERS = re.compile(
    r"(?:read (?:also|next|this next)|also read|see also|you (?:may|might) (?:also )?(?:like|be interested in)"
    r"|related(?: (?:articles?|stories|posts?|links?|news|content|topics|coverage))?"
    r"|(?:we )?recommend(?:ed|s)?(?: (?:for you|reading|stories))?|sponsored|promoted(?: stories| content)?"
    r"|(?:from|around) (?:our partners|the web)|partner content|editors?['’]?s?['’]? (?:picks?|choice)"
    r"|(?:what to )?read next"
    r"|more to (?:read|explore)|stories for you|in case you missed it|you may have missed"
    r"|mehr zum thema|auch interessant|das könnte sie auch interessieren|sur le même sujet|à lire également"
    r"|más noticias"
    r"|más leídas?|les mer|läs mer|se også|læs mere|leia também|mais lidas|i più letti|meist ?gelesen"
    r"|mest (?:leste?|læste?|lästa?)|siste nytt|senaste nytt|più letto|les plus lus"
    r"|most (?:read|popular|viewed|shared)|more (?:on this story|stories|news|top stories|like this)|more from .{2,40}"
    r"|trending(?: now)?|popular (?:now|stories|posts)|don['’]t miss|in other news|top stories|latest (?:news|stories)"
    r"|explore further"
    r"|les også|lesen sie auch|lire aussi|à lire aussi|läs också|læs også|lees ook|leggi anche|lea también)"
    r"(?:\s*(?::|\.{3}|…))?",
    re.IGNORECASE,
)
_LEAST_PROSE = 40
"""Characters that one sentence of the article above the comments has, at least."""
_AUTHOR = re.compile(r"(?:more )?(?:about|meet) the (?:author|writer|reporter|journalist)s?:?", re.IGNORECASE)
_OFFER = re.compile(
    r"(?:related|watch|listen|gallery|in pictures|podcast|opinion|explainer|analysis|video|read(?: more| also)?"
    r"|see also|more)"
    r"\s?: .{2,140}",
    re.IGNORECASE,
)
"""A list item that links elsewhere."""
_ITEMS = ("- ", "* ", "• ", "· ", "» ", "→ ", "► ", "▪ ")
_HEADLINE = 140
"""Characters of an offered article's headline, at most."""
_MOST_OFFERED = 10
_ENDS = (".", "!", "?", '."', ".”", "?”", "!”")


OFFERS, COMMENTS, AUTHOR = "links to other articles", "readers' comments", "about the author"


def around_article(lines: Sequence[str]) -> dict[int, str]:
    """Find the paragraphs that are readers' comments, links to other articles or notes on the author.

    Args:
        lines: An article's paragraphs, spaces folded.

    Returns:
        The indexes of those paragraphs, to the kind: `COMMENTS`, `OFFERS` or `AUTHOR`.
    """
    reasons: dict[int, str] = {}
    first_comment = _first_comment(lines)
    for place, line in enumerate(lines):
        bare = line.strip("*_#>|-–—:=[] ")
        headed = place and _COMMENTS.fullmatch(bare) and _are_comments(bare, lines[:place], lines[place + 1 :])
        if headed or place == first_comment:
            return reasons | dict.fromkeys(range(place, len(lines)), COMMENTS)
        if place and _OFFERS.fullmatch(bare):
            reasons |= dict.fromkeys(range(place, place + 1 + _offered(lines[place + 1 :])), OFFERS)
        if place and _AUTHOR.fullmatch(bare):
            reasons |= dict.fromkeys(range(place, min(place + 2, len(lines))), AUTHOR)
        if place and line.startswith(_ITEMS) and place not in reasons:
            reasons |= dict.fromkeys(_offered_items(lines, place), OFFERS)
    return reasons


def _offered_items(lines: Sequence[str], first: int) -> range:
    """Find the items of a list that begins here, if most are labelled links and none is a sentence."""
    if lines[first - 1].startswith(_ITEMS):
        return range(0)
    last = next((at for at in range(first, len(lines)) if not lines[at].startswith(_ITEMS)), len(lines))
    items = [line.strip("-*•·»→►▪ ") for line in lines[first:last]]
    leads = sum(_OFFER.fullmatch(item) is not None for item in items)
    return range(first, last) if 2 * leads > len(items) and not any(item.endswith(".") for item in items) else range(0)


def _first_comment(lines: Sequence[str]) -> int | None:
    """Find where comments without a heading begin: at the first of at least two signatures with buttons below."""
    signed = []
    for place, line in enumerate(lines):
        if _is_buttons(line):
            above = range(max(place - _MOST_ABOVE, 1), place)
            signed += [at for at in above if _SIGNED.fullmatch(lines[at].strip("*_#>|- "))][:1]
    first = signed[0] if len(set(signed)) > 1 else 0
    return first if any(len(line) >= _LEAST_PROSE and line.endswith(_ENDS) for line in lines[:first]) else None


def _is_buttons(line: str) -> bool:
    return len(line) <= _LONGEST_BUTTONS and _BUTTONS.fullmatch(line.strip("> ")) is not None


def _are_comments(heading: str, above: Sequence[str], below: Sequence[str]) -> bool:
    """Distinguish a heading of comments from a comment count at an article's head: prose above, signed lines below."""
    signed = any(_SIGNED.fullmatch(line.strip("*_#>|- ")) or _is_buttons(line) for line in below)
    named = _FOR_COMMENTS.search(heading) and sum(_NAMED.fullmatch(line.strip("#>|- ")) is not None for line in below)
    return any(line.endswith(_ENDS) for line in above) and bool(signed or named)


def _offered(lines: Sequence[str]) -> int:
    """Count the headlines that follow directly: short lines that are not sentences, or list items."""
    count = 0
    for line in lines[:_MOST_OFFERED]:
        item = line.startswith(("- ", "* ", "• ", "» ", "→ ", "> ", "[")) or "http" in line
        if not item and (len(line) > _HEADLINE or line.endswith(_ENDS)):
            break
        count += 1
    return count
