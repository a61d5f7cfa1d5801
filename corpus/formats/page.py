"""A web page made ready for finding its article: what a finder would lose is put where it keeps it.

Finders of main text drop elements by their names and classes - times, captions, boxes of facts -
and keep others that are no part of the article: readers' comments, teasers, sign-up boxes. Both
are put right in the tree before it is searched.
"""

import re
from collections.abc import Sequence
from typing import Any

from corpus.around import COMMENTS, OFFERS
from corpus.formats.inline import local_name, remove, settle, unwrap
from corpus.formats.page_parts import drop_hidden, join_chunks, prose_length, shown_length
from corpus.formats.tree_tables import flat, settle_tables

_FOREIGN = re.compile(
    r"(?:^|[\s_-])(?:comments?(?:-?(?:list|section|area|thread|wrap\w*|block|box|container))?|disqus\w*|respond|"
    r"related(?:-?(?:articles?|posts?|stories|links?|content|news|items?))?|read-?(?:also|more|next)|see-?also|"
    r"recommend(?:ed|ations?)|teasers?|newsletter\w*|sign-?up|subscribe|subscription|cookie\w*|consent|paywall\w*|"
    r"most-?(?:read|popular)|popular|trending|promo|outbrain|taboola)(?:$|[\s_-])",
    re.IGNORECASE,
)
_OFFERED = re.compile(
    r"(?:read (?:also|more|next)|also read|see also|related(?: (?:articles?|stories|posts|links|news|content|topics))?|"
    r"more (?:on this story|from .{2,40}|stories|news)|you (?:may|might) also like|recommended(?: for you)?|"
    r"most (?:read|popular)|don['’]t miss|up next|trending(?: now)?|popular now|elsewhere)\s*:?",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"(?:\d+\s+)?(?:readers['’]? )?(?:comments?|replies|responses)(?: ?\(\d+\))?:?"
    r"|(?:join|leave|post|add) (?:the |a |your )?(?:conversation|discussion|comment|reply)"
    r"|what (?:our )?readers (?:say|said|think)|have your say",
    re.IGNORECASE,
)
_REMARKS = re.compile(r"comment|disqus|respond", re.IGNORECASE)
_BOXES = re.compile(r"newsletter|sign-?up|subscri|cookie|consent|paywall|promo", re.IGNORECASE)
_ASKS = re.compile(r"\b(?:subscri|sign (?:in|up)|log ?in|register|free (?:articles?|trial)|member)", re.IGNORECASE)
_LONGEST_BOX = 1000
"""Characters of a box that asks for a subscription."""
SIGN_UP = "sign-up, cookie and paywall boxes"
_LEAST_SAID = 60
"""Characters of a block that says something."""
_SHARE = 0.4
"""Of a page's text: what holds more of it is no teaser, whatever its class."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SENTENCE_BLOCKS = frozenset("p li h1 h2 h3 h4 h5 h6 td th dd dt blockquote figcaption caption summary".split())
_INLINE = ("time", "data", "abbr", "acronym", "kbd", "samp", "var", "ins", "output", "mark", "dfn", "bdi", "label")
_LEAST_CAPTION = 5
"""Words of a caption that says something."""
_LEAST_ENTRIES = 3
"""Parts alike, each with a heading, that make a page a live blog."""


def make_ready(tree: Any) -> set[str]:
    """Change a page so that its article is found whole and alone.

    Args:
        tree: The page's root.

    Returns:
        What was taken out, each kind once.
    """
    dropped = drop_hidden(tree) | _drop_foreign(tree)
    join_chunks(tree)
    settle(tree)
    _keep_inline(tree)
    _keep_entries(tree)
    settle_tables(tree)
    _keep_boxes(tree)
    _keep_captions(tree)
    return dropped


def outside(blocks: Sequence[str], text: str) -> bool:
    """Tell whether a page says something beside its main text.

    Args:
        blocks: What its blocks say, spaces left out.
        text: Its main text.

    Returns:
        Whether a block of several words is not in it.
    """
    whole = "".join(text.split())
    return any(len(block) >= _LEAST_SAID and block not in whole for block in blocks)


def blocks_of(tree: Any) -> list[str]:
    """List what the blocks of a page say, spaces left out."""
    found = (each for each in tree.iter("p", "li", "td", "dd", "h2", "h3", "h4", "blockquote", "figcaption", "pre"))
    return ["".join(each.text_content().split()) for each in found if each.find(".//p") is None]


def _drop_foreign(tree: Any) -> set[str]:
    """Take out comments, teasers and sign-up boxes, by their classes or by the headings above them; say which."""
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
                continue  # whatever it is called, it is the article
            dropped.add(_kind_of(named)) if words else None
            remove(element)
        elif name in (*_HEADINGS, "p", "strong", "b", "div", "span") and len(words) < 60:
            line = " ".join(words.split())
            if name not in ("div", "span") and _OFFERED.fullmatch(line):
                _drop_offers(element)
                dropped.add(OFFERS)
            elif _COMMENTS.fullmatch(line) and name in _HEADINGS:
                _drop_comments(element, whole)
                dropped.add(COMMENTS)
    return dropped


def _is_paid_for(named: str, words: str) -> bool:
    """Tell an article's own part behind a paywall from the box that asks for money."""
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
    """Take out a heading that offers other articles, and the links right below it."""
    after = heading.getnext()
    while after is not None and _is_links(after):
        following = after.getnext()
        remove(after)
        after = following
    remove(heading)


def _is_links(element: Any) -> bool:
    words = len("".join("".join(element.itertext()).split()))
    linked = sum(len("".join("".join(each.itertext()).split())) for each in element.iter() if local_name(each) == "a")
    return words > 0 and linked * 10 >= words * 7


