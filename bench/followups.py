"""Rewritten follow-up questions: similarity to those of annotators, answers found, and needless changes.

Conversations over Wikinews (`wikinews_followups`): the rules were developed on those about articles with an odd number
and about the first sixty; those about the other articles, which nobody has examined, are reported. The answers in their
histories are the correct ones. An answer is right if it shares half its words with the expected one (F1), or if both
are none. Half of CANARD and TREC CAsT (`followups`) is compared as well; `bench.dialogues` measures retrieval for it.
"""

import random
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import mean, median
from typing import Any

from bench.dialogues import WAYS
from bench.support.data import needed, rows
from bench.support.kept_answers import KeptAnswers
from bench.support.report import Figure, Options, Report, Table, at_least, at_most, script, shown
from qa.conversation.rewriting import followed, rewrite
from qa.conversation.turns import Said
from qa.evaluation.metrics import exact, f1
from qa.questions import content_terms
from training.dialogues import FollowUp, of_others, over_wikinews

_RIGHT = 0.5
_OTHERS = 600
"""Follow-ups of CANARD and CAsT that are rewritten."""
_UNRELATED = 411
"""Number of questions between a question and the unrelated one it is asked after."""
_SHOWN = 40
"""Maximum number of changed questions that are listed."""


def measure(options: Options) -> Report:
    """Rewrite the follow-ups, ask them, and time the rewriting."""
    needed(options.data, "followups", "wikinews_followups", "wikinews_questions", "wikinews")
    asked = _sampled([each for reported, each in over_wikinews(options.data) if reported], options.most)
    others = _sampled([each for reported, each in of_others(options.data) if reported], options.most or _OTHERS)
    changed, lone = _alone(options.data)
    answered, right = _answers(options, asked)
    figures = [
        *answered,
        at_most("questions that stand alone, changed, percent", 100 * len(changed) / lone, 3.0, digits=2),
        at_most("a rewrite, median", 1000 * _seconds(asked), 60, " ms", digits=2),
    ]
    tables = [right, _near("Wikinews", asked), _near("others", others)]
    tables.append(Table(("stands alone, and was changed", "to"), tuple(changed[:_SHOWN])))
    notes = (f"{len(asked)} follow-ups over Wikinews, {len(others):,} of CANARD and CAsT, {lone:,} that stand alone.",)
    return Report(tuple(figures), notes, tuple(tables))


def _sampled(asked: Sequence[FollowUp], most: int) -> list[FollowUp]:
    """Sample follow-ups, always the same ones; all if `most` is 0."""
    return random.Random(20).sample(asked, min(most or len(asked), len(asked)))  # noqa: S311 - nothing secret


def _answers(options: Options, asked: Sequence[FollowUp]) -> tuple[list[Figure], Table]:
    """Ask each follow-up as typed, rewritten, and rewritten by annotators; count right answers, also by kind."""
    answers = KeptAnswers(options.data, options.cache)
    right = {name: [_is_right(answers, way(question), question) for question in asked] for name, way in WAYS.items()}
    answers.close()
    figures = [shown(f"follow-ups, whole answer right: {name}", mean(each), digits=3) for name, each in right.items()]
    share = at_least("ours divided by human", mean(right["ours"]) / (mean(right["human"]) or 1.0), 0.9, digits=3)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(asked):
        places[each.kind].append(place)
    lines = [
        (kind, str(len(own)), *(f"{mean(right[name][place] for place in own):.3f}" for name in WAYS))
        for kind, own in sorted(places.items())
    ]
    return [*figures, share], Table(("answer right", "n", *WAYS), tuple(lines))


def _is_right(answers: KeptAnswers, question: str, wanted: FollowUp) -> float:
    text = answers.text(question)
    if text is None or wanted.answer is None:
        return float(text is None and wanted.answer is None)
    return float(f1(text, [wanted.answer]) >= _RIGHT)


def _alone(data: Path) -> tuple[list[tuple[str, str]], int]:
    """List standalone questions that were changed after an unrelated one, with the result; count all of them."""
    asked: list[dict[str, Any]] = list(rows(data, "wikinews_questions"))
    changed = []
    for place, row in enumerate(asked):
        before = asked[(place + _UNRELATED) % len(asked)]
        said = [Said(before["question"], next(iter(before["answers"]), None))]
        if found := rewrite(row["question"], said):
            changed.append((row["question"], found.text))
    return changed, len(asked)


def _seconds(asked: Sequence[FollowUp]) -> float:
    spent = []
    for question in asked:
        said = followed(question.said)
        begun = time.perf_counter()
        rewrite(question.question, said)
        spent.append(time.perf_counter() - begun)
    return median(spent)


def _near(name: str, asked: Sequence[FollowUp]) -> Table:
    """Compare rewrites with those of annotators: equal, words shared, and share of the missing words added."""
    groups: defaultdict[str, list[FollowUp]] = defaultdict(list)
    for question in asked:
        groups[question.kind].append(question)
        groups["all"].append(question)
    lines = []
    for group, found in sorted(groups.items()):
        ours = [(WAYS["ours"](entry), entry) for entry in found]
        same = mean(exact(text, [each.rewrite]) for text, each in ours)
        shared = mean(f1(text, [each.rewrite]) for text, each in ours)
        raw = mean(f1(entry.question, [entry.rewrite]) for entry in found)
        before = mean(_has(entry.question, entry.rewrite) for entry in found)
        after = mean(_has(text, each.rewrite) for text, each in ours)
        closed = (after - before) / (1 - before) if before < 1 else 1.0
        lines.append(
            (group, str(len(found)), *(f"{value:.3f}" for value in (same, raw, shared, before, after, closed)))
        )
    head = (name, "n", "equal", "F1 raw", "F1", "words had raw", "words had", "gap closed")
    return Table(head, tuple(lines))


def _has(text: str, full: str) -> float:
    """Return the share of a full question's content words that another question has."""
    wanted = content_terms(full)
    return len(set(wanted) & set(content_terms(text))) / max(len(wanted), 1)


if __name__ == "__main__":
    script(measure, __doc__, shares=True)
