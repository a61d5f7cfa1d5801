"""Read the metadata of a web page: JSON-LD, meta elements, ``<time>``, and its visible date.

Only explicit metadata is taken. Dates of linked pages, of comments and of the copyright line are
ignored; if the visible dates differ and none is known to be the article's, there is no date.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, TypeVar
from urllib.parse import urlsplit

from lxml import html
from lxml.etree import LxmlError
from lxml.html import HtmlElement

from corpus.metadata.bylines import names_nobody, read_byline
from corpus.metadata.datelines import LineDates, read_date_line
from corpus.metadata.dates import read_date
from corpus.metadata.urls import page_address

_PUBLISHED = (
    "article:published_time article:published og:published_time og:article:published_time datepublished "
    "article.published publish-date publishdate publish_date published_date published publication_date "
    "publication-date pubdate pub_date pubdate.time ptime dc.date.issued dcterms.issued dc.issued dcterms.date "
    "dc.date dcterms.created dc.date.created citation_publication_date citation_online_date citation_date "
    "prism.publicationdate parsely-pub-date sailthru.date cxenseparse:recs:publishtime bt:pubdate "
    "rnews:datepublished originalpublicationdate article_date_original displaydate vr:published_time "
    "article:post_date date"
).split()
_MODIFIED = (
    "article:modified_time og:updated_time og:modified_time datemodified article:modified dcterms.modified "
    "dc.date.modified dc.modified last-modified lastmod article.updated revised"
).split()
_AUTHOR = "author dc.creator dcterms.creator citation_author parsely-author sailthru.author byl article:author".split()
_SOURCE = (
    "og:site_name citation_journal_title prism.publicationname dc.publisher dcterms.publisher publisher "
    "cre application-name"
).split()
_ADDRESS = ("og:url", "twitter:url", "parsely-link", "dc.identifier")
_ARTICLE = re.compile(r"\w*(?:Article|BlogPosting)|Report")
_SAVED_FROM = re.compile(r"(?:saved from url=\(\d+\)|SingleFile\s+url:\s*)(https?://\S+)")
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
_Value = TypeVar("_Value")
_LONGEST = 100
"""Characters of an element that shows a date, at most."""
_LONGEST_LABEL = 25
"""Characters next to a date that may be its label, at most."""
_MOST_DATED = 300
"""Elements examined for a visible date; a page with more is a list of pages."""


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """The metadata of a page; None where it has none."""

    published: date | None = None
    date_from: str | None = None
    modified: date | None = None
    source: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None


def page_metadata(markup: str) -> PageMetadata:
    """Read the metadata of a web page.

    Args:
        markup: The whole page.

    Returns:
        Its dates, publication, author, canonical address and declared language; all None if it
        is not a web page.
    """
    try:
        data = markup.encode("utf-8", errors="replace")
        tree = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    except (LxmlError, ValueError):
        return PageMetadata()
    metas = _metas(tree)
    node = _linked_data(tree)
    shown = _visible(tree)
    published, date_from = _published(tree, node, metas)
    if published is None and shown.published:
        published, date_from = shown.published, "date on the page"
    changed = read_date(node.get("dateModified")) or _first(metas, _MODIFIED, read_date) or _time(tree, "dateModified")
    return PageMetadata(
        published,
        date_from,
        modified=changed or shown.modified,
        source=_name(node.get("publisher")) or _first(metas, _SOURCE, _name) or _name(node.get("isPartOf")),
        author=_author(tree, node, metas),
        url=_address(tree, metas, node),
        language=(tree.get("lang") or tree.get("xml:lang") or "").strip()[:2].lower() or None,
    )


def _published(
    tree: HtmlElement, node: Mapping[str, Any], metas: Mapping[str, list[str]]
) -> tuple[date | None, str | None]:
    for key in ("datePublished", "uploadDate"):
        if day := read_date(node.get(key)):
            return day, f"JSON-LD {key}"
    for name in _PUBLISHED:
        if day := _first(metas, [name], read_date):
            return day, f"meta {name}"
    day = _time(tree, "datePublished")
    return day, "time element" if day else None


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = (meta.get("content") or "").strip()
        for key in ("property", "name", "itemprop"):
            if content and meta.get(key):
                metas.setdefault(meta.get(key).strip().lower(), []).append(content)
    return metas


def _first(metas: Mapping[str, list[str]], names: Sequence[str], read: Callable[[str], _Value | None]) -> _Value | None:
    return next((value for name in names for text in metas.get(name, ()) if (value := read(text)) is not None), None)


def _linked_data(tree: HtmlElement) -> Mapping[str, Any]:
    """Find the page's own article in its JSON-LD: the one with the page's address, else the first."""
    nodes = [node for script in tree.iter("script") if _is_linked(script) for node in _nodes(_parsed(script.text))]
    articles = [node for node in nodes if any(map(_ARTICLE.fullmatch, _types(node)))]
    if not articles:
        return next((node for node in nodes if "WebPage" in _types(node)), {})
    canonical = next((link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical"), None)
    return next((node for node in articles if canonical and canonical in _addresses(node)), articles[0])


def _is_linked(script: HtmlElement) -> bool:
    return "ld+json" in (script.get("type") or "").lower()


def _parsed(text: str | None) -> object:
    try:
        return json.loads((text or "").strip().removeprefix("<!--").removesuffix("-->").strip(" ;"), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(value: object) -> Iterator[dict[str, Any]]:
    """Yield the objects at the top level and in ``@graph``; references are not followed."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (node for node in (graph if isinstance(graph, list) else ()) if isinstance(node, dict))
            if isinstance(item.get("mainEntity"), dict):
                yield item["mainEntity"]


