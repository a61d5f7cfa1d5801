"""The JSON of an evaluation."""

from dataclasses import dataclass
from typing import Any, Literal

from qa.evaluation.compare import Comparison
from qa.evaluation.evaluate import Evaluation
from qa.output.contract import taken, written

EVALUATION: Literal["quotewire.evaluation/1"] = "quotewire.evaluation/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationJson(Evaluation):
    """Measurements on questions with known answers; a mean is null if there was nothing to average."""

    schema: Literal["quotewire.evaluation/1"] = EVALUATION
    compared: Comparison | None = None
    """Comparison with an earlier run; null if none was given."""


def evaluation_json(evaluation: Evaluation, compared: Comparison | None = None) -> dict[str, Any]:
    """Convert an evaluation to JSON.

    Args:
        evaluation: The results.
        compared: Their comparison with an earlier run, if there was one.

    Returns:
        An object for `json.dumps`.
    """
    return written(taken(EvaluationJson, evaluation, compared=compared))
