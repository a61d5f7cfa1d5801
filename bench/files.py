"""Files of a hundred layouts: are their sentences, authors and dates kept, and are questions about them answered?

103 files of fifteen formats with footnotes, struck text, tables, live blogs, mails and transcripts, written by somebody
who had not seen the rules; see bench/data/README.md. The rules have been developed on them since, so they detect
regressions and do not predict results on new files.
"""

import json
import re
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from bench.support.report import Options, Report, Table, at_least, at_most, script
from bench.support.verdicts import VERDICTS, Verdict, verdict_on
from corpus.article import Article
from index.build import open_live
from index.store.articles import ArticleStore
from index.store.catalogue import list_articles, passages_of
from qa.engine import Engine
from qa.library.rebuild import rebuild_index
from qa.settings import Settings

_DATA = Path(__file__).parent / "data" / "files"
_FOLDED = str.maketrans("’‘“”\u00a0\u202f", "''\"\"  ")
"""Marks and spaces that are compared as one."""


@dataclass(frozen=True, slots=True)
class _Judged:
    kind: str
    question: str
    is_answered: bool
    """Whether the files have an answer."""
    verdict: Verdict
    text: str


@dataclass(frozen=True, slots=True)
class _Kept:
    """One thing that a file says, and whether the index has it."""

    kind: str
    what: str
    """``sentence``, ``title``, ``author`` or ``date``."""
    kept: bool
    words: str


def measure(options: Options) -> Report:  # noqa: ARG001 - it brings its own data
    """Index the files of each kind, compare what they say with what is kept, and ask the questions."""
    questions = _by_folder("questions.jsonl")
    texts = _by_folder("texts.jsonl")
    judged: list[_Judged] = []
    kept: list[_Kept] = []
    for folder in sorted(questions):
        with tempfile.TemporaryDirectory() as made:
            settings = Settings(index=Path(made) / "index")
            rebuild_index(settings, [_DATA / "articles" / folder])
            build = open_live(settings.index)
            kept += chain.from_iterable(_kept(folder, build.store, row) for row in texts[folder])
            build.store.close()
            engine = Engine.open(settings)
            judged += [_judged(engine, row) for row in questions[folder]]
            engine.close()
    return _report(judged, kept)


def _by_folder(name: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found[row["file"].partition("/")[0]].append(row)
    return found


def _kept(folder: str, store: ArticleStore, row: Mapping[str, Any]) -> Iterator[_Kept]:
    """Compare what a file says with the articles that were made of it."""
    name = row["file"].rpartition("/")[2]
    listed = [store.article(each.article_id) for each in list_articles(store)]
    articles = [article for article in listed if article and Path(article.path).name == name]
    words = _folded("\n".join(passage.text for article in articles for passage in passages_of(store, article)))
    titles = _folded("\n".join(article.title for article in articles))
    for sentence in row.get("sentences", ()):
        yield _Kept(folder, "sentence", _folded(sentence) in f"{titles}\n{words}", sentence)
    for what in ("title", "author", "date"):
        if what in row:
            yield _Kept(folder, what, any(_has(article, what, row[what]) for article in articles), row[what])


def _has(article: Article, what: str, said: str) -> bool:
    if what == "date":
        return article.published is not None and article.published.isoformat()[:10] == said
    own = _folded((article.title if what == "title" else article.author) or "")
    return bool(own) and (_folded(said) in own or own in _folded(said))


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text).translate(_FOLDED)).casefold()


def _judged(engine: Engine, row: Mapping[str, Any]) -> _Judged:
    answer = engine.ask(row["question"])
    right = [*(row["right"] or []), *([row["accepted"]] if "accepted" in row else [])]
    verdict = verdict_on(answer, [unicodedata.normalize("NFC", each) for each in right])
    texts = [each.text for each in answer.answers] or [answer.text or ""]
    if any(wrong in text for wrong in row.get("absent", ()) for text in texts):
        verdict = "wrong, sure" if answer.sure else "wrong, unsure"
    if verdict == "refused" and row.get("may_refuse"):
        verdict = "right"
    return _Judged(row["kind"], row["question"], row["right"] is not None, verdict, answer.text or "")


def _report(judged: list[_Judged], kept: list[_Kept]) -> Report:
    answered = [one for one in judged if one.is_answered]
    silent = [one for one in judged if not one.is_answered]
    made_up = sum(one.verdict == "wrong, sure" for one in silent)
    lost = tuple((one.kind, one.what, one.words) for one in kept if not one.kept)
    wrong = tuple((one.question, one.text) for one in judged if one.verdict == "wrong, sure")
    return Report(
        figures=(
            at_least(
                "files: sentences kept as they are", _share(one.kept for one in kept if one.what == "sentence"), 0.98
            ),
            at_least(
                "files: titles, authors and dates", _share(one.kept for one in kept if one.what != "sentence"), 0.9
            ),
            at_least(
                "files: right, of what they say", _share(one.verdict.startswith("right") for one in answered), 0.8
            ),
            at_most("files: wrong and sure, of all", _share(one.verdict == "wrong, sure" for one in judged), 0.03),
            at_least("files: no fact made of what they do not say", 1 - made_up / len(silent), 0.92),
        ),
        tables=(_table(judged), Table(("kind", "lost", "words"), lost), Table(("wrong and sure", "answer"), wrong)),
        notes=(f"{len(answered)} questions that the files answer, {len(silent)} that they do not.",),
    )


def _table(judged: list[_Judged]) -> Table:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in judged:
        counts[one.kind][one.verdict] += 1
    return Table(("kind", *VERDICTS), tuple((kind, *(f"{own[v]}" for v in VERDICTS)) for kind, own in counts.items()))


def _share(held: Iterable[bool]) -> float:
    values = list(held)
    return sum(values) / len(values)


if __name__ == "__main__":
    script(measure, __doc__)
