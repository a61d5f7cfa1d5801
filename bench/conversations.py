"""Conversations as people type them: each turn asked as typed, in its conversation, and as a person rewrote it.

Sixty conversations of 347 turns over the articles of ``newsroom`` and ``pressroom``, written by hand by somebody who
did not know the rules: lower case, mistakes, corrections, changes of subject. See bench/data/README.md for the first
results; the rules have been developed on them since.
"""

import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from bench.support.report import Options, Report, Table, at_least, at_most, script, shown
from bench.support.verdicts import Verdict, verdict_on
from corpus.errors import QuestionInvalid
from qa.conversation.conversation import Conversation
from qa.engine import Engine
from qa.library.rebuild import rebuild_index
from qa.settings import Settings

_DATA = Path(__file__).parent / "data"
_ARTICLES = ("newsroom", "pressroom")
_WAYS = ("as typed", "in its conversation", "as a person rewrote it")


@dataclass(frozen=True, slots=True)
class _Turn:
    question: str
    kind: str
    verdicts: Mapping[str, Verdict]
    """Results by the way the question was asked."""
    asked_as: str
    """The rewritten question in its conversation; empty if searched as typed."""
    text: str
    """The answer in its conversation; empty if none."""

    def is_right(self, way: str) -> bool:
        """Whether the answer is right, with any confidence."""
        return self.verdicts[way].startswith("right")


def measure(options: Options) -> Report:  # noqa: ARG001 - it brings its own data
    """Run the conversations, and count right answers."""
    with tempfile.TemporaryDirectory() as made:
        settings = Settings(index=Path(made) / "index")
        rebuild_index(settings, [_DATA / name / "articles" for name in _ARTICLES])
        engine = Engine.open(settings)
        lines = (_DATA / "conversations.jsonl").read_text(encoding="utf-8").splitlines()
        turns = [turn for line in lines for turn in _had(engine, json.loads(line)["turns"])]
        engine.close()
    right = {way: mean(turn.is_right(way) for turn in turns) for way in _WAYS}
    alone = [turn for turn in turns if turn.kind in ("first", "switch")]
    wrong = [turn for turn in turns if turn.verdicts[_WAYS[1]] == "wrong, sure"]
    shown_wrong = tuple((turn.question, turn.asked_as, turn.text) for turn in wrong)
    return Report(
        figures=(
            *(shown(f"right {way}", right[way], digits=3) for way in _WAYS),
            at_least("in its conversation, divided by a person's rewrites", right[_WAYS[1]] / right[_WAYS[2]], 0.9),
            at_most("questions that stand alone and were changed", mean(bool(turn.asked_as) for turn in alone), 0.03),
            shown("wrong and sure, in its conversation", len(wrong) / len(turns), digits=3),
        ),
        tables=(_by_kind(turns), Table(("wrong and sure", "asked as", "answer"), shown_wrong)),
        notes=(f"{len(turns)} turns that a person could rewrite.",),
    )


def _had(engine: Engine, turns: Iterable[dict[str, object]]) -> Iterable[_Turn]:
    """Ask the turns of one conversation; those that nobody could rewrite are asked but not judged."""
    talk = Conversation(engine)
    for turn in turns:
        typed, rewrite, noted = str(turn["question"]), turn["rewrite"], turn["right"]
        right = [str(each) for each in noted] if isinstance(noted, list) else []
        try:
            answer = talk.ask(typed)
        except QuestionInvalid:
            continue
        if rewrite is None:
            continue
        answers = (engine.ask(typed), answer, engine.ask(str(rewrite)))
        verdicts = {way: verdict_on(each, right) for way, each in zip(_WAYS, answers, strict=True)}
        yield _Turn(typed, str(turn["kind"]), verdicts, answer.asked_as or "", answer.text or "")


def _by_kind(turns: Iterable[_Turn]) -> Table:
    kinds: defaultdict[str, list[_Turn]] = defaultdict(list)
    for turn in turns:
        kinds[turn.kind].append(turn)
    rows = tuple(
        (kind, str(len(own)), *(str(sum(turn.is_right(way) for turn in own)) for way in _WAYS))
        for kind, own in sorted(kinds.items())
    )
    return Table(("kind", "turns", *_WAYS), rows)


if __name__ == "__main__":
    script(measure, __doc__)
