"""Remove comments, teasers and sign-up boxes around an article from the tree of its page."""

import re
from typing import Any

from corpus.around import COMMENTS, OFFERS
from corpus.formats.elements import local_name, remove
from corpus.formats.web.page_parts import prose_length, shown_length

_FOREIGN = re.compile(
    r"(?:^|[\s_-])(?:comments?(?:-?(?:list|section|area|thread|wrap\w*|block|box|container))?|disqus\w*|respond|"
    r"related(?:-?(?:articles?|posts?|stories|links?|content|news|items?))?|read-?(?:also|more|next)|see-?also|"
    r"recommend(?:ed|ations?)|teasers?|newsletter\w*|sign-?up|subscribe|subscription|cookie\w*|consent|paywall\w*|reg-?wall|"
    r"metered\w*|piano|gdpr|onetrust|privacy-?(?:banner|notice|box)|"
    r"most-?(?:read|popular)|popular|trending|promo|outbrain|taboola)(?:$|[\s_-])",
    re.IGNORECASE,
)
_OFFERED = re.compile(
    r"(?:read (?:also|more|next)|also read|see also|related(?: (?:articles?|stories|posts|links|news|content|topics))?|"
    r"more (?:on this(?: story)?|great .{0,30}stories|from .{2,40}|stories|news)|"
    r"you (?:may|might) (?:also )?(?:like|be interested in)|recommended(?: for you)?|"
    r"most (?:read|popular)|don['’]t miss|up next|trending(?: now)?|popular now|elsewhere)"
    r"(?:\s*(?::|\.{3}|…))?",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"(?:\d+\s+)?(?:readers['’]? )?(?:comments?|replies|responses|reactions)(?: ?\(\d+\))?:?"
    r"|(?:join|leave|post|add) (?:the |a |your )?(?:conversation|discussion|comment|reply)"
    r"|what (?:our )?readers (?:say|said|think)|have your say",
    re.IGNORECASE,
)
_REMARKS = re.compile(r"comment|disqus|respond", re.IGNORECASE)
_BOXES = re.compile(
    r"newsletter|sign-?up|subscri|cookie|consent|paywall|promo|reg-?wall|metered|piano|gdpr|onetrust|privacy",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\b(?:subscri|sign (?:in|up)|log ?in|register|free (?:articles?|trial)|member)", re.IGNORECASE)
_PRESSED = re.compile(r"(?:reply|report(?: comment)?|antworten|répondre|responder|svara?|upvote)", re.IGNORECASE)
"""Buttons below a comment."""
_LONGEST_BOX = 1000
"""Characters of a box that asks for a subscription, at most."""
SIGN_UP = "sign-up, cookie and paywall boxes"
_SHARE = 0.4
"""Share of a page's text above which an element is no teaser, whatever its class."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def drop_foreign(tree: Any) -> set[str]:
    """Remove comments, teasers and sign-up boxes, by their classes or by the headings above them.

    Args:
        tree: The page's root.

    Returns:
        The kinds of what was removed.
    """
    dropped: set[str] = set()
    whole, prose = max(shown_length(tree), 1), prose_length(tree)
    for element in list(tree.iter()):
        name = local_name(element)
        if name in ("", "html", "body", "head", "main", "article", "h1", "a") or not _is_within(element, tree):
            continue
        words = "".join(element.itertext()).strip()
        named = _named(element)
        if _FOREIGN.search(named) and _is_small(element, words, whole) and not _is_paid_for(named, words):
            if 2 * prose_length(element) > prose and not _is_comment(element):
                continue  # it is the article, whatever its class
            dropped.add(_kind_of(named)) if words else None
            remove(element)
        elif name in (*_HEADINGS, "p", "strong", "b", "div", "span") and len(words) < 60:
            line = " ".join(words.split())
            if _OFFERED.fullmatch(line) and (name not in ("div", "span") or _leads(element.getnext())):
                _drop_offers(element)
                dropped.add(OFFERS)
            elif _COMMENTS.fullmatch(line) and name in _HEADINGS:
                _drop_comments(element, whole)
                dropped.add(COMMENTS)
    return dropped | _drop_remarks(tree)


def _drop_remarks(tree: Any) -> set[str]:
    """Remove comments recognised by the buttons below: the smallest element around both."""
    found = []
    for button in tree.iter("a", "button", "span"):
        if _PRESSED.fullmatch("".join(button.itertext()).strip()):
            parts = (each for each in button.iterancestors() if local_name(each) in ("div", "li", "article", "section"))
            found.append(next((each for each in parts if any(local_name(inner) == "p" for inner in each.iter())), None))
    whole = shown_length(tree)
    remarks = [each for each in found if each is not None and _is_remark(each, whole)]
    for each in remarks:
        if each.getparent() is not None:
            remove(each)
    return {COMMENTS} if remarks else set()


def _is_remark(element: Any, whole: int) -> bool:
    names = {local_name(each) for each in element.iter()}
    return not names & {"h1", "main"} and 2 * shown_length(element) < whole


def _is_paid_for(named: str, words: str) -> bool:
    """Distinguish the paid part of an article from the box that asks for money."""
    return "paywall" in named.lower() and (len(words) > _LONGEST_BOX or _ASKS.search(words) is None)


def _kind_of(named: str) -> str:
    if _REMARKS.search(named):
        return COMMENTS
    return SIGN_UP if _BOXES.search(named) else OFFERS


def _is_within(element: Any, tree: Any) -> bool:
    parent = element.getparent()
    return parent is not None and element.getroottree().getroot() is tree.getroottree().getroot()


def _named(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _is_small(element: Any, words: str, whole: int) -> bool:
    names = {local_name(each) for each in element.iter()}
    return (len(words) < _SHARE * whole and not names & {"h1", "article", "main"}) or _is_comment(element)


def _is_comment(element: Any) -> bool:
    named = (element.get("id") or "").lower()
    return named in ("comments", "disqus_thread", "respond", "comment-list")


def _drop_offers(heading: Any) -> None:
    """Remove a heading that offers other articles, and the links directly below it."""
    after = heading.getnext()
    while _leads(after):
        following = after.getnext()
        remove(after)
        after = following
    remove(heading)


def _leads(element: Any) -> bool:
    """Return whether the element below a heading links to other pages."""
    return element is not None and (is_links(element) or _is_offered(element))


def _is_offered(element: Any) -> bool:
    """Return whether an element is a list whose every item holds a link."""
    items = [each for each in element if local_name(each) == "li"]
    return len(items) > 1 and all(any(local_name(each) == "a" for each in item.iter()) for item in items)


def is_links(element: Any) -> bool:
    """Return whether most text of an element is links.

    Args:
        element: A part of a page.

    Returns:
        Whether links hold at least 70 % of its characters; False if it has no text.
    """
    words = len("".join("".join(element.itertext()).split()))
    linked = sum(len("".join("".join(each.itertext()).split())) for each in element.iter() if local_name(each) == "a")
    return words > 0 and linked * 10 >= words * 7


def _drop_comments(heading: Any, whole: int) -> None:
    """Remove the heading of readers' comments and everything below it in its parent."""
    rest = list(heading.itersiblings())
    if sum(len("".join(each.itertext())) for each in rest) > 2 * whole * _SHARE:
        return
    for each in rest:
        if isinstance(each.tag, str):
            remove(each)
    remove(heading)
