"""Text to terms, the same way for passages and queries.

Compatibility forms and apostrophes are unified, runs of Chinese, Japanese and Korean become
pairs of characters, decimals stay whole, words are folded to ASCII and stemmed.
"""

import re
import unicodedata
from functools import lru_cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af\U00020000-\U0003ffff]+")
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]+")
"""Characters that only allow or forbid a line break."""
_APOSTROPHES = re.compile("[\u2018\u2019\u02bc\u00b4`]")
_TOKEN = r"\d+(?:[.,]\d+)+|[\p{L}\p{M}\p{N}]+"  # noqa: S105 - a word's form, no secret


def analysed(text: str) -> list[str]:
    """Split a text into the terms of BM25: folded and stemmed words, in order."""
    terms: list[str] = _shared().analyze(normalise_for_index(text))
    return terms


@lru_cache(1)
def _shared() -> TextAnalyzer:
    """Make it once: its pattern takes five times as long to compile as a passage to cut."""
    return analyzer()


def normalise_for_index(text: str) -> str:
    """Normalise similar characters, and split Chinese, Japanese and Korean into pairs of characters."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKC", _UNSEEN.sub("", text))
    return _CJK.sub(_pairs, _APOSTROPHES.sub("'", text))


def _pairs(run: re.Match[str]) -> str:
    characters = run.group()
    if len(characters) < 3:
        return f" {characters} "
    return " " + " ".join(characters[at : at + 2] for at in range(len(characters) - 1)) + " "


def analyzer() -> TextAnalyzer:
    """Make the analyzer that splits a text into terms."""
    builder = TextAnalyzerBuilder(Tokenizer.regex(_TOKEN)).filter(Filter.remove_long(100)).filter(Filter.lowercase())
    return builder.filter(Filter.ascii_fold()).filter(Filter.stemmer("english")).build()
