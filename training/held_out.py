"""The articles and questions used for measuring the reader, which are never used for training.

They are held out by article before anything else, in ``held_out.json`` next to this module.
"""

import argparse
import json
import re
from functools import cache
from pathlib import Path

from training.data import MEASURED, Example, data_folder, load, rows

HELD_OUT = Path(__file__).parent / "held_out.json"
HELD_OUT_STEPS = {"new_wiki": 6, "squad2": 2}
"""Of a source's sorted titles, one in this number is held out, starting with the first."""
HELD_OUT_WHOLE = ("clapnq_dev", "reading_fairytale_dev", "reading_policy_b", "reading_qamr_b", "reading_quoref_b")
SHARED_WORDS = 10
"""Number of consecutive words by which two passages count as the same text."""
_WORD = re.compile(r"\w+")


def choose_held_out(folder: Path) -> dict[str, list[str]]:
    """Choose the evaluation data.

    Args:
        folder: The folder of data sets.

    Returns:
        For each source that is split, the titles held out; under ``whole``, the files that are
        held out completely.
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
    """Read the held-out questions of a source; all questions if the source is held out completely."""
    listed = held_out()
    if source in MEASURED or f"reading_{source}" in listed["whole"]:
        return load(folder, source)
    articles = set(listed[source])
    return [example for example in load(folder, source) if example.article_id in articles]


def trainable(folder: Path, source: str) -> list[Example]:
    """Read the questions of a source that may be used for training.

    Besides the held-out articles of the source itself, articles of the same title in any
    other source are left out: both are Wikipedia's. So are passages that share `SHARED_WORDS`
    consecutive words with the evaluation data.

    Args:
        folder: The folder of data sets.
        source: Its name without ``reading_``.

    Returns:
        The examples, in the file's order.

    Raises:
        ValueError: If the source is held out completely.
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
    """Collect the shingles of every passage used only for measuring, from the files that exist."""
    there = [name for name in (*MEASURED, "wikinews") if (folder / f"{name}.jsonl.xz").exists()]
    return frozenset().union(*(shingles(row["text"]) for name in there for row in rows(folder, name)))


def shingles(text: str) -> frozenset[str]:
    """Return the sequences of `SHARED_WORDS` words of a folded text; empty for a shorter text."""
    words = _WORD.findall(text.casefold())
    return frozenset(" ".join(words[at : at + SHARED_WORDS]) for at in range(len(words) - SHARED_WORDS + 1))


def _folded(title: str) -> str:
    return title.replace("_", " ").casefold()


def main() -> None:
    """Write the list of held-out articles."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    data_folder(parser)
    chosen = choose_held_out(parser.parse_args().data)
    HELD_OUT.write_text(json.dumps(chosen, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
