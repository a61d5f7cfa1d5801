"""Questions that stand, and what changed of them, as JSON."""

from typing import Any

from qa.desk.follow_store import slim
from qa.desk.follows import Change, Follow
from qa.output.answer_json import answer_json

FOLLOW_SCHEMA = "quotewire.follow/1"
CHANGE_SCHEMA = "quotewire.change/1"
"""Keys of a schema are stable; more may be added."""


def follow_json(follow: Follow) -> dict[str, Any]:
    """Write a question that stands; its answer is under the contract of answers, without hits."""
    return {
        "schema": FOLLOW_SCHEMA,
        "id": follow.follow_id,
        "question": follow.question,
        "filter": follow.where.written(),
        "open": follow.open,
        "began": follow.began.isoformat(),
        "changed": follow.changed.isoformat() if follow.changed else None,
        "answer": answer_json(slim(follow.answer)),
    }


def change_json(change: Change) -> dict[str, Any]:
    """Write a change: the answer before and the one after, under the contract of answers, without hits."""
    return {
        "schema": CHANGE_SCHEMA,
        "id": change.follow_id,
        "question": change.question,
        "kind": change.kind,
        "noticed": change.noticed.isoformat(),
        "before": answer_json(slim(change.before)),
        "after": answer_json(slim(change.after)),
    }
