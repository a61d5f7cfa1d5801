"""Follow-up questions asked in full: how near to what people wrote, what it finds, what it changes for nothing.

Conversations over Wikinews (`wikinews_followups`): the rules were written over those of articles with an odd number
and of the first sixty; those of the other articles, which nobody looked at, are reported. The answers in their
histories are the right ones. An answer is right if it shares half its words with the one wanted (F1), or is none
where none is. CANARD and TREC CAsT (`followups`) were developed on in nothing.
"""

import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median
from typing import Any

from bench.support.data import rows, wikinews, write_files
from bench.support.report import Figure, Options, Report, Table, at_least, at_most, script, shown
from qa.conversation.rewriting import followed, rewrite
from qa.conversation.turns import Said
from qa.engine import Engine
from qa.evaluation.metrics import exact, f1
from qa.library.rebuild import rebuild_index
from qa.questions import content_terms
from qa.settings import Settings

_SEEN = 60
"""Articles whose conversations were all looked at."""
_RIGHT = 0.5
_OTHERS = 600
"""Follow-ups of CANARD and CAsT that are rewritten."""
_UNRELATED = 411
"""Questions between one and the one it is asked after."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question that came after others."""

    question: str
    said: tuple[tuple[str, str | None], ...]
    """What was said before, as it was typed, each with its answer."""
    rewrite: str
    """As a person asked it in full."""
    kind: str
    answer: str | None = None

    @property
    def ours(self) -> str:
        """The question as we ask it."""
        found = rewrite(self.question, followed(self.said))
        return found.text if found else self.question


def measure(options: Options) -> Report:
    """Rewrite, ask, and time."""
    reported = [each for each in conversations(options.data) if each[0]]
    asked = [follow_up for _, follow_up in reported]
    changed, lone = _alone(options.data)
    figures = [
        *_answers(options, asked),
        at_most("questions that stand alone, changed, percent", 100 * changed / lone, 3.0, digits=2),
        at_most("a rewrite, median", 1000 * _seconds(asked), 60, " ms", digits=2),
    ]
    tables = [_near("Wikinews", asked, lambda each: each.kind)]
    others = random.Random(20).sample(list(_others(options.data)), _OTHERS)  # noqa: S311 - nothing secret
    tables.append(_near("others", others, lambda each: each.kind))
    notes = (f"{len(asked)} follow-ups over Wikinews, {len(others):,} of CANARD and CAsT, {lone:,} that stand alone.",)
    return Report(tuple(figures), notes, tuple(tables))


def conversations(data: Path) -> Iterator[tuple[bool, FollowUp]]:
    """Read the follow-ups over Wikinews, and whether each is reported on."""
    for row in rows(data, "wikinews_followups"):
        reported = row["article"] % 2 == 0 and row["article"] >= _SEEN
        said: list[tuple[str, str | None]] = []
        for turn in row["turns"]:
            if "kind" in turn:
                kept = FollowUp(turn["question"], tuple(said), turn["rewrite"], turn["kind"], turn["answer"])
                yield reported, kept
            said.append((turn["question"], turn["answer"]))


def _others(data: Path) -> Iterator[FollowUp]:
    """Read CANARD's and CAsT's follow-ups; CANARD's histories begin with a title and a heading."""
    for row in rows(data, "followups"):
        history = row["history"]
        if row["source"].startswith("canard"):
            turns = history[2:]
            said = [(" ".join(history[:1]), None), *zip(turns[::2], turns[1::2], strict=False)]
        else:
            said = [(turn, None) for turn in history if len(turn.split()) < 40]
        yield FollowUp(row["question"], tuple(said), row["rewrite"], row["source"])


def _answers(options: Options, asked: Sequence[FollowUp]) -> list[Figure]:
    """Ask each as it was typed, as we rewrite it and as a person did, and count what is right."""
    ways: dict[str, Callable[[FollowUp], str]] = {
        "raw": lambda each: each.question,
        "ours": lambda each: each.ours,
        "human": lambda each: each.rewrite,
    }
    with tempfile.TemporaryDirectory() as work:
        paths = write_files(Path(work, "articles"), wikinews(options.data))
        settings = Settings(index=Path(work, "index"))
        rebuild_index(settings, paths)
        engine = Engine.open(settings)
        right = {name: mean(_is_right(engine, way(each), each) for each in asked) for name, way in ways.items()}
        engine.close()
    told = [shown(f"follow-ups, whole answer right: {name}", right[name], digits=3) for name in ways]
    return [*told, at_least("ours divided by human", right["ours"] / right["human"], 0.9, digits=3)]


def _is_right(engine: Engine, question: str, wanted: FollowUp) -> float:
    text = engine.ask(question).text
    if text is None or wanted.answer is None:
        return float(text is None and wanted.answer is None)
    return float(f1(text, [wanted.answer]) >= _RIGHT)


def _alone(data: Path) -> tuple[int, int]:
    """Count the questions that stand alone and were changed after an unrelated one; and all."""
    asked: list[dict[str, Any]] = list(rows(data, "wikinews_questions"))
    changed = 0
    for place, row in enumerate(asked):
        before = asked[(place + _UNRELATED) % len(asked)]
        said = [Said(before["question"], next(iter(before["answers"]), None))]
        changed += rewrite(row["question"], said) is not None
    return changed, len(asked)


def _seconds(asked: Sequence[FollowUp]) -> float:
    spent = []
    for each in asked:
        said = followed(each.said)
        begun = time.perf_counter()
        rewrite(each.question, said)
        spent.append(time.perf_counter() - begun)
    return median(spent)


def _near(name: str, asked: Sequence[FollowUp], kind: Callable[[FollowUp], str]) -> Table:
    """Compare with what people wrote: equal, words shared, and how much of what was missing was put in."""
    groups: defaultdict[str, list[FollowUp]] = defaultdict(list)
    for each in asked:
        groups[kind(each)].append(each)
        groups["all"].append(each)
    lines = []
    for group, found in sorted(groups.items()):
        ours = [(each.ours, each) for each in found]
        same = mean(exact(text, [each.rewrite]) for text, each in ours)
        shared = mean(f1(text, [each.rewrite]) for text, each in ours)
        raw = mean(f1(each.question, [each.rewrite]) for each in found)
        before = mean(_has(each.question, each.rewrite) for each in found)
        after = mean(_has(text, each.rewrite) for text, each in ours)
        closed = (after - before) / (1 - before) if before < 1 else 1.0
        lines.append(
            (group, str(len(found)), *(f"{value:.3f}" for value in (same, raw, shared, before, after, closed)))
        )
    head = (name, "n", "equal", "F1 raw", "F1", "words had raw", "words had", "gap closed")
    return Table(head, tuple(lines))


def _has(text: str, full: str) -> float:
    """Say which share of the content words of a full question another has."""
    wanted = content_terms(full)
    return len(set(wanted) & set(content_terms(text))) / max(len(wanted), 1)


if __name__ == "__main__":
    script(measure, __doc__)
