"""The JSON of followed questions and their changes."""

from typing import Any

from qa.desk.follow.follows import Change, Follow
from qa.desk.follow.store import slim
from qa.output.answer_json import answer_message
from qa.output.contract import taken, written
from qa.output.desk_messages import ChangeJson, FollowJson


def follow_json(follow: Follow) -> dict[str, Any]:
    """Convert a followed question; its answer has the schema of answers, without hits."""
    message = taken(
        FollowJson,
        follow,
        where=follow.where.written(),
        began=follow.began.isoformat(),
        changed=follow.changed.isoformat() if follow.changed else None,
        answer=answer_message(slim(follow.answer)),
    )
    return written(message)


def change_json(change: Change) -> dict[str, Any]:
    """Convert a change; both answers have the schema of answers, without hits."""
    sides = {"before": answer_message(slim(change.before)), "after": answer_message(slim(change.after))}
    return written(taken(ChangeJson, change, noticed=change.noticed.isoformat(), **sides))
