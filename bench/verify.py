"""Whether a draft's quotations get the right label, and how long a hundred of them take over 26,634 articles.

The quotations are made from direct speech in Wikinews articles: verbatim except for typography, ellipses and brackets;
with one to three words changed; joined from two halves; from articles that the archive does not have; and verbatim but
attributed to somebody else. Six drafts about 16 invented articles were written by hand; 100 of their 120 quotations had
the right label when they were first checked. The project's own rules determine the speakers in the articles.
"""

import random
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.support.data import article_of, rows, wikinews
from bench.support.drafts import KINDS, Made, made_drafts, said_in
from bench.support.report import Options, Report, Table, at_least, at_most, script, shown
from bench.support.saying import drafts, invented
from bench.support.wordless import words_of
from corpus.article import Article
from index.lexical.opening import Words
from qa.desk.quotations.verify import verify_draft
from qa.output.checked import LABELS, CheckedDraft

_EACH = 60
_HELD_OUT = 4
"""Every so many articles, one is kept out of the archive."""
_TIMED = 100


def measure(options: Options) -> Report:
    """Check made drafts over Wikinews, then over the news."""
    figures: list[Any] = []
    articles = wikinews(options.data)
    tables = [_labels("Wikinews", articles, figures, with_bars=True)]
    news = [_news(row) for row in rows(options.data, "news_articles") if row["text"]]
    tables.append(_labels("news", news, figures, with_bars=False))
    tables.append(_invented(figures))
    return Report(
        tuple(figures),
        (
            "The time is of checking alone, the index open and its files read before, as in the chat; figures are "
            "checked with the quotations. Speakers in the articles are found by the rules that bench.said measures.",
        ),
        tuple(tables),
    )


def _news(row: dict[str, Any]) -> Article:
    return article_of(str(row["id"]), row["title"] or "", row["text"], row["date"] or None)


def _labels(name: str, articles: Sequence[Article], figures: list[Any], *, with_bars: bool) -> Table:
    held = [article for place, article in enumerate(articles) if place % _HELD_OUT == 1] if with_bars else []
    kept = [article for place, article in enumerate(articles) if place % _HELD_OUT != 1] if with_bars else articles
    few = random.Random(3).sample(list(kept), min(len(kept), 1500))  # noqa: S311
    with tempfile.TemporaryDirectory() as folder:
        words = words_of(Path(folder), kept)
        unknown = [said for said in said_in(held) if not any(said.words in article.text for article in kept)]
        made = list(made_drafts(said_in(few), unknown or said_in(few), _EACH))
        if not unknown:
            made = [draft for draft in made if draft.kind != "invented"]
        checked = _checked(made, words)
        seconds = min(_seconds(made, words) for _ in range(2))
        words.store.close()
    got = Counter((one.kind, check.label) for one, check in zip(made, checked.quotations, strict=True))
    right = sum(one.label == check.label for one, check in zip(made, checked.quotations, strict=True)) / len(made)
    wrong = sum(got[kind, "verbatim"] for kind in ("altered", "merged"))
    if with_bars:
        figures += [
            at_least("right label", right, 0.98, digits=3),
            at_most("altered called verbatim", wrong, 0, digits=0),
        ]
    else:
        figures += [
            shown("right label, news", right, digits=3),
            at_most("altered called verbatim, news", wrong, 0, digits=0),
            at_most(f"{_TIMED} quotations over {len(kept):,} articles", seconds, 5.0, "s"),
        ]
    lines = [(kind, *(str(got[kind, label]) for label in LABELS)) for kind in KINDS]
    return Table((name, *LABELS), tuple(lines))


def _invented(figures: list[Any]) -> Table:
    """Check the drafts that somebody wrote about invented articles."""
    got: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        words = words_of(Path(folder), invented())
        for name, text, labels in drafts():
            found = {check.start: check.label for check in verify_draft(name, text, words).quotations}
            got.update((label, found.get(start, "absent")) for start, label in labels.items())
        words.store.close()
    right = sum(got[label, label] for label in LABELS) / got.total()
    figures += [
        at_least("right label, invented drafts", right, 0.98, digits=3),
        at_most("altered called verbatim, invented drafts", got["altered", "verbatim"], 0, digits=0),
    ]
    lines = [(label, *(str(got[label, other]) for other in LABELS)) for label in LABELS]
    return Table(("invented drafts", *LABELS), tuple(lines))


def _checked(made: Sequence[Made], words: Words) -> CheckedDraft:
    checked = verify_draft("draft", "\n\n".join(draft.line for draft in made), words)
    if len(checked.quotations) != len(made):
        raise AssertionError(f"{len(checked.quotations)} of {len(made)} quotations were found in the draft")
    return checked


def _seconds(made: Sequence[Made], words: Words) -> float:
    begun = time.perf_counter()
    _checked(random.Random(1).sample(list(made), _TIMED), words)  # noqa: S311
    return time.perf_counter() - begun


if __name__ == "__main__":
    script(measure, __doc__)