def _types(node: Mapping[str, Any]) -> list[str]:
    kinds = node.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _addresses(node: Mapping[str, Any]) -> list[object]:
    page = node.get("mainEntityOfPage")
    return [node.get("url"), node.get("@id"), page.get("@id") if isinstance(page, dict) else page]


def _name(value: object) -> str | None:
    """Read the names of persons and publications; an address in place of a name gives None."""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(filter(None, map(_name, value)))) or None
    if isinstance(value, dict):
        return _name(value.get("name"))
    if not isinstance(value, str) or "://" in value or value.lstrip().startswith(("@", "//")):
        return None
    return " ".join(value.split()) or None


def _author(tree: HtmlElement, node: Mapping[str, Any], metas: Mapping[str, list[str]]) -> str | None:
    """Choose the first author given that is somebody; a visible byline beats what names nobody."""
    given = [node.get("author"), node.get("creator"), *(metas.get(key, []) for key in _AUTHOR)]
    named = list(filter(None, map(_name, given)))
    somebody = next((name for name in named if not names_nobody(name)), None)
    return somebody or (_shown_author(tree) or named[0] if named else None)


def _shown_author(tree: HtmlElement) -> str | None:
    """Read the author from the page's byline or from the link to one."""
    elements = tree.iter("a", "p", "div", "span", "address", "li")
    for element in islice(filter(_is_signed, elements), _MOST_DATED):
        text = " ".join(element.text_content()[:_LONGEST].split())
        if (found := read_byline(text) or read_byline(f"By {text}")) and found.author and not _is_elsewhere(element):
            return found.author
    return None


def _is_signed(element: HtmlElement) -> bool:
    return _SIGNED.search(f"{_marks(element)} {element.get('rel') or ''} {element.get('itemprop') or ''}") is not None


def _address(tree: HtmlElement, metas: Mapping[str, list[str]], node: Mapping[str, Any]) -> str | None:
    links = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    named = [text for name in _ADDRESS for text in metas.get(name, ())]
    urls = [address for text in (*links, *named, *_addresses(node)) if (address := page_address(text))]
    urls += [saved for address in _saved_from(tree) if (saved := page_address(address))]
    # Some sites declare their front page as the canonical address of every page.
    return next((address for address in urls if urlsplit(address).path.strip("/")), urls[0] if urls else None)


def _saved_from(tree: HtmlElement) -> Iterator[str]:
    """Find the addresses that browsers and SingleFile write into saved pages."""
    for comment in tree.getroottree().xpath("//comment()")[:20]:
        yield from _SAVED_FROM.findall(comment.text or "")


def _time(tree: HtmlElement, name: str) -> date | None:
    """Read the date that schema.org microdata marks, outside teasers of other pages."""
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


def _visible(tree: HtmlElement) -> LineDates:
    """Read the date shown at the article's head: the first below its headline, or the only one."""
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
    """Tell whether a time is within a sentence, and so the date of an event."""
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
