"""Prepare a web page for extraction, so that its article is extracted whole and alone.

Extractors of main text drop elements by their names and classes - times, captions, boxes of facts -
and keep others that are not part of the article: readers' comments, teasers, sign-up boxes. Both
are corrected in the tree before extraction.
"""

import re
from collections.abc import Sequence
from itertools import islice
from typing import Any

from corpus.formats.elements import local_name, remove, unwrap
from corpus.formats.inline import settle
from corpus.formats.tables.trees import flat, settle_tables
from corpus.formats.web.page_cards import drop_cards
from corpus.formats.web.page_entries import keep_entries
from corpus.formats.web.page_foreign import drop_foreign, is_links
from corpus.formats.web.page_loose import settle_loose
from corpus.formats.web.page_parts import drop_hidden, join_chunks

_LEAST_SAID = 30
"""Characters of a block that counts as text, at least."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SENTENCE_BLOCKS = frozenset("p li h1 h2 h3 h4 h5 h6 td th dd dt blockquote figcaption caption summary".split())
_INLINE = ("time", "data", "abbr", "acronym", "kbd", "samp", "var", "ins", "output", "mark", "dfn", "bdi", "label")
_HEADING = re.compile(r"sub-?head|headline|(?:^|[\s_-])(?:heading|crosshead|intertitle)", re.IGNORECASE)
_LEAST_HEADING, _LONGEST_HEADING = 3, 120
"""Characters of a heading between paragraphs."""
_FILM = re.compile(r"(?:^|[\s_-])video(?:$|[\s_-])", re.IGNORECASE)
_MOST_AROUND = 2
"""Figures around a figure, at most: a gallery has one, broken pages nest thousands."""
_LEAST_CAPTION = 5
"""Words of a caption that is kept, at least."""
_SENTENCE_END = re.compile(r"[.!?][”\"]?(?:\s|$)")
_STOCK = re.compile(r"\b(?:getty|shutterstock|i?stock(?:photo)?|alamy|unsplash|pexels)\b|^media caption", re.IGNORECASE)
_CORRECTION = re.compile(
    r"(?:^|[\s_-])(?:corrections?|correction-?(?:box|note|notice)|corrigend\w+|errat\w+|clarifications?|retraction\w*"
    r"|editors?-?note|editorial-?note|amend(?:ed|ment)s?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_LONGEST_NOTE = 2000
"""Characters of a note that corrects, at most."""
_LEAST_PROSE = 80
"""Characters of a paragraph of prose, at least."""


def make_ready(tree: Any) -> set[str]:
    """Change a page so that its article is extracted whole and alone.

    Args:
        tree: The page's root.

    Returns:
        The kinds of what was removed.
    """
    dropped = drop_hidden(tree) | drop_foreign(tree) | drop_cards(tree)
    join_chunks(tree)
    settle_loose(tree)
    settle(tree)
    keep_entries(tree)
    _keep_inline(tree)
    settle_tables(tree)
    _keep_corrections(tree)
    _keep_boxes(tree)
    _keep_posts(tree)
    _keep_headings(tree)
    _keep_captions(tree)
    return dropped


def outside(blocks: Sequence[str], text: str) -> bool:
    """Return whether a page has text outside its main text.

    Args:
        blocks: The text of its blocks, without spaces.
        text: Its main text.

    Returns:
        Whether a block of several words is not in it.
    """
    whole = "".join(text.split())
    return any(len(block) >= _LEAST_SAID and block not in whole for block in blocks)


def blocks_of(tree: Any) -> list[str]:
    """List the text of a page's blocks, without spaces."""
    found = (each for each in tree.iter("p", "li", "td", "dd", "h2", "h3", "h4", "blockquote", "figcaption", "pre"))
    return ["".join(each.text_content().split()) for each in found if each.find(".//p") is None]


def _keep_inline(tree: Any) -> None:
    """Unwrap semantic elements within sentences."""
    for element in list(tree.iter(*_INLINE)):
        if element.getparent() is not None and _in_sentence(element):
            unwrap(element)
    for element in list(tree.iter("span")):
        if local_name(element.getparent()) in ("li", "td", "dd", "p") and element.text_content().strip():
            unwrap(element)


def _in_sentence(element: Any) -> bool:
    block = next((each for each in element.iterancestors() if local_name(each) in _SENTENCE_BLOCKS), None)
    if block is None:
        return element.tag not in ("time", "label", "output") or _ends_sentence(element.getparent())
    if element.tag != "time" or local_name(block) in _HEADINGS:
        return True
    words, time = block.text_content().strip(), element.text_content().strip()
    if local_name(block) in ("li", "td", "dd") and len(words) > len(time):
        return True
    return len(words) > len(time) + 20 or (words.endswith((".", "!", "?", ".”", '."')) and len(words) > len(time) + 8)


def _ends_sentence(element: Any) -> bool:
    """Return whether an element without a name of its own, such as ``<div>``, holds a sentence and no block."""
    words = element.text_content().strip()
    blocks = any(
        local_name(each) in (*_SENTENCE_BLOCKS, "div", "section", "table") for each in element.iterdescendants()
    )
    return not blocks and len(words) >= _LEAST_SAID and words.endswith((".", "!", "?", ".”", '."'))


