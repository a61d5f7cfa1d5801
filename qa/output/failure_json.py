"""The JSON of an error."""

from typing import Literal

from qa.output.contract import Message


class FailureJson(Message, frozen=True, kw_only=True):
    """An error and its remedy."""

    schema: Literal["quotewire.error/1"] = "quotewire.error/1"
    error: str
    remedy: str | None
    """The command that fixes it; null if there is none."""
