"""Normalise characters that look the same: composed accents, and letters instead of ligatures."""

import re
import unicodedata
from dataclasses import replace

from corpus.draft import Draft

_UNSEEN = re.compile(r"(?<=\w)[\u00ad\u200b\u2060\ufeff]+(?=\w)")
"""Characters that only allow or forbid a line break within a word."""
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}


def settled(draft: Draft) -> Draft:
    """Write a draft's text and title in composed characters, without soft hyphens and ligatures.

    Args:
        draft: A draft.

    Returns:
        The draft; its offsets point to the same words. A text that people write, plain or Markdown, keeps its
        characters, as citations point into the file.
    """
    is_written = draft.format in ("text", "markdown")
    title = draft.title and (composed if is_written else _plain)(draft.title)
    text = draft.text if is_written else _plain(draft.text)
    if text == draft.text:
        return replace(draft, title=title) if title != draft.title else draft

    def moved(offset: int) -> int:
        return len(_plain(draft.text[:offset]))

    marks = tuple(replace(mark, offset=moved(mark.offset)) for mark in draft.marks)
    return replace(draft, text=text, title=title, body=moved(draft.body), marks=marks)


def composed(text: str) -> str:
    """Write letters and their accents as one character each where there is one (NFC)."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _plain(text: str) -> str:
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text).translate(_LIGATURES))
