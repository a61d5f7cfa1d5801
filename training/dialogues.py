"""Conversations with follow-ups and their full questions by annotators: half for development, half for reporting.

CANARD's dialogues (Elgohary et al., 2019) are about sections of Wikipedia, and every answer is a piece of the section;
CAsT 2021's answers are passages of web pages. An answer is known where the same dialogue has a later turn, whose
history has it.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qa.questions import content_terms
from training.data import rows

_LEAST = 3
"""Minimum number of content words of a searchable answer; "Yes" and "I don't know" occur everywhere."""
_SEEN = 60
"""Articles of Wikinews whose conversations were all used for development."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question that followed others."""

    question: str
    said: tuple[tuple[str, str | None], ...]
    """The earlier questions as typed, each with its answer."""
    rewrite: str
    """The full question by an annotator."""
    kind: str
    answer: str | None = None
    """The answer in the words of the articles; None if they do not say, or if it is unknown."""
    article: str = ""
    """The silver article with the answer; empty if there is none."""


def over_wikinews(data: Path) -> Iterator[tuple[bool, FollowUp]]:
    """Read the follow-ups over Wikinews, and whether each is used for reporting."""
    for row in rows(data, "wikinews_followups"):
        reported = row["article"] % 2 == 0 and row["article"] >= _SEEN
        said: list[tuple[str, str | None]] = []
        for turn in row["turns"]:
            if "kind" in turn:
                yield (
                    reported,
                    FollowUp(turn["question"], tuple(said), turn["rewrite"], turn["kind"], turn["answer"]),
                )
            said.append((turn["question"], turn["answer"]))


def of_others(data: Path) -> Iterator[tuple[bool, FollowUp]]:
    """Read the follow-ups of CANARD and CAsT, and whether each is in the half used for reporting."""
    answers = {(dialogue(row), _turn(row)): answer for row, answer in answered(data)}
    for row in rows(data, "followups"):
        answer = answers.get((dialogue(row), _turn(row)))
        found = FollowUp(
            row["question"], tuple(_said(row)), row["rewrite"], row["source"], answer, dialogue(row) if answer else ""
        )
        yield _reported(row), found


def answered(data: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """Find the turns whose answer is in the history of a later turn of the same dialogue."""
    before: dict[str, Any] = {}
    for row in rows(data, "followups"):
        if before and dialogue(row) == dialogue(before) and _turn(row) == _turn(before) + 1:
            answers = [answer for question, answer in _said(row)[-1:] if question == before["question"]]
            if answers and answers[0] and len(content_terms(answers[0])) >= _LEAST:
                yield before, answers[0]
        before = row


def _said(row: dict[str, Any]) -> list[tuple[str, str | None]]:
    """Return the earlier turns; CANARD's histories begin with a title and a heading, of which the title is used."""
    history = row["history"]
    if row["source"].startswith("canard"):
        return [(history[0], None), *zip(history[2::2], history[3::2], strict=False)]
    if row["source"] == "cast2021":
        return list(zip(history[::2], history[1::2], strict=True))
    return [(question, None) for question in history]


def _reported(row: dict[str, Any]) -> bool:
    """Split by article, so that all dialogues about one article are in the same half."""
    article = dialogue(row).rsplit("_", 1)[0] if row["source"].startswith("canard") else dialogue(row)
    return int(hashlib.sha256(article.encode()).hexdigest(), 16) % 2 == 1


def dialogue(row: dict[str, Any]) -> str:
    """Return the id of a turn's dialogue."""
    return str(row["id"].rsplit("_", 1)[0])


def _turn(row: dict[str, Any]) -> int:
    return int(row["id"].rsplit("_", 1)[1])
