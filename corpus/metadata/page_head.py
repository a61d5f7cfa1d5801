"""Read what a web page shows at its article's head: who wrote it, and when."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

from lxml.html import HtmlElement

from corpus.metadata.bylines import read_byline
from corpus.metadata.datelines import LineDates, read_date_line
from corpus.metadata.dates import read_date
from corpus.metadata.signatures import read_signed_date

_DATED = re.compile(
    r"(?:^|[\s_-])(?:date|dateline|datetime|published|publish|pubdate|posted|timestamp|byline)", re.IGNORECASE
)
_SIGNED = re.compile(r"(?:^|[\s_-])(?:byline|author)(?:$|[\s_-])", re.IGNORECASE)
_CHANGED = re.compile(r"(?:updated?|modified|revised|edited)(?:$|[\W_])", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"(?:^|[\s_-])(?:related|recommend\w*|comments?|sidebar|popular|trending|most-\w+|more|teasers?|cards?|footer|"
    r"copyright|archive|widget|latest|promo)(?:$|[\s_-])",
    re.IGNORECASE,
)
_LONGEST = 100
"""Characters of an element that shows a date, at most."""
_LONGEST_LABEL = 25
"""Characters next to a date that may be its label, at most."""
_MOST_DATED = 300
"""Elements examined for a visible date; a page with more is a list of pages."""
_HEAD_LINES = ("p", "div", "span", "time", "address", "li", "small", "em", "a", "h6")
_MOST_BELOW = 40
"""Elements below the headline among which its byline is looked for."""


def author_shown(tree: HtmlElement) -> str | None:
    """Read the author from the page's byline or from the link to one.

    Args:
        tree: The page.

    Returns:
        The names; None if there is no byline.
    """
    elements = tree.iter("a", "p", "div", "span", "address", "li")
    for element in islice(filter(_is_signed, elements), _MOST_DATED):
        text = " ".join(element.text_content()[:_LONGEST].split())
        if (found := read_byline(text) or read_byline(f"By {text}")) and found.author and not _is_elsewhere(element):
            return found.author
    return None


def _is_signed(element: HtmlElement) -> bool:
    return _SIGNED.search(f"{_marks(element)} {element.get('rel') or ''} {element.get('itemprop') or ''}") is not None


def signature_below_headline(tree: HtmlElement) -> tuple[str | None, date | None]:
    """Read byline and date from the short lines between the headline and the first paragraph, whatever their class.

    Args:
        tree: The page.

    Returns:
        The author and the day; None for each that is not there.
    """
    author, day = None, None
    for line in _lines_below_headline(tree):
        signed = read_signed_date(line)
        byline = signed[0] if signed else read_byline(line)
        dates = read_date_line(signed[1] if signed else line)
        author = author or (byline.author if byline else None)
        day = day or (dates.published if dates else None)
    return author, day


def _lines_below_headline(tree: HtmlElement) -> Iterator[str]:
    heading = next(tree.iter("h1"), None)
    after = heading.xpath("following::*")[:_MOST_BELOW] if heading is not None else []
    for element in after:
        line = " ".join(element.text_content()[: 2 * _LONGEST].split()) if isinstance(element.tag, str) else ""
        if len(line) > _LONGEST and element.tag == "p":
            return
        short = 0 < len(line) <= _LONGEST and element.tag in _HEAD_LINES
        if short and not _is_elsewhere(element) and not _CHANGED.search(_marks(element)):
            yield line


def marked_date(tree: HtmlElement, name: str) -> date | None:
    """Read the date that schema.org microdata marks, outside teasers of other pages.

    Args:
        tree: The page.
        name: The property: ``datePublished``, ``dateModified``.

    Returns:
        The date; None if there is none.
    """
    elements = tree.iter("time", "span", "div", "p", "abbr")
    for element in islice((each for each in elements if _is_marked(each, name)), _MOST_DATED):
        if not _is_elsewhere(element):
            given = element.get("datetime") or element.get("content") or element.get("title")
            if day := read_date(given) or read_date(element.text_content()[:100]):
                return day
    return None


def _is_marked(element: HtmlElement, name: str) -> bool:
    if name == "datePublished" and element.get("pubdate") is not None:
        return True
    return name in (element.get("itemprop") or "").split()


def dates_shown(tree: HtmlElement) -> LineDates:
    """Read the date shown at the article's head: the first below its headline, or the only one.

    Args:
        tree: The page.

    Returns:
        The dates of publication and change.
    """
    above: list[LineDates] = []
    below: list[LineDates] = []
    dated, looked_at = above, 0
    for element in tree.iter("h1", "time", "span", "div", "p", "li", "a", "em", "small", "td"):
        dated = below if element.tag == "h1" else dated
        if not _is_dated(element):
            continue
        looked_at += 1
        if looked_at > _MOST_DATED:
            break
        if not _is_elsewhere(element) and (shown := _shown(element)):
            dated.append(shown)
    modified = next((shown.modified for shown in below if shown.modified), None)
    days = [shown.published for shown in below if shown.published]
    if not days:
        days = list({shown.published for shown in above if shown.published})
        days = days if len(days) == 1 else []
    return LineDates(days[0] if days else None, modified)


def _shown(element: HtmlElement) -> LineDates | None:
    """Read the dates of an element that holds no prose."""
    text = " ".join(element.text_content()[:200].split())
    line = read_date_line(text)
    if line and (line.labelled or line.modified):
        return line
    day = read_date(element.get("datetime") or text) if len(text) <= _LONGEST else None
    if day is None:
        return line
    return LineDates(modified=day) if _CHANGED.search(f"{text} {_marks(element)}") else LineDates(day)


def _is_dated(element: HtmlElement) -> bool:
    return (element.tag == "time" and not _is_in_prose(element)) or bool(_DATED.search(_marks(element)))


def _is_in_prose(element: HtmlElement) -> bool:
    """Return whether a time is within a sentence, and so the date of an event."""
    parent = element.getparent()
    if parent is None or parent.tag not in {"p", "li", "td", "blockquote", "dd"}:
        return False
    around = " ".join(parent.text_content().split())
    return len(around) - len(" ".join(element.text_content().split())) > _LONGEST_LABEL and around.endswith(
        (".", "!", "?")
    )


def _is_elsewhere(element: HtmlElement) -> bool:
    around = (place for place in (element, *element.iterancestors()) if place.tag not in {"body", "html"})
    return any(place.tag in {"footer", "aside", "nav"} or _ELSEWHERE.search(_marks(place)) for place in around)


def _marks(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"
