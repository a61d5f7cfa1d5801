"""Negatives: passages mined with the project's own BM25, and questions changed so that their passage has no answer.

Mined negatives are typical of real use: passages of the same source that rank high for the question and
do not contain its answers. Changed questions resemble the handwritten ones of SQuAD 2: the passage is
about the right subject, but one name or number of the question is replaced by another.
"""

import random
import re
import shutil
import tempfile
import weakref
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from corpus.sentences import all_sentences
from index.lexical.bm25 import BM25Index
from training.data import Example
from training.held_out import trainable

_DEPTH = 10
_WORD = re.compile(r"\w+")
_PARTICULAR = re.compile(r"(?<=\s)(?:[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)*|\d[\d.,]*)")
"""A name or number within a question, not at its start."""
_INSIDE = re.compile(r"(?<=[\w,;(] )(?:[A-Z][\w'-]+(?:\s[A-Z][\w'-]+)*|\d[\d.,]*\d|\d)")
"""A name or number within a passage, not at the start of a sentence."""
_CALENDAR = frozenset(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)


_TOGETHER = frozenset(("contrast", "new_wiki", "nq", "own", "squad2"))
"""Sources whose passages are mined together, because they have similar or the same subjects."""


def negatives_of(folder: Path, sources: Iterable[str]) -> dict[str, "Negatives"]:
    """Index the passages that negatives are mined from, those of encyclopedia and news as one collection.

    Args:
        folder: The folder of data sets.
        sources: The sources whose questions need negatives.

    Returns:
        The negatives by source. They depend on the source alone, so that positions in `Negatives.mined` are
        comparable between runs.
    """
    found, joined = {}, None
    for source in sources:
        if source not in _TOGETHER:
            found[source] = Negatives(trainable(folder, source))
            continue
        joined = joined or Negatives([each for name in sorted(_TOGETHER) for each in trainable(folder, name)])
        found[source] = joined
    return found


class Negatives:
    """High-ranking passages without the answer, for every question of one source.

    Args:
        examples: The source's questions that may be used for training, with their own passages.
    """

    def __init__(self, examples: Sequence[Example]) -> None:
        passages = {(example.title, example.passage): example for example in examples}
        self._passages = list(passages.values())
        self._folded = [folded(each.passage) for each in self._passages]
        self._particulars: dict[str, set[str]] = defaultdict(set)
        for each in examples:
            self._particulars[each.article_id].update(_PARTICULAR.findall(each.question))
        work = tempfile.mkdtemp()
        weakref.finalize(self, shutil.rmtree, work, ignore_errors=True)
        texts = (f"{each.title}\n{each.passage}" for each in self._passages)
        self._bm25 = BM25Index.build(Path(work, "lexical"), texts)

    def mined(self, example: Example) -> list[Example]:
        """Pair a question with passages that rank high for it and lack every answer.

        Args:
            example: A question with its own passage.

        Returns:
            The question with other passages, best ranked first; empty if there are none.
        """
        answers = [folded(answer) for answer in example.answers]
        found = []
        for row, _ in self._bm25.search(example.question, _DEPTH):
            other, words = self._passages[row], self._folded[row]
            if other.passage != example.passage and not any(answer in words for answer in answers):
                found.append(replace(example, title=other.title, passage=other.passage, spans=()))
        return found

    def bent(self, example: Example, chance: random.Random) -> Example | None:
        """Replace a name or number of a question by another of its article, so that its passage does not answer it.

        Args:
            example: A question with its own passage.
            chance: The random generator.

        Returns:
            The changed question with the same passage; None if nothing in it can be replaced.
        """
        words = folded(f"{example.title} {example.passage}")
        named = [found for found in _PARTICULAR.finditer(example.question) if folded(found.group()) in words]
        if not named:
            return None
        old = chance.choice(named)
        number = old.group()[0].isdigit()
        others = sorted(self._particulars[example.article_id])
        for other in chance.sample(others, min(20, len(others))):
            if other[0].isdigit() == number and folded(other) not in words:
                question = example.question[: old.start()] + other + example.question[old.end() :]
                return replace(example, question=question, spans=())
        return None

    def swapped(self, example: Example, chance: random.Random) -> Example | None:
        """Replace a name or number of a question by another one of its passage.

        A passage seldom says the same about both, although it names both.

        Args:
            example: A question with its own passage.
            chance: The random generator.

        Returns:
            The changed question with the same passage; None if nothing in it can be replaced.
        """
        words = folded(example.passage)
        named = [found for found in _PARTICULAR.finditer(example.question) if folded(found.group()) in words]
        if not named or not example.spans:
            return None
        old = chance.choice(named)
        taken = set(folded(" ".join((example.question, example.title, *example.answers))).split()) | _CALENDAR
        beside = [
            cut for cut in all_sentences(example.passage) if any(s < cut[1] and e > cut[0] for s, e in example.spans)
        ]
        others: dict[str, bool] = {}
        for found in _INSIDE.finditer(example.passage):
            other = found.group().rstrip(".,")
            if _kind(other) == _kind(old.group()) and not taken & set(folded(other).split()):
                near = any(low <= found.start() < high for low, high in beside)
                others[other] = others.get(other, False) or near
        if not others or set(folded(old.group()).split()) & _CALENDAR:
            return None
        other = chance.choice([other for other, near in others.items() if near] or list(others))
        question = example.question[: old.start()] + other + example.question[old.end() :]
        return replace(example, question=question, spans=(), marks_stand=True)


def _kind(name: str) -> str:
    """Classify a word as a year, another number, an abbreviation or a name."""
    if name[0].isdigit():
        return "year" if re.fullmatch(r"1\d{3}|20\d\d", name) else "number"
    return "abbreviation" if name.isupper() else "name"


def folded(text: str) -> str:
    """Fold a text to its words with a space around each, so that whole words can be looked for."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "
