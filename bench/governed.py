"""Near misses: questions over invented articles about denials, plans, parties, times and speakers.

Each question is asked of its own article alone, with the larger network; `own_dev` is not used for training. An
article belongs to several kinds, so kinds share questions.
"""

from bench.support.data import rows
from bench.support.report import Options, Report, Skipped, Table, at_least, script, shown
from corpus.sentences import all_sentences
from qa.evaluation.metrics import auroc, f1
from qa.questions.kind import fits_of
from qa.reading.model import CLOSE_MODELS, SpanModel
from qa.reading.spans import best_span

KINDS = (
    "denied", "hypothetical or planned", "asked or rumoured", "negated", "two parties", "then and now", "who says it",
    "posts in other words", "kinds of numbers", "relative dates",
)  # fmt: skip
"""Articles by number, from 1."""
Seen = tuple[float, float | None]
"""Margin of the best span over no answer, and its F1 if there is an answer."""


def measure(options: Options) -> Report:
    """Ask every question of its own article."""
    if not (options.data / "own_dev.jsonl.xz").exists():
        raise Skipped("own_dev is not among the data sets")
    model = SpanModel.open(CLOSE_MODELS)
    by_kind: dict[int, list[Seen]] = {}
    seen: list[Seen] = []
    for row in rows(options.data, "own_dev"):
        own = [_read(model, row["title"], row["text"], question) for question in row["questions"]]
        seen += own
        for kind in row["kind"]:
            by_kind.setdefault(kind, []).extend(own)
    shown_rows = [(KINDS[kind - 1], f"{len(own)}", f"{_auroc(own):.3f}", f"{_f1(own):.3f}") for kind, own in
            sorted(by_kind.items())]  # fmt: skip
    return Report(
        figures=(
            at_least("governed: near misses told from answerable, AUROC", _auroc(seen), 0.90, digits=3),
            shown("governed: answerable F1", _f1(seen), digits=3),
        ),
        notes=(f"{len(seen)} questions, half of them near misses.",),
        tables=(Table(("kind", "questions", "AUROC", "answerable F1"), tuple(shown_rows)),),
    )


def _read(model: SpanModel, title: str, text: str, asked: dict[str, object]) -> Seen:
    (windows,) = model.read(str(asked["question"]), [(title, text)])
    question = str(asked["question"])
    best = best_span(windows, text, all_sentences(text), model.limits.longest_answer, fits=fits_of(question))
    answers = [answer["text"] for answer in asked["answers"]]  # type: ignore[attr-defined]
    words = text[best.start : best.end] if best else ""
    return (best.span if best else -60.0), (f1(words, answers) if answers else None)


def _auroc(seen: list[Seen]) -> float:
    return auroc([margin for margin, _ in seen], [worth is not None for _, worth in seen]) or 0.0


def _f1(seen: list[Seen]) -> float:
    worths = [worth for _, worth in seen if worth is not None]
    return sum(worths) / max(len(worths), 1)


if __name__ == "__main__":
    script(measure, __doc__)