def _drop_comments(heading: Any, whole: int) -> None:
    """Take out what stands below the heading of readers' comments, to the end of its part of the page."""
    rest = list(heading.itersiblings())
    if sum(len("".join(each.itertext())) for each in rest) > 2 * whole * _SHARE:
        return
    for each in rest:
        if isinstance(each.tag, str):
            remove(each)
    remove(heading)


def _keep_inline(tree: Any) -> None:
    """Unwrap elements of meaning that stand within sentences."""
    for element in list(tree.iter(*_INLINE)):
        if element.getparent() is not None and _in_sentence(element):
            unwrap(element)
    for element in list(tree.iter("span")):
        if local_name(element.getparent()) in ("li", "td", "dd", "p") and element.text_content().strip():
            unwrap(element)


def _in_sentence(element: Any) -> bool:
    block = next((each for each in element.iterancestors() if local_name(each) in _SENTENCE_BLOCKS), None)
    if block is None:
        return element.tag not in ("time", "label", "output")
    if element.tag != "time" or local_name(block) in _HEADINGS:
        return True
    words, time = block.text_content().strip(), element.text_content().strip()
    return len(words) > len(time) + 20 or (words.endswith((".", "!", "?", ".”", '."')) and len(words) > len(time) + 8)


def _keep_entries(tree: Any) -> None:
    """Keep the times and headings of a live blog's entries, whatever the classes of these are."""
    for parent in list(tree.iter("main", "article", "div", "section", "ol", "ul", "body")):
        kinds: dict[tuple[str, str], list[Any]] = {}
        for each in parent:
            if local_name(each) in ("div", "section", "article", "li"):
                kinds.setdefault((each.tag, each.get("class") or ""), []).append(each)
        for alike in kinds.values():
            entries = [each for each in alike if _is_entry(each)]
            if len(entries) >= _LEAST_ENTRIES and len(entries) * 10 >= len(alike) * 7:
                for entry in entries:
                    _settle_entry(entry)
                if local_name(parent) in ("ol", "ul"):
                    parent.tag = "div"


def _is_entry(element: Any) -> bool:
    first = next((each for each in element.iter() if each is not element and _says_something(each)), None)
    is_timed = first is not None and (local_name(first) == "time" or _CLOCK.match(first.text_content().strip()))
    headed = any(local_name(each) in (*_HEADINGS, "time") for each in element.iter())
    return bool(headed and is_timed and any(local_name(each) == "p" for each in element.iter()))


_CLOCK = re.compile(r"(?:at |kl\.? ?)?(?:[01]?\d|2[0-4])[.:h][0-5]\d\b")


def _says_something(element: Any) -> bool:
    if local_name(element) in ("header", "div", "section"):
        return bool((element.text or "").strip())
    return bool(local_name(element) and element.text_content().strip())


def _settle_entry(entry: Any) -> None:
    """Make an entry a plain part: its time joins its heading, or is a line of its own."""
    for element in list(entry.iter("time")):
        following = element.getnext()
        block = local_name(element.getparent())
        if following is not None and local_name(following) in _HEADINGS:
            time = element.text_content().strip()
            following.text = f"{time} {(following.text or '').lstrip()}"
            remove(element)
        elif block not in (*_HEADINGS, "p"):
            element.tag = "p"
            element.attrib.clear()
        else:
            unwrap(element)
    for each in entry.iter():
        if isinstance(each.tag, str) and local_name(each) in (*_HEADINGS, "p", "div", "section", "article", "header"):
            for key in ("class", "id", "itemprop", "itemtype"):
                each.attrib.pop(key, None)
            if local_name(each) in ("header", "article", "section"):
                each.tag = "div"
    if entry.tag == "li":
        entry.tag = "div"


def _keep_boxes(tree: Any) -> None:
    """Make asides of an article's own plain parts of it, and leave those that lead elsewhere."""
    for element in list(tree.iter("aside")):
        words = flat(element)
        inside = any(local_name(each) in ("article", "main") for each in element.iterancestors())
        names = {local_name(each) for each in element.iter()}
        if not inside or len(words) < 30 or _is_links(element) or names & {"form", "input", "nav", "iframe"}:
            continue
        element.tag = "div"
        element.attrib.clear()
        for each in element.iter():
            if isinstance(each.tag, str):
                each.attrib.pop("class", None)
                each.attrib.pop("id", None)


def _keep_captions(tree: Any) -> None:
    """Put what captions say below their pictures where it is found."""
    for figure in list(tree.iter("figure")):
        captions = [flat(each) for each in figure.iter() if local_name(each) == "figcaption" and not _leads_away(each)]
        held = [each for each in figure if local_name(each) in ("table", "blockquote", "div") and _holds_lines(each)]
        told = [caption for caption in captions if len(caption.split()) >= _LEAST_CAPTION]
        if held or not told or figure.getparent() is None or not _in_article(figure):
            if held:
                figure.tag = "div"
            continue
        caption = figure.makeelement("p")
        caption.text = told[0]
        figure.getparent().insert(figure.getparent().index(figure), caption)
        remove(figure)


def _leads_away(caption: Any) -> bool:
    """Tell whether a caption is the title of another page, as in a list of videos."""
    return _is_links(caption) or any(local_name(each) in ("a", "nav", "li") for each in caption.iterancestors())


def _holds_lines(element: Any) -> bool:
    return sum(len(each.text_content()) for each in element.iter("p", "li", "td")) > 40


def _in_article(element: Any) -> bool:
    return any(local_name(each) in ("article", "main") for each in element.iterancestors())
