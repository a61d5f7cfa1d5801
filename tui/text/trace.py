"""Formats how an answer was decided: each passage, its best span, and the decision."""

import click

from index.types import Hit
from qa.questions import question_type
from qa.reading.agreement import span_text
from qa.types import Answer, Reading
from tui.text.safe import counted, one_line, shortened
from tui.text.times import counted_line

_LONGEST = 48
"""Characters shown of a span."""
_COLUMNS = (("fused", 6), ("dense", 6), ("bm25", 6), ("span", 6), ("relevance", 6), ("evidence", 6), ("probability", 6))
_MEANT = (
    "fused, dense, bm25: retrieval scores; span: best span minus no answer; relev.: whether the passage answers;",
    "evid.: the passage's evidence; prob.: probability that the span is right, given the other passages.",
)


def trace_text(answer: Answer) -> str:
    """Format the readings from which an answer was decided, and the decision.

    Args:
        answer: The answer from the engine.

    Returns:
        A table of the passages in the order of their evidence, and the decision.
    """
    if answer.parts:
        return "\n\n".join(f"{one_line(part.question)}\n{trace_text(part)}" for part in answer.parts)
    readings = {_place(reading.hit): reading for reading in answer.readings}
    head = "rank  " + " ".join(f"{_short(name):>{width}}" for name, width in _COLUMNS)
    lines = [click.style(f"Question type: {question_type(answer.question)}", bold=True), "", f"{head}  span, article"]
    lines += [_row(hit, readings.get(_place(hit))) for hit in answer.hits]
    seconds = answer.seconds
    spent = f"Seconds: load {seconds.load:.2f}, retrieve {seconds.retrieve:.3f}, read {seconds.read:.3f}."
    counted_from = [line for line in (counted_line(answer.when),) if line]
    return "\n".join([*lines, "", *_MEANT, "", _decision(answer), *counted_from, spent])


def _row(hit: Hit, reading: Reading | None) -> str:
    numbers = " ".join(_number(hit.scores.get(name), width) for name, width in _COLUMNS)
    words = shortened(one_line(span_text(reading)), _LONGEST) if reading else ""
    span = f"“{words}”" if words else "nothing"
    return f"{hit.rank:>4}  {numbers}  {span} {click.style(one_line(hit.passage.article_id), dim=True)}"


def _decision(answer: Answer) -> str:
    if answer.refusal is not None:
        refusal = answer.refusal
        needed = f"the best probability is {refusal.best:.2f}, {refusal.threshold:.2f} is needed"
        return f"Refused ({refusal.reason}): {needed}."
    close = [f"“{one_line(other.text)}” {other.confidence:.2f}" for other in answer.alternatives]
    sure = f"Answered with probability {answer.confidence or 0:.2f} from {counted(len(answer.citations), 'text')}"
    return f"{sure}; close to it: {', '.join(close) or 'nothing'}."


def _number(value: float | None, width: int) -> str:
    return f"{'-':>{width}}" if value is None else f"{value:>{width}.2f}"


def _short(name: str) -> str:
    return {"relevance": "relev.", "evidence": "evid.", "probability": "prob."}.get(name, name)


def _place(hit: Hit) -> tuple[str, int]:
    return hit.passage.article_id, hit.passage.ordinal
