"""Words added to follow-ups by the rules, by the classifier and by both, compared with those that annotators added.

Measured on the halves of CANARD, CAsT and the Wikinews conversations that were not used for training or development.
Words are compared as the index folds them; those of the question as typed do not count.
"""

import random
from collections import defaultdict
from collections.abc import Sequence

from bench.dialogues import WAYS
from bench.support.data import needed
from bench.support.report import Options, Report, Table, script, shown
from qa.questions import content_terms
from training.dialogues import FollowUp, of_others, over_wikinews

_WAYS = ("rules", "classifier", "ours")


def measure(options: Options) -> Report:
    """Rewrite every follow-up in each way, and compare the words added with the annotator's."""
    needed(options.data, "followups", "wikinews_followups")
    asked = [("wikinews", each) for reported, each in over_wikinews(options.data) if reported]
    asked += [(each.kind, each) for reported, each in of_others(options.data) if reported and each.said]
    if options.most:
        asked = random.Random(20).sample(asked, min(options.most, len(asked)))  # noqa: S311 - nothing secret
    groups: defaultdict[str, list[FollowUp]] = defaultdict(list)
    for source, each in asked:
        groups[source].append(each)
    groups["all"] = [each for _, each in asked]
    measured = {source: {way: _measures(way, found) for way in _WAYS} for source, found in sorted(groups.items())}
    figures = tuple(shown(f"words put in, F1, {way}", measured["all"][way][2], digits=3) for way in _WAYS)
    lines = tuple(
        (source, str(len(groups[source])), way, *(f"{value:.3f}" for value in values))
        for source, by_way in measured.items()
        for way, values in by_way.items()
    )
    return Report(
        figures, (f"{len(asked):,} follow-ups.",), (Table(("", "n", "", "precision", "recall", "F1"), lines),)
    )


def _measures(way: str, asked: Sequence[FollowUp]) -> tuple[float, float, float]:
    """Compute precision, recall and F1 of the words that one way adds, over all follow-ups together."""
    right = put = wanted = 0
    for question in asked:
        typed = set(content_terms(question.question))
        found, human = (set(content_terms(text)) - typed for text in (WAYS[way](question), question.rewrite))
        right, put, wanted = right + len(found & human), put + len(found), wanted + len(human)
    return right / max(put, 1), right / max(wanted, 1), 2 * right / max(put + wanted, 1)


if __name__ == "__main__":
    script(measure, __doc__, shares=True)
