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
        The draft; its offsets point to the same words.
    """
    # Of the texts that people write, only accents are composed: a citation shows their other characters.
    write = _composed if draft.format in ("text", "markdown") else _plain
    title = draft.title and write(draft.title)
    text = write(draft.text)
    if text == draft.text:
        return replace(draft, title=title) if title != draft.title else draft

    def moved(offset: int) -> int:
        return len(write(draft.text[:offset]))

    marks = tuple(replace(mark, offset=moved(mark.offset)) for mark in draft.marks)
    return replace(draft, text=text, title=title, body=moved(draft.body), marks=marks)


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _plain(text: str) -> str:
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text).translate(_LIGATURES))
