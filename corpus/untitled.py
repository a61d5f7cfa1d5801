"""Name untitled articles: by their file's name, or by their first sentence if that name has no words."""

import re
from pathlib import Path

from corpus.boilerplate import kept_runs
from corpus.draft import Draft
from corpus.sentences import all_sentences, paragraphs

_PARTS = re.compile(r"[\W_]+")
_WORD = re.compile(r"(?![a-f]+$)[^\W\d_]{3,}", re.IGNORECASE)
"""A part of a file's name that is a word; hexadecimal digits alone are not."""
_LONGEST = 90
"""Characters of a title made from a sentence, at most."""


def title_of_untitled(text: str, draft: Draft, path: Path) -> str:
    """Name an article that has no title of its own.

    Args:
        text: The article's text.
        draft: Its draft.
        path: Its file.

    Returns:
        The file's name without its ending, and the part of the file if it holds several articles. If the name has
        only digits, decimal or hexadecimal, as ``002_ed7dfcecb3266e95``: the beginning of the first sentence that is
        not boilerplate.
    """
    if draft.part:
        return f"{path.stem}, {draft.part}"
    if not re.search(r"\d", path.stem) or any(_WORD.fullmatch(part) for part in _PARTS.split(path.stem)):
        return path.stem
    runs = kept_runs(text, paragraphs(text))
    first = next((text[start:end] for run in runs for start, end in run if re.search(r"\w", text[start:end])), "")
    sentence = next((" ".join(first[start:end].split()) for start, end in all_sentences(first)), "")
    return _shortened(sentence) or path.stem


def _shortened(sentence: str) -> str:
    if len(sentence) <= _LONGEST:
        return sentence.rstrip(".")
    return sentence[: _LONGEST + 1].rpartition(" ")[0].rstrip(' ,;:-–—(“"') + "…"
