"""Read the metadata of a web page: JSON-LD, meta elements, ``<time>``, and its visible date.

Only explicit metadata is taken. Dates of linked pages, of comments and of the copyright line are
ignored; if the visible dates differ and none is known to be the article's, there is no date.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from urllib.parse import urlsplit

from lxml import html
from lxml.etree import LxmlError
from lxml.html import HtmlElement

from corpus.metadata.bylines import names_nobody
from corpus.metadata.dates import read_date
from corpus.metadata.page_head import author_shown, dates_shown, marked_date, signature_below_headline
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
_Value = TypeVar("_Value")


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
    shown = dates_shown(tree)
    published, date_from = _published(tree, node, metas)
    signed_by, signed_on = signature_below_headline(tree)
    if published is None and (day := shown.published or signed_on):
        published, date_from = day, "date on the page"
    changed = read_date(node.get("dateModified")) or _first(metas, _MODIFIED, read_date)
    changed = changed or marked_date(tree, "dateModified")
    return PageMetadata(
        published,
        date_from,
        modified=changed or shown.modified,
        source=_name(node.get("publisher")) or _first(metas, _SOURCE, _name) or _name(node.get("isPartOf")),
        author=_author(tree, node, metas) or signed_by or author_shown(tree),
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
    day = marked_date(tree, "datePublished")
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
    return somebody or (author_shown(tree) or named[0] if named else None)


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
