"""Direct speech: how often it is found and attributed correctly, by hand-made labels.

The labels are of 82 Wikinews articles (bench/data/README.md): all words in quotation marks, and who said them, if the
article says so. The rules were written with one half in view; the other gave .963 and .821 when it was
first measured, and its errors were read once since. So were those of 16 invented articles, which gave .932 and .845. A
quotation is found if its words are; its speaker is right if the name is the person's, as a surname or in full, or the
words that describe the speaker are.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.support.data import rows
from bench.support.report import Options, Report, Table, at_least, script, shown
from bench.support.saying import invented, said_labels
from corpus.speech.attribution import speech_in
from corpus.speech.speech import Speech
from index.filters import folded
from qa.desk.quotations.speakers import name_words, names_agree

_LABELS = Path(__file__).resolve().parent / "data" / "said.jsonl"
_SMALL = frozenset("the a an its his her their of for".split())


@dataclass(frozen=True, slots=True)
class Outcome:
    """The results for the quotations of one half."""

    right: int
    """Number of quotations found."""
    missed: int
    wrong: int
    """Number of findings that are not speech."""
    named: int
    """Number of quotations found and attributed to their speaker."""

    @property
    def f1(self) -> float:
        """F1 of finding speech, 0 to 1."""
        return 2 * self.right / max(2 * self.right + self.missed + self.wrong, 1)

    @property
    def accuracy(self) -> float:
        """Share of the quotations found that were attributed to their speaker, 0 to 1."""
        return self.named / max(self.right, 1)


def measure(options: Options) -> Report:
    """Find the speech of every labelled article, and compare it with the labels."""
    labels = [json.loads(line) for line in _LABELS.read_text(encoding="utf-8").splitlines()]
    texts = [row["text"] for row in rows(options.data, "wikinews")]
    halves = {
        half: _outcome([label for label in labels if label["half"] == half], lambda place: speech_in(texts[place]))
        for half in ("report", "develop", "later")
    }
    articles = invented()
    halves["invented"] = _outcome(said_labels(), lambda place: speech_in(articles[place].text, articles[place].body))
    begun = perf_counter()
    for text in texts:
        speech_in(text)
    milliseconds = (perf_counter() - begun) * 1000 / len(texts)
    report = halves["report"]
    figures = (
        at_least("quotation F1, reporting half", report.f1, 0.85, digits=3),
        at_least("speaker accuracy, reporting half", report.accuracy, 0.88, digits=3),
        shown("milliseconds an article", milliseconds, "ms"),
    )
    lines = [(half, *_counts(outcome)) for half, outcome in halves.items()]
    head = ("half", "speech", "found", "wrongly found", "right speaker", "F1", "speaker accuracy")
    return Report(figures, (), (Table(head, tuple(lines)),))


def _counts(outcome: Outcome) -> Iterator[str]:
    yield from map(str, (outcome.right + outcome.missed, outcome.right, outcome.wrong, outcome.named))
    yield from (f"{outcome.f1:.3f}", f"{outcome.accuracy:.3f}")


def _outcome(labels: Sequence[dict[str, Any]], speech_of: Callable[[int], Sequence[Speech]]) -> Outcome:
    right = missed = wrong = named = 0
    found = {place: {one.start: one for one in speech_of(place)} for place in {label["i"] for label in labels}}
    for label in labels:
        speech = found[label["i"]].get(label["start"])
        if label["speaker"] is None:
            wrong += speech is not None
        elif speech is None or speech.end != label["end"]:
            missed += 1
        else:
            right += 1
            named += is_right(speech, label["speaker"])
    return Outcome(right, missed, wrong, named)


def is_right(speech: Speech, names: Sequence[str]) -> bool:
    """Return whether a speaker is the labelled one, under any of the accepted names."""
    words = set(folded(speech.speaker).split()) - _SMALL
    for name in names:
        if speech.is_named and names_agree(name_words(speech.speaker), name_words(name)):
            return True
        wanted = set(folded(name).split()) - _SMALL
        if words and (words <= wanted or wanted <= words):
            return True
    return False


if __name__ == "__main__":
    script(measure, __doc__)
