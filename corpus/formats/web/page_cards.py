"""Remove links to other articles between an article's paragraphs, recognised by shape and not by class.

A teaser is all link: a paragraph that is one link and no sentence, an aside headed by a link, a
list of headlines. What an article introduces by a colon - documents, winners, sources - is its own.
"""

from typing import Any

from corpus.around import OFFERS
from corpus.formats.elements import local_name, remove, unwrap
from corpus.formats.web.page_parts import prose_length

_LEAST_HEADLINE = 4
"""Words of a link that may be a headline, at least; shorter ones are names."""
_HEADLINE_WORDS = 5
"""Words that the links of a list have on average if they are headlines."""
_LEAST_INTRODUCED = 5
"""Words of a paragraph that introduces a list."""
_LONGEST_CARD = 300
"""Characters of a card: a headline and a line below it."""
_LEAST_CARDS = 2
"""Similar items that make a list one of cards."""
_MOSTLY = 0.8
"""Share of a paragraph's characters in links from which it is headlines, some with a word next to them."""
_LEAST_PROSE = 250
"""Characters of paragraphs around a link from which it is within an article."""
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_CUT = ("…", "...", "[…]", "[...]")
_ENDS = (".", "!", "?", '."', ".”", "?”", "!”", "…")


def drop_cards(tree: Any) -> set[str]:
    """Remove links to other articles, recognised by their shape.

    Args:
        tree: The page's root.

    Returns:
        The kinds of what was removed; empty if nothing was.
    """
    _keep_introduced(tree)
    cards = [each for each in tree.iter("p", "ul", "ol", "div", "aside", "article", "span") if _is_card(each)]
    for element in cards:
        if element.getparent() is not None:
            remove(element)
    return {OFFERS} if cards else set()


def _keep_introduced(tree: Any) -> None:
    """Turn the links of an introduced list into plain text: extractors drop lists of links."""
    for listed in [each for each in tree.iter("ul", "ol") if _is_introduced(each)]:
        for link in list(listed.iter("a")):
            unwrap(link)


def _is_card(element: Any) -> bool:
    name = local_name(element)
    if name == "p":
        return _is_headline(element)
    if name in ("ul", "ol"):
        return _is_list_of_headlines(element) or _is_list_of_cards(element)
    if name == "aside":
        return _is_teaser(element)
    if name == "article":
        return _is_other_article(element)
    return _pops_up(element) if name == "span" else _is_row_of_cards(element)


def _is_headline(paragraph: Any) -> bool:
    """Return whether a paragraph among prose is one link to another page, and no sentence."""
    if local_name(paragraph.getparent()) not in ("div", "section", "article", "main"):
        return False
    words = _words(paragraph)
    if (
        len(words.split()) < _LEAST_HEADLINE
        or words.endswith(_ENDS)
        or "://" in words
        or not _is_linked(paragraph, _MOSTLY)
    ):
        return False
    return not _is_introduced(paragraph) and prose_length(paragraph.getparent()) >= _LEAST_PROSE


def _is_list_of_headlines(listed: Any) -> bool:
    items = [each for each in listed if local_name(each) == "li"]
    lengths = [len(_words(each).split()) for each in items]
    if len(items) < 2 or min(lengths) < _LEAST_HEADLINE or sum(lengths) < _HEADLINE_WORDS * len(items):
        return False
    return all(_is_linked(each) and not _words(each).endswith(".") for each in items) and not _is_introduced(listed)


def _is_list_of_cards(listed: Any) -> bool:
    """Return whether each item of a list is a linked heading with a line about it."""
    items = [each for each in listed if local_name(each) == "li"]
    headed = [each for each in items if _heads(each) and len(_words(each)) <= _LONGEST_CARD]
    return len(headed) >= _LEAST_CARDS and len(headed) == len(items) and not _is_introduced(listed)


def _is_teaser(aside: Any) -> bool:
    return len(_words(aside)) <= 2 * _LONGEST_CARD and _heads(aside)


def _is_other_article(article: Any) -> bool:
    """Return whether an article element is only a teaser that links to its own page."""
    outer = next((each for each in article.iterancestors("article")), None)
    headings = () if outer is None else (each for each in outer.iter("h1", *_HEADINGS) if _home(each) is outer)
    if _heads(article) and any(_words(each) and not _is_linked(each) for each in headings):
        return True
    paragraphs = [_words(each) for each in article.iter("p") if _words(each)]
    if not paragraphs or not paragraphs[-1].endswith(_CUT) or not any(_leads_out(each) for each in article.iter("a")):
        return False
    root = article.getroottree().getroot()
    alone = prose_length(root) - prose_length(article) < _LEAST_PROSE
    return not alone and next(article.iter("h1"), None) is None and next(root.iter("h1"), None) is not None


def _home(heading: Any) -> Any:
    return next(heading.iterancestors("article"), None)


def _is_row_of_cards(element: Any) -> bool:
    """Return whether an element holds nothing but links around headings or pictures."""
    links = [each for each in element if local_name(each) == "a"]
    if len(links) < 2 or not _is_linked(element):
        return False
    headed = [each for each in links if any(local_name(inner) in _HEADINGS for inner in each.iter())]
    return len(headed) >= 2


def _pops_up(span: Any) -> bool:
    """Return whether an element within a sentence is a card shown over it: a picture, and several links."""
    if not any(local_name(each) == "p" for each in span.iterancestors()):
        return False
    names = [local_name(each) for each in span.iter()]
    return names.count("a") >= 2 and "img" in names and _is_linked(span)


def _heads(element: Any) -> bool:
    """Return whether the first heading of an element is a link to another page."""
    first = next((each for each in element.iter("h1", *_HEADINGS) if _words(each)), None)
    if first is None:
        return False
    return _is_linked(first) or any(local_name(each) == "a" and _leads_out(each) for each in _up_to(first, element))


def _up_to(element: Any, end: Any) -> list[Any]:
    above = []
    for each in element.iterancestors():
        if each is end:
            break
        above.append(each)
    return above


def _is_linked(element: Any, share: float = 1) -> bool:
    """Return whether all text of an element, or a share of it, is links to other pages."""
    whole = len("".join(_words(element).split()))
    linked = sum(len("".join(_words(each).split())) for each in element.iter("a") if _leads_out(each))
    return 0 < share * whole <= linked


def _leads_out(link: Any) -> bool:
    target = link.get("href") or ""
    return bool(target) and not target.startswith(("#", "mailto:", "tel:", "javascript:"))


def _is_introduced(element: Any) -> bool:
    """Return whether a paragraph above says what an element lists; a word or two with a colon is an offer."""
    before = element.getprevious()
    words = _words(before) if before is not None and local_name(before) == "p" else ""
    return words.endswith(":") and len(words.split()) >= _LEAST_INTRODUCED


def _words(element: Any) -> str:
    return "".join(element.itertext()).strip()
