"""How sound an index is, as JSON."""

from typing import Any, Literal

from qa.library.doctor import Diagnosis
from qa.library.doctor_environment import Check
from qa.output.contract import Message, written

DOCTOR: Literal["quotewire.doctor/1"] = "quotewire.doctor/1"


class DoctorJson(Message, frozen=True, kw_only=True):
    """Everything an index needs, looked at."""

    schema: Literal["quotewire.doctor/1"] = DOCTOR
    index: str
    sound: bool
    """Whether nothing failed; warnings may be among it."""
    checks: tuple[Check, ...]


def doctor_json(diagnosis: Diagnosis) -> dict[str, Any]:
    """Write what was looked at; remedies are in the words of a shell where the diagnosis has them so."""
    return written(DoctorJson(index=str(diagnosis.index), sound=diagnosis.sound, checks=diagnosis.checks))
