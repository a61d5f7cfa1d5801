"""News-quiz questions with the articles a search engine found for them.

The articles are their publishers': they are read in place and held in memory or in temporary folders.
Which of them answers is not marked, so relevance is silver only: a passage counts as right if it has the
answer's words, and short answers also match by accident.
"""

import ast
import random
from dataclasses import dataclass
from pathlib import Path

from bench.support.data import article_of, rows
from bench.support.measures import words
from corpus.article import Article


@dataclass(frozen=True, slots=True)
class QuizQuestion:
    """A question, its answers, and the articles that may hold them."""

    text: str
    answers: tuple[str, ...]
    """As `bench.support.measures.words` folds them."""
    article_ids: frozenset[str]


def quiz(data: Path, count: int, each: int) -> tuple[list[Article], list[QuizQuestion]]:
    """Take questions that one of their articles answers word for word.

    Args:
        data: The folder of data sets.
        count: Questions to take before those without an answer in their articles are dropped.
        each: Articles to take for each question, those the search engine put first.

    Returns:
        The articles of all of them, and the questions.
    """
    asked = [row for row in rows(data, "news_questions") if _list(row["answers"]) and _list(row["retrieved"])]
    asked = random.Random(20).sample(asked, min(count, len(asked)))  # noqa: S311 - nothing secret
    wanted = {article for row in asked for article in _list(row["retrieved"])[:each]}
    articles = [
        article_of(row["id"], row["title"] or "", row["text"], _day(row["date"]))
        for row in rows(data, "news_articles")
        if row["id"] in wanted
    ]
    texts = {article.article_id: words(f"{article.title} {article.text}") for article in articles}
    questions = [
        QuizQuestion(
            row["question"],
            tuple(words(answer) for answer in _list(row["answers"])),
            frozenset(_list(row["retrieved"])[:each]) & texts.keys(),
        )
        for row in asked
    ]
    return articles, [question for question in questions if _answered(question, texts)]


def _answered(question: QuizQuestion, texts: dict[str, str]) -> bool:
    return any(answer in texts[article] for article in question.article_ids for answer in question.answers)


def _list(value: object) -> list[str]:
    """Read a list that may be stored as Python would write it."""
    found = ast.literal_eval(value) if isinstance(value, str) and value.startswith("[") else value
    return [str(entry) for entry in found] if isinstance(found, list) else []


def _day(value: str | None) -> str | None:
    return value if value and len(value) == 10 else None
