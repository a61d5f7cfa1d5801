"""Convert markup to readable text: blocks become separate lines, inline elements run on.

For markup that is the article itself - a chapter, a newsletter, a feed's entry - where nothing
has to be found among navigation. lxml reads it, without entities of its own making, without
the network and without its limits of depth and size lifted.
"""

import html
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from corpus.formats.elements import local_name
from corpus.formats.inline import settle
from corpus.formats.tables.trees import settle_tables

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main nav ol p pre section summary table tbody tfoot "
    "thead tr ul".split()
)
_UNSEEN = frozenset(
    "area audio button canvas datalist head iframe input link map math meta noscript object option "
    "script select style svg template textarea title video".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f\u200b\u200c\ufeff\u034f\u00ad]+")
_INVISIBLE = re.compile(r"(?<=\w)[\u00ad\u200b\u200c]+(?=\w)")
"""Characters that only allow a line break within a word."""
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_ENTITIES = re.compile(
    r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[mn]dash|hellip|szlig|euro|pound|copy|deg"
    r"|[A-Za-z]{1,6}(?:uml|acute|grave|circ|tilde|cedil|slash|ring|caron));"
)
"""Entities that an export left in plain text."""
_MOST_ESCAPED = 3
"""Times that entities may have been escaped: ``&amp;amp;euml;``."""
_OWN = frozenset(("amp", "lt", "gt", "quot", "apos"))
_IS_MARKUP = re.compile(r"<(?:p|br|div|li|h[1-6]|blockquote|a|span|em|strong|b|i|img)\b[^<>]*>", re.IGNORECASE)
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
    "|&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01])|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]))(?![0-9a-fA-F]);?"
)
"""Characters that XML does not allow, also as numeric references."""


def parse_xml(data: bytes) -> Any:
    """Parse untrusted XML.

    Args:
        data: The whole document.

    Returns:
        The root element; entities that the document defines are dropped.

    Raises:
        lxml.etree.XMLSyntaxError: If it is not well-formed, or too deep.
    """
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    etree.strip_elements(root, etree.Entity, with_tail=False)
    return root


def parse_html(markup: str, parser: etree.HTMLParser | None = None) -> Any:
    """Parse a web page however broken.

    Args:
        markup: The page.
        parser: One for UTF-8 that makes other elements than lxml's plain ones.

    Returns:
        The root element; None for a page without any.
    """
    data = without_controls(markup).encode("utf-8", errors="replace")
    parser = parser or etree.HTMLParser(encoding="utf-8", no_network=True)
    return etree.fromstring(data, parser) if data.strip() else None


def without_controls(markup: str) -> str:
    """Replace characters that a tree cannot hold by U+FFFD."""
    return _CONTROL.sub("\ufffd", markup)


def parse_xhtml(data: bytes) -> Any:
    """Parse a page that should be XHTML, with the entities HTML names; as HTML if it is not well-formed."""
    try:
        return parse_xml(_ENTITY.sub(_character, data.decode("utf-8-sig")).encode("utf-8"))
    except (etree.XMLSyntaxError, UnicodeDecodeError):
        return parse_html(re.sub(r"^\s*<\?xml[^>]*\?>", "", data.decode("utf-8", errors="replace")))


def _character(entity: re.Match[str]) -> str:
    return entity[0] if entity[1] in _OWN else html.unescape(entity[0])


def is_markup(text: str) -> bool:
    """Return whether a text is HTML rather than words; ``a < b`` is words."""
    return _IS_MARKUP.search(text) is not None


def as_words(text: str) -> str:
    """Convert a field that is HTML or plain text to plain text, also if an export escaped it repeatedly."""
    if not is_markup(text) and is_markup(html.unescape(text)):
        text = html.unescape(text)
    if is_markup(text):
        text = block_text(parse_html(text))
    for _ in range(_MOST_ESCAPED):
        if _ENTITIES.search(text) is None:
            break
        text = html.unescape(text)
    return text


def block_text(root: Any) -> str:
    """Convert an element to text.

    Args:
        root: An lxml element; None gives no text.

    Returns:
        Its text: a blank line between blocks, a line end for ``<br>``, runs of space as one.
    """
    if root is None:
        return ""
    settle(root)
    settle_tables(root)
    text = "".join(_pieces(root))
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", re.sub(r"[ \t]{2,}", " ", text))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _pieces(root: Any) -> Iterator[str]:
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        name = local_name(element)
        if event == "start":
            if _is_unseen(element, name):
                walk.skip_subtree()
                continue
            yield _break(element, name)
            yield _space(element.text, element)
        else:
            yield "" if _is_unseen(element, name) else _break(element, name, closing=True)
            if element is not root:
                yield _space(element.tail, element)


def _is_unseen(element: Any, name: str) -> bool:
    if name in _UNSEEN:
        return True
    if not name:
        return False
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")) is not None


def _break(element: Any, name: str, closing: bool = False) -> str:
    if name == "br":
        return "" if closing else "\n"
    if name in ("td", "th"):
        return "\n\n" if next(element.iter("{*}p", "{*}div", "{*}table"), None) is not None else " "
    if name == "tr" and next(element.iter("{*}p", "{*}div", "{*}table"), None) is None:
        return "\n"
    return "\n\n" if name in _BLOCKS else ""


def _space(text: str | None, element: Any) -> str:
    if not text:
        return ""
    if local_name(element) == "pre":
        return text.replace("\r\n", "\n").replace("\r", "\n")
    return _SPACE.sub(" ", _INVISIBLE.sub("", text))
