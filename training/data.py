"""Questions with the passages that answer them, and which of them training may never see.

Sources are the ``reading_*`` files of the data folder and ``timeqa_human``, read where they lie. What
measures the reader is kept apart by article before anything else, in ``held_out.json`` beside this module.
"""

import argparse
import json
import lzma
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HELD_OUT = Path(__file__).parent / "held_out.json"
PUBLISHED = Path(__file__).parent / "data"
"""Data sets written for this project, with a data card; they are read from here where the folder has none."""
HELD_OUT_STEPS = {"new_wiki": 6, "squad2": 2}
"""Every how many titles one is held out, sorted, from the first."""
HELD_OUT_WHOLE = ("clapnq_dev", "reading_fairytale_dev", "reading_policy_b", "reading_qamr_b", "reading_quoref_b")

_TITLED = {"contrast", "covid", "new_wiki", "nq", "own", "quoref_a", "quoref_b", "squad2"}
"""Sources whose titles name what the text is about; the others' are file names or nothing."""
NEAR_MISSES = frozenset(("contrast", "own"))
"""Sources whose unanswerable questions were written to mislead: what was marked stands, a teacher is not asked."""
MEASURED = ("contrast_dev", "own_dev")
"""Files that only measure. A passage that shares ten words in a row with one of theirs is never trained on, nor is one
that does with an article of `wikinews`, over which end to end is measured."""
TIMED = "timeqa_human"
"""The source whose questions name a time, and which has whole articles instead of passages."""
_HEADING = 10
"""Words that a paragraph has at least."""


SHARED_WORDS = 10
"""Words in a row by which two passages are taken for the same text."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Example:
    """A question and a passage, with every place people marked as the answer."""

    source: str
    example_id: str
    article_id: str
    """What the passage was taken from, the unit of holding out: its title in the data."""
    title: str
    """As a reader would see it; empty where the source has none worth reading."""
    passage: str
    question: str
    spans: tuple[tuple[int, int], ...]
    """Half-open character offsets into `passage`, one a person; empty if it does not answer."""
    marks_stand: bool = False
    """The pair was made so that `spans` are right where a teacher is apt to be wrong: it is not asked."""

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
    """Read questions over articles, each with the paragraph that holds its first answer.

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


def choose_held_out(folder: Path) -> dict[str, list[str]]:
    """Choose what measures the reader.

    Args:
        folder: The folder of data sets.

    Returns:
        For each source that is split, the titles held out; under ``whole``, the files of
        which nothing may be trained on.
    """
    chosen = {
        source: sorted({example.article_id for example in load(folder, source)})[::step]
        for source, step in HELD_OUT_STEPS.items()
    }
    return chosen | {"whole": list(HELD_OUT_WHOLE)}


def held_out() -> dict[str, list[str]]:
    """Read the committed list, in the form of `choose_held_out`."""
    listed: dict[str, list[str]] = json.loads(HELD_OUT.read_text(encoding="utf-8"))
    return listed


def measuring(folder: Path, source: str) -> list[Example]:
    """Read the questions of a source that are held out: all of one that is held out whole."""
    listed = held_out()
    if source in MEASURED or f"reading_{source}" in listed["whole"]:
        return load(folder, source)
    articles = set(listed[source])
    return [example for example in load(folder, source) if example.article_id in articles]


def trainable(folder: Path, source: str) -> list[Example]:
    """Read the questions of a source that may be trained on.

    Besides the held-out articles of the source itself, articles of the same title in any
    other source are left out: both are Wikipedia's. So are passages that share `SHARED_WORDS`
    words in a row with what only measures.

    Args:
        folder: The folder of data sets.
        source: Its name without ``reading_``.

    Returns:
        The examples, in the file's order.

    Raises:
        ValueError: If the source is held out whole.
    """
    listed = held_out()
    if source in MEASURED or f"reading_{source}" in listed["whole"]:
        raise ValueError(f"reading_{source} is held out and may not be trained on")
    apart = {_folded(title) for name, titles in listed.items() if name != "whole" for title in titles}
    kept = [example for example in load(folder, source) if _folded(example.article_id) not in apart]
    measured = _measured_shingles(folder)
    shared = {text for text in {example.passage for example in kept} if measured & shingles(text)}
    return [example for example in kept if example.passage not in shared]


@cache
def _measured_shingles(folder: Path) -> frozenset[str]:
    """Collect the shingles of every passage that only measures, of the files that are there."""
    there = [name for name in (*MEASURED, "wikinews") if (folder / f"{name}.jsonl.xz").exists()]
    return frozenset().union(*(shingles(row["text"]) for name in there for row in rows(folder, name)))


def shingles(text: str) -> frozenset[str]:
    """Fold a text to its runs of `SHARED_WORDS` words; empty for a shorter text."""
    words = _WORD.findall(text.casefold())
    return frozenset(" ".join(words[at : at + SHARED_WORDS]) for at in range(len(words) - SHARED_WORDS + 1))


def _folded(title: str) -> str:
    return title.replace("_", " ").casefold()


def main() -> None:
    """Write the list of what is held out."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    data_folder(parser)
    chosen = choose_held_out(parser.parse_args().data)
    HELD_OUT.write_text(json.dumps(chosen, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
