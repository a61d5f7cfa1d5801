"""The JSON of the checks of an index."""

from typing import Any, Literal

from qa.library.doctor import Diagnosis
from qa.library.doctor_environment import Check
from qa.output.contract import Message, written

DOCTOR: Literal["quotewire.doctor/1"] = "quotewire.doctor/1"


class DoctorJson(Message, frozen=True, kw_only=True):
    """The checks of everything an index needs."""

    schema: Literal["quotewire.doctor/1"] = DOCTOR
    index: str
    sound: bool
    """Whether no check failed; there may be warnings."""
    checks: tuple[Check, ...]


def doctor_json(diagnosis: Diagnosis) -> dict[str, Any]:
    """Convert a diagnosis to JSON."""
    return written(DoctorJson(index=str(diagnosis.index), sound=diagnosis.sound, checks=diagnosis.checks))