def _keep_corrections(tree: Any) -> None:
    """Keep notes that correct the article, and put those above its headline below it."""
    headline = next(tree.iter("h1"), None)
    above = headline is not None
    for element in list(tree.iter("h1", "div", "p", "aside", "section")):
        if element is headline:
            above = False
        elif _CORRECTION.search(element.get("class") or "") and _LEAST_SAID <= len(flat(element)) <= _LONGEST_NOTE:
            if element.getparent() is None or any(local_name(each) in ("h1", "form") for each in element.iter()):
                continue
            note = element.makeelement("p")
            note.text = flat(element)
            if above and headline is not None:
                headline.addnext(note)
            else:
                element.addprevious(note)
            remove(element)


def _keep_boxes(tree: Any) -> None:
    """Turn an article's own asides into plain parts of it; leave those that link elsewhere."""
    for element in list(tree.iter("aside", "footer")):
        if element.tag == "footer" and not (_is_inside(element) and _ends_sentence_within(element)):
            continue
        words = flat(element)
        names = {local_name(each) for each in element.iter()}
        if (
            not _in_article(element)
            or len(words) < 30
            or is_links(element)
            or names & {"form", "input", "nav", "iframe"}
        ):
            continue
        element.tag = "div"
        element.attrib.clear()
        for each in element.iter():
            if isinstance(each.tag, str):
                each.attrib.pop("class", None)
                each.attrib.pop("id", None)


def _ends_sentence_within(element: Any) -> bool:
    """Return whether an element has a paragraph that is a sentence, and no line of rights."""
    texts = [flat(each) for each in element.iter("p")]
    return any(len(text) >= _LEAST_SAID and text.endswith(".") for text in texts) and "©" not in flat(element)


def _keep_posts(tree: Any) -> None:
    """Turn an embedded social media post into a plain quotation, whatever its frame is called."""
    for quoted in list(tree.iter("blockquote")):
        said = quoted.text_content().strip()
        frame = quoted
        while frame is not None and local_name(frame) in ("blockquote", "div", "figure") and said == _shown(frame):
            for key in ("class", "id"):
                frame.attrib.pop(key, None)
            frame = frame.getparent()


def _shown(element: Any) -> str:
    """Give the text of an element, without its scripts."""
    return "".join(element.xpath(".//text()[not(ancestor::script or ancestor::style)]")).strip()


def _keep_headings(tree: Any) -> None:
    """Turn a line with a heading's class above a paragraph into a heading."""
    for element in list(tree.iter("div", "p")):
        after = element.getnext()
        if after is None or local_name(after) != "p" or not _HEADING.search(element.get("class") or ""):
            continue
        if not len(element) and _LEAST_HEADING <= len(flat(element)) <= _LONGEST_HEADING and _follows_prose(element):
            element.tag = "h3"
            element.attrib.clear()


def _follows_prose(element: Any) -> bool:
    return any(local_name(each) == "p" for each in element.itersiblings(preceding=True))


def _keep_captions(tree: Any) -> None:
    """Turn captions into paragraphs, so that they are extracted."""
    for figure in [each for each in tree.iter("figure") if _depth(each) <= _MOST_AROUND]:
        if _is_film(figure):
            continue
        captions = [flat(each) for each in figure.iter() if local_name(each) == "figcaption" and not _leads_away(each)]
        held = [each for each in figure if local_name(each) in ("table", "blockquote", "div") and _holds_lines(each)]
        texts = [caption for caption in captions if len(caption.split()) >= _LEAST_CAPTION]
        if held or not texts or figure.getparent() is None or not _belongs(figure, texts[0]):
            if held:
                figure.tag = "div"
            continue
        caption = figure.makeelement("p")
        caption.text = texts[0]
        figure.getparent().insert(figure.getparent().index(figure), caption)
        remove(figure)


def _belongs(figure: Any, caption: str) -> bool:
    """Return whether a caption is the article's: outside the article's element, a sentence, and of no stock picture."""
    is_own = _SENTENCE_END.search(caption) is not None and _STOCK.search(caption) is None
    return _is_inside(figure) or (is_own and _in_article(figure))


def _leads_away(caption: Any) -> bool:
    """Return whether a caption is the title of another page, as in a list of videos."""
    return is_links(caption) or any(local_name(each) in ("a", "nav", "li") for each in caption.iterancestors())


def _depth(figure: Any) -> int:
    return sum(1 for _ in islice(figure.iterancestors("figure"), _MOST_AROUND + 1))


def _is_film(figure: Any) -> bool:
    """Return whether a figure shows a film of its own, whose title is no caption."""
    named = figure.get("class") or ""
    return _FILM.search(named) is not None or any(local_name(each) in ("video", "iframe") for each in figure.iter())


def _holds_lines(element: Any) -> bool:
    return sum(len(each.text_content()) for each in element.iter("p", "li", "td")) > 40


def _is_inside(element: Any) -> bool:
    return any(local_name(each) in ("article", "main") for each in element.iterancestors())


def _in_article(element: Any) -> bool:
    """Return whether an element is in the part of a page that holds the article, or among paragraphs of prose."""
    if _is_inside(element):
        return True
    if any(local_name(each) == "h1" for each in element.getparent()):
        return True
    beside = (each for each in element.getparent() if local_name(each) == "p")
    return any(len(each.text_content().strip()) >= _LEAST_PROSE for each in beside)
