"""Settle inline markup that changes the meaning: raised marks, struck words, quotation marks.

It is written into the text, so that the readers of pages, books and mail need not handle it.
"""

import re
from typing import Any

from corpus.formats.elements import local_name, replace_by_text, text_before, unwrap
from corpus.formats.notes import move_notes
from corpus.formats.raised import is_note_mark, written
from corpus.formats.style_sheets import spell_out
from corpus.struck import strike

_STRUCK = frozenset(("s", "strike", "del"))
_STRUCK_STYLE = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.IGNORECASE)
_STRUCK_CLASS = re.compile(r"(?:^|[\s_-])(?:strike|strikethrough|struck|line-through)(?:$|[\s_-])", re.IGNORECASE)
_STRUCK_ANYWHERE = re.compile(r"(?:^|[\s_-])(?:strikethrough|line-through)(?:$|[\s_-])", re.IGNORECASE)
_WITHDRAWN = re.compile(r"(?:^|\s)(?:withdrawn|retracted|retracted-(?:text|content|body))(?:$|\s)", re.IGNORECASE)
_LEAST_WITHDRAWN = 40
"""Characters of text that is withdrawn, at least; fewer are a label."""
_RAISED_STYLE = re.compile(r"vertical-align\s*:\s*(?:super|text-top)", re.IGNORECASE)
_RAISED_CLASS = re.compile(
    r"(?:^|\s)(?:sup|super|superscript|(?:foot|end)?-?note-?(?:ref(?:erence)?|marker?|call)|fn-?ref)(?:$|\s)",
    re.IGNORECASE,
)
_WITHIN_LINE = frozenset(("span", "a", "small", "i", "em", "b", "strong", "font"))
_NOTE = re.compile(
    r"(?:^|[\s_-])(?:foot-?notes?|end-?notes?|fn|fnref|note-?ref|noteref|reference|cite[_-]?ref|"
    r"doc-noteref)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BACK = re.compile(r"[\s\[\]()↩↑⤴^¶#§🔗\ufe0e\ufe0f]+")
_OPS = "{http://www.idpf.org/2007/ops}type"
_LINE_NUMBER = re.compile(r"(?:^|[\s_-])line-?(?:no|num|number)s?(?:$|[\s_-])", re.IGNORECASE)
_NEAR = 40
"""Characters after a mark that are examined."""


def settle(root: Any) -> None:
    """Write raised marks, struck words and quotation marks into the text of a tree.

    Args:
        root: An lxml element, which is changed.
    """
    spell_out(root)
    move_notes(root)
    for element in list(root.iter()):
        name = local_name(element)
        if not name or element is root or element.getparent() is None:
            continue
        style, kind = element.get("style") or "", element.get("class") or ""
        if name == "sup" or (name in _WITHIN_LINE and _RAISED_STYLE.search(style)) or _is_raised_span(name, kind):
            _settle_raised(element)
        elif name == "a":
            _settle_link(element)
        elif name in _STRUCK or _STRUCK_STYLE.search(style) or _is_struck_class(name, kind) or _is_withdrawn(element):
            strike_tree(element)
        elif name in _WITHIN_LINE and _LINE_NUMBER.search(kind) and "".join(element.itertext()).strip().isdigit():
            replace_by_text(element, "")
        elif name == "q":
            element.text = "“" + (element.text or "")
            if len(element):
                element[-1].tail = (element[-1].tail or "") + "”"
            else:
                element.text += "”"
            unwrap(element)


def _is_raised_span(name: str, kind: str) -> bool:
    return name == "span" and _RAISED_CLASS.search(kind) is not None


def _is_struck_class(name: str, kind: str) -> bool:
    """Distinguish a class that strikes from a word for a walk-out, which a paragraph's class may be."""
    return (_STRUCK_CLASS if name == "span" else _STRUCK_ANYWHERE).search(kind) is not None


def _is_withdrawn(element: Any) -> bool:
    """Return whether an element holds text that is kept only for the record: no label, and not the whole article."""
    if not _WITHDRAWN.search(element.get("class") or "") or len("".join(element.itertext())) < _LEAST_WITHDRAWN:
        return False
    return not any(local_name(each) in ("h1", "article", "main", "body") for each in element.iter())


def strike_tree(element: Any) -> None:
    """Mark all text of an element as struck."""
    for each in element.iter():
        if not isinstance(each.tag, str):
            continue
        each.text = strike(each.text)
        if each is not element:
            each.tail = strike(each.tail)
    if local_name(element) in _STRUCK:
        namespace = element.tag.rpartition("}")[0]
        is_block = any(local_name(each) in ("p", "div", "ul", "ol", "table", "li") for each in element.iter())
        element.tag = f"{namespace}{'}' if namespace else ''}{'div' if is_block else 'span'}"
    element.attrib.pop("style", None)
    element.attrib.pop("class", None)


def _settle_raised(element: Any) -> None:
    words = "".join(element.itertext())
    points = any(_points(each) for each in element.iter()) or any(
        local_name(each) == "a" and _points(each) for each in element.iterancestors()
    )
    before = text_before(element)
    replace_by_text(element, written(words, before, (element.tail or "")[:_NEAR], points=points))


def _settle_link(element: Any) -> None:
    """Drop a link to a note that is not raised, and a back-link from a note."""
    words = "".join(element.itertext())
    href = element.get("href") or ""
    if not words.strip() or not (_points(element) or "#" in href):
        return
    inner = [each for each in element if local_name(each) == "sup"]
    if _BACK.fullmatch(words) and ("#" in href):
        replace_by_text(element, " ")
    elif not inner and is_note_mark(words):
        before = text_before(element)
        is_number = words.strip().isdigit() and href.rpartition("#")[0] == ""
        is_mark = _is_named_note(element) or words.strip().startswith("[") or is_number
        if is_mark and before and not before[-1].isspace():
            replace_by_text(element, "")


def _points(element: Any) -> bool:
    return _is_named_note(element) or (local_name(element) == "a" and "#" in (element.get("href") or ""))


def _is_named_note(element: Any) -> bool:
    named = (element.get("class"), element.get("role"), element.get(_OPS), element.get("rel"), element.get("epub:type"))
    return any(value and _NOTE.search(value) for value in named)
