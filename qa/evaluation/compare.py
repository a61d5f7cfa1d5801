"""One run of an evaluation against an earlier one, question by question."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import SettingsInvalid
from qa.evaluation.metrics import resampled
from qa.evaluation.outcomes import Outcome

MEASURES = ("em", "f1")
"""The measure that decides whether a run is worse."""


@dataclass(frozen=True, slots=True)
class Change:
    """How one measure moved."""

    measure: str
    before: float
    """Mean over the questions that both runs have, 0 to 1."""
    now: float
    low: float
    """95 % of the resampled differences lie between `low` and `high`."""
    high: float

    @property
    def difference(self) -> float:
        """How much better it is now; negative if it is worse."""
        return self.now - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side."""

    questions: int
    """Those that both have."""
    changes: tuple[Change, ...]

    def worse_by(self, margin: float) -> bool:
        """Return whether a measure fell by more than `margin`, from 0 to 1."""
        return any(change.difference < -margin for change in self.changes)


def read_run(file: Path) -> dict[str, dict[str, Any]]:
    """Read the outcomes of a run that was written as JSON.

    Args:
        file: Its output.

    Returns:
        Each question's outcome by its id.

    Raises:
        SettingsInvalid: If the file is not such an output.
    """
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))["outcomes"]
        return {str(row["question_id"]): {name: float(row[name]) for name in MEASURES} for row in stored}
    except OSError as error:
        raise SettingsInvalid(f"{file} cannot be read: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise SettingsInvalid(f"{file} does not hold the outcomes of a run as JSON.") from error


def compare(before: Mapping[str, Mapping[str, float]], outcomes: Sequence[Outcome]) -> Comparison:
    """Compare a run with an earlier one.

    Args:
        before: The earlier run's outcomes by question.
        outcomes: This run's.

    Returns:
        The comparison over the questions that both have; differences are resampled in pairs.

    Raises:
        SettingsInvalid: If they have none in common.
    """
    common = [outcome for outcome in outcomes if outcome.question_id in before]
    if not common:
        raise SettingsInvalid("The two runs have no question in common.")
    changes = []
    for measure in MEASURES:
        old = np.array([before[outcome.question_id][measure] for outcome in common])
        new = np.array([getattr(outcome, measure) for outcome in common], dtype=float)
        low, high = np.percentile(resampled(new - old), (2.5, 97.5))
        changes.append(Change(measure, float(old.mean()), float(new.mean()), float(low), float(high)))
    return Comparison(len(common), tuple(changes))
