"""Drop lines of a page's main text that are not the article: the repeated title, furniture, offers, comments."""

import re
from collections.abc import Sequence

from corpus.boilerplate import kept_runs
from corpus.sentences import Span

_HEAD = 4
"""Lines from the top among which the title is looked for."""


def own_lines(text: str, titles: Sequence[str]) -> tuple[str, list[str]]:
    """Leave out lines that are not the article's.

    Args:
        text: The extracted main text of the page.
        titles: The titles that the page gives the article.

    Returns:
        The other lines, and the kinds of what was left out, each once; all lines if none would remain.
    """
    named = {_folded(title) for title in titles if title}
    lines = text.split("\n")
    places = [place for place, line in enumerate(lines) if place >= _HEAD or _folded(line) not in named]
    lines = [lines[place] for place in places]
    spans: list[Span] = []
    at = 0
    for line in lines:
        spans.append((at, at + len(line)))
        at += len(line) + 1
    left_out: dict[str, int] = {}
    filled = [span for span, line in zip(spans, lines, strict=True) if line.strip()]
    runs = kept_runs("\n".join(lines), filled, left_out, furniture_only=True)
    kept = {span for run in runs for span in run}
    own = [line for span, line in zip(spans, lines, strict=True) if span in kept or not line.strip()]
    return ("\n".join(own), list(left_out)) if any(re.search(r"\w", line) for line in own) else (text, [])


def _folded(line: str) -> str:
    return " ".join(re.findall(r"\w+", line)).casefold()
