"""Silver articles that answer follow-ups of CANARD and CAsT.

The answers of a dialogue, in their order, are a silver article: all that is known of its section or pages.
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from bench.support.data import article_of, rows
from corpus.article import Article
from training.dialogues import answered, dialogue

_BACKGROUND = ("reading_new_wiki", "reading_nq", "wikinews")
_PASSAGE_TITLE = 6
"""Number of an answer's words that are used as its title if it has none."""


def silver_articles(data: Path) -> list[Article]:
    """Make an article of the answers of each dialogue, and read the articles they are mixed with.

    Args:
        data: The folder of data sets.

    Returns:
        The silver articles, whose ids are those of `FollowUp.article`, then texts of Wikipedia and Wikinews.
    """
    texts: defaultdict[str, dict[str, None]] = defaultdict(dict)
    titles: dict[str, str] = {}
    for row, answer in answered(data):
        name = dialogue(row)
        texts[name][answer] = None
        titled = " ".join(answer.split()[:_PASSAGE_TITLE])
        titles.setdefault(name, ", ".join(row["history"][:2]) if row["source"].startswith("canard") else titled)
    silver = [article_of(name, titles[name], "\n\n".join(answers)) for name, answers in texts.items()]
    return [*silver, *_background(data)]


def _background(data: Path) -> Iterator[Article]:
    for name in _BACKGROUND:
        for place, row in enumerate(rows(data, name)):
            yield article_of(f"{name}-{place}", row["title"].replace("_", " "), row["text"])
