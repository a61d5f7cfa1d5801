"""Questions with the passages that answer them.

Sources are the ``reading_*`` files of the data folder and ``timeqa_human``. Questions for measuring are held out by
article: see `training.held_out`.
"""

import argparse
import json
import lzma
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PUBLISHED = Path(__file__).parent / "data"
"""Data sets written for this project, with a data card; they are read from here where the folder has none."""

_TITLED = {"contrast", "covid", "new_wiki", "nq", "own", "quoref_a", "quoref_b", "squad2"}
"""Sources whose titles name the subject of the text; those of others are file names or empty."""
NEAR_MISSES = frozenset(("contrast", "own"))
"""Sources with adversarial unanswerable questions, for which annotations are used and not a teacher's labels."""
MEASURED = ("contrast_dev", "own_dev")
"""Files used only for measuring. A passage that shares ten consecutive words with one of theirs, or with an article of
`wikinews`, on which the whole system is measured, is never used for training."""
TIMED = "timeqa_human"
"""The source whose questions name a time, and which has whole articles instead of passages."""
_HEADING = 10
"""Minimum number of words of a paragraph."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Example:
    """A question and a passage, with every span that annotators marked as the answer."""

    source: str
    example_id: str
    article_id: str
    """The article of the passage, which is held out as a unit: its title in the data."""
    title: str
    """The article's title for the reader; empty if the source has no meaningful one."""
    passage: str
    question: str
    spans: tuple[tuple[int, int], ...]
    """Half-open character offsets into `passage`, one for each annotator; empty if it does not answer."""
    marks_stand: bool = False
    """Whether `spans` replace a teacher's labels, because the pair is of a kind that teachers tend to get wrong."""

    @property
    def answers(self) -> list[str]:
        """The words of each span."""
        return [self.passage[start:end] for start, end in self.spans]


def data_folder(parser: argparse.ArgumentParser) -> None:
    """Add the option that names the folder of data sets."""
    named = os.environ.get("QUOTEWIRE_DATA")
    parser.add_argument(
        "--data",
        type=Path,
        default=Path(named) if named else None,
        required=not named,
        help="folder of data sets; QUOTEWIRE_DATA names it too",
    )


def rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """Read a data set.

    Args:
        folder: The folder of data sets.
        name: The file's name without ``.jsonl.xz``.

    Yields:
        Its rows, in order.
    """
    path = folder / f"{name}.jsonl.xz"
    with lzma.open(path if path.exists() else PUBLISHED / path.name, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def load(folder: Path, source: str) -> list[Example]:
    """Read a source.

    Args:
        folder: The folder of data sets.
        source: Its name without ``reading_``.

    Returns:
        One example a question, in the file's order.
    """
    if source == TIMED:
        return _timed(folder)
    found = []
    for row in rows(folder, source if source in MEASURED else f"reading_{source}"):
        article_id = str(row["title"] or "")
        title = article_id.replace("_", " ") if source.removesuffix("_dev") in _TITLED else ""
        for asked in row["questions"]:
            spans = tuple((a["start"], a["start"] + len(a["text"])) for a in asked["answers"])
            question, stands = asked["question"].strip(), source in NEAR_MISSES and not asked["answers"]
            found.append(Example(source, asked["id"], article_id, title, row["text"], question, spans, stands))
    return found


def _timed(folder: Path) -> list[Example]:
    """Read questions over articles, each with the paragraph of its first answer.

    One that the article does not answer gets the paragraph that has most of its words. Headings, which
    are paragraphs here, answer nothing by themselves: questions over them are left out.
    """
    found = []
    for row in rows(folder, TIMED):
        article_id = row["link"].removeprefix("/wiki/")
        words = [set(_WORD.findall(paragraph.casefold())) for paragraph in row["paras"]]
        for number, (question, marked) in enumerate(row["questions"]):
            answers = [each for each in marked if each["answer"]]
            asked = set(_WORD.findall(question.casefold()))
            place = answers[0]["para"] if answers else max(range(len(words)), key=lambda at: len(words[at] & asked))
            if len(row["paras"][place].split()) < _HEADING:
                continue
            spans = tuple((each["from"], each["end"]) for each in answers if each["para"] == place)
            example_id, title = f"{row['index']}#{number}", article_id.replace("_", " ")
            found.append(Example(TIMED, example_id, article_id, title, row["paras"][place], question, spans))
    return found
