"""Answers to questions over Wikinews, cached until the code, models or articles change."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from bench.support.data import wikinews, write_files
from qa.engine import Engine
from qa.library.rebuild import rebuild_index
from qa.settings import Settings

_ROOT = Path(__file__).resolve().parents[2]
_OTHER = "qa/conversation"
"""The code that rewrites questions; rewritten questions are asked, so the answers do not depend on it."""
_EVERY = 10
"""Number of answers between two writes."""


class KeptAnswers:
    """The engine over 295 Wikinews articles, with cached answers.

    The index stays in the cache, and a rebuild reuses what has not changed.

    Args:
        data: The folder of data sets.
        cache: Where answers and the index are kept.
    """

    def __init__(self, data: Path, cache: Path) -> None:
        self._data, self._folder = data, cache / "bench" / "followups"
        self._path = self._folder / f"answers-{_digest(data)}.json"
        self._answers: dict[str, str | None] = {}
        if self._path.exists():
            self._answers = json.loads(self._path.read_text(encoding="utf-8"))
        self._engine: Engine | None = None

    def text(self, question: str) -> str | None:
        """Answer a question; None if the articles do not say."""
        if question not in self._answers:
            self._engine = self._engine or self._opened()
            self._answers[question] = self._engine.ask(question).text
            if len(self._answers) % _EVERY == 0:
                self._keep()
        return self._answers[question]

    def close(self) -> None:
        """Write the answers, and close the files of the index."""
        if self._engine is not None:
            self._keep()
            self._engine.close()

    def _keep(self) -> None:
        self._path.write_text(json.dumps(self._answers, ensure_ascii=False), encoding="utf-8")

    def _opened(self) -> Engine:
        articles = self._folder / "articles"
        if not articles.exists():
            write_files(articles, wikinews(self._data))
        settings = Settings(index=self._folder / "index")
        rebuild_index(settings, [articles])
        return Engine.open(settings)


def _digest(data: Path) -> str:
    """Hash what answers depend on: the code, the models' cards, and the articles."""
    folded = hashlib.sha256((data / "wikinews.jsonl.xz").read_bytes())
    for path in _makes():
        folded.update(path.read_bytes())
    return folded.hexdigest()[:16]


def _makes() -> Iterator[Path]:
    for package in ("corpus", "index", "qa"):
        for path in sorted((_ROOT / package).rglob("*")):
            if path.suffix in (".py", ".json") and not path.is_relative_to(_ROOT / _OTHER):
                yield path
