"""Writing a conversation to a file that a person can keep."""

import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa.types import Answer


def export_conversation(answers: "Sequence[Answer]", kind: str, folder: Path | None = None) -> tuple[str, bool]:
    """Write answers as Markdown or as JSON lines' objects in one list.

    Args:
        answers: The conversation, in order.
        kind: ``md`` or ``json``.
        folder: Where to; None takes the current folder.

    Returns:
        What to tell the person, and whether it failed.
    """
    from qa.contract import answer_json
    from qa.history import as_markdown

    if not answers:
        return "There is nothing to export yet.", True
    file = (folder or Path.cwd()) / f"quotewire-{time.strftime('%Y%m%d-%H%M%S')}.{kind}"
    if kind == "json":
        text = json.dumps([answer_json(answer) for answer in answers], ensure_ascii=False, indent=1)
    else:
        text = as_markdown(answers[0].question, answers)
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        return f"{file} could not be written: {error.strerror}.", True
    return f"Exported to {file}.", False
