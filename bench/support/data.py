"""The data sets, which are read in place and never copied into the repository."""

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench.support.report import Skipped
from corpus.article import Article
from training import data


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the positions of its answers."""

    text: str
    article_id: str
    answers: tuple[tuple[int, int], ...]
    """Half-open character offsets into the article's text, one for each person who answered."""


def rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """Read a data set.

    Args:
        folder: The folder of data sets.
        name: The file's name without ``.jsonl.xz``.

    Yields:
        Its rows, in order.

    Raises:
        Skipped: If it is not there.
    """
    path = folder / f"{name}.jsonl.xz"
    if not path.is_file():
        raise Skipped(f"{path} is not there; name its folder with --data DIR or QUOTEWIRE_DATA")
    yield from data.rows(folder, name)


def needed(folder: Path, *names: str) -> None:
    """Raise `Skipped` unless all of some data sets are there."""
    for name in names:
        next(rows(folder, name))


def article_of(article_id: str, title: str, text: str, published: str | None = None) -> Article:
    """Make an article without a file.

    Args:
        article_id: Its id.
        title: Its title; without one the id is taken.
        text: Its text.
        published: Its date, year first, with any mark between; None or empty if not known.

    Returns:
        The article.
    """
    day = date.fromisoformat(published.replace("/", "-")) if published else None
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return Article(article_id, title or article_id, f"{article_id}.txt", text, digest, day)


def wikinews(folder: Path) -> list[Article]:
    """Read the 295 Wikinews articles of 2019 and 2020, with their positions as ids."""
    found = enumerate(rows(folder, "wikinews"))
    return [article_of(f"wikinews-{place:03}", row["title"], row["text"], row["date"]) for place, row in found]


def long_articles(folder: Path) -> tuple[list[Article], list[Question]]:
    """Join the Wikipedia paragraphs of ``reading_new_wiki`` to one long article a title.

    Args:
        folder: The folder of data sets.

    Returns:
        48 articles of 1,800 to 10,800 words, and all their questions.
    """
    texts: dict[str, str] = {}
    questions: list[Question] = []
    for row in rows(folder, "reading_new_wiki"):
        before = f"{texts[row['title']]}\n\n" if row["title"] in texts else ""
        texts[row["title"]] = before + row["text"]
        for asked in row["questions"]:
            spans = tuple(
                (len(before) + answer["start"], len(before) + answer["start"] + len(answer["text"]))
                for answer in asked["answers"]
            )
            questions.append(Question(asked["question"], row["title"], spans))
    return [article_of(title, title.replace("_", " "), text) for title, text in texts.items()], questions


def sampled(questions: list[Question], count: int) -> list[Question]:
    """Take some questions, the same ones every time."""
    return random.Random(20).sample(questions, min(count, len(questions)))  # noqa: S311 - nothing secret


def write_files(folder: Path, articles: list[Article]) -> list[Path]:
    """Write articles as plain text files, title first.

    Args:
        folder: A folder to make; outside the repository for texts that may not be in it.
        articles: The articles.

    Returns:
        The files, in order.
    """
    folder.mkdir(parents=True)
    files = [folder / f"{article.article_id}.txt" for article in articles]
    for file, article in zip(files, articles, strict=True):
        file.write_text(f"{article.title}\n\n{article.text}\n", encoding="utf-8")
    return files


def three_hundred(folder: Path) -> list[Article]:
    """Take the Wikinews articles, and five of them again under another title to make 300."""
    found = wikinews(folder)
    again = [article_of(f"again-{place}", f"Again: {each.title}", each.text) for place, each in enumerate(found[:5])]
    return found + again


def write_articles(folder: Path, articles: Sequence[Article]) -> None:
    """Write articles as Markdown files with their title and day.

    Args:
        folder: Where; it is made if it is not there.
        articles: The articles.
    """
    folder.mkdir(exist_ok=True)
    for article in articles:
        head = f"---\ntitle: {article.title!r}\ndate: {article.published}\n---\n\n"
        (folder / f"{article.article_id}.md").write_text(head + article.text + "\n", encoding="utf-8")
