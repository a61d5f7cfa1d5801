"""Why a program is given nothing, as JSON."""

from typing import Literal

from qa.output.contract import Message


class FailureJson(Message, frozen=True, kw_only=True):
    """What happened, and what mends it."""

    schema: Literal["quotewire.error/1"] = "quotewire.error/1"
    error: str
    remedy: str | None
    """The command that mends it; null where there is none."""
