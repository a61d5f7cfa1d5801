"""Follows a question with the answer that was just given, without asking it again."""

from pathlib import Path

from index.filters import EVERYTHING
from index.store.articles import ArticleStore
from index.store.identity import article_digests
from qa.desk.follow.follows import Follow
from qa.desk.follow.store import open_follows
from qa.questions import cleaned
from qa.types import Answer


def keep_answered(store: ArticleStore, build: str, library: Path, desk: Path, answer: Answer) -> Follow:
    """Follow a question that was answered or refused.

    Args:
        store: The articles.
        build: The name of their build.
        library: The index folder.
        desk: The desk's file.
        answer: The answer, with the passages that were read for it.

    Returns:
        The followed question as stored: in full, if it was a follow-up.

    Raises:
        OperationFailed: If the desk's file cannot be written.
    """
    digests = dict(article_digests(store))
    read = {hit.passage.article_id for part in answer.parts or (answer,) for hit in part.hits}
    evidence = sorted({digests[article_id] for article_id in read & digests.keys()})
    where = answer.scope.where if answer.scope else EVERYTHING
    question = cleaned(answer.asked_as or answer.question)
    with open_follows(desk, library) as follows:
        return follows.add(question, where, answer, evidence, build, b"".join(digests.values()))
