"""The results of an evaluation, as JSON."""

from dataclasses import dataclass
from typing import Any, Literal

from qa.evaluation.compare import Comparison
from qa.evaluation.evaluate import Evaluation
from qa.output.contract import taken, written

EVALUATION: Literal["quotewire.evaluation/1"] = "quotewire.evaluation/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationJson(Evaluation):
    """What was measured on questions whose answers are known; every mean is null where none could be counted."""

    schema: Literal["quotewire.evaluation/1"] = EVALUATION
    compared: Comparison | None = None
    """Against an earlier run; null where none was named."""


def evaluation_json(evaluation: Evaluation, compared: Comparison | None = None) -> dict[str, Any]:
    """Write an evaluation.

    Args:
        evaluation: The results.
        compared: Their comparison with an earlier run, if there was one.

    Returns:
        An object for `json.dumps`.
    """
    return written(taken(EvaluationJson, evaluation, compared=compared))
