"""Writing a conversation to a file that a person can keep."""

import itertools
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from qa.types import Answer

Kind = Literal["md", "json", "apa", "chicago", "bibtex", "csl-json"]
"""All of a conversation as Markdown or JSON, or its answers with references in a style."""


def export_conversation(answers: "Sequence[Answer]", kind: Kind, folder: Path | None = None) -> tuple[str, bool]:
    """Write answers as Markdown or as JSON lines' objects in one list.

    Args:
        answers: The conversation, in order.
        kind: ``md``, ``json``, or a style of citations other than Markdown.
        folder: Where to; None takes the current folder.

    Returns:
        What to tell the person, and whether it failed.
    """
    from qa.output.answer_json import answer_json
    from qa.output.answer_markdown import as_markdown
    from tui.text.styled import ENDINGS, conversation_styled

    if not answers:
        return "There is nothing to export yet.", True
    try:
        folder = folder or Path.cwd()
        if kind == "json":
            told = [_with_paths_from(folder, answer_json(answer)) for answer in answers]
            text, ending = json.dumps(told, ensure_ascii=False, indent=1), "json"
        elif kind == "md":
            text, ending = as_markdown(answers[0].question, answers, folder), "md"
        else:
            text, ending = f"{conversation_styled(answers, kind)}\n", ENDINGS[kind]
        file = _written(folder / f"quotewire-{time.strftime('%Y%m%d-%H%M%S')}.{ending}", text)
    except OSError as error:
        return f"The export could not be written: {error.strerror} ({error.filename or 'current folder'}).", True
    return f"Exported to {file}.", False


def _with_paths_from(folder: Path, told: Any) -> Any:
    """Write every path of an answer as it leads from a folder."""
    from qa.output.answer_markdown import path_from

    if isinstance(told, list):
        return [_with_paths_from(folder, each) for each in told]
    if not isinstance(told, dict):
        return told
    return {
        name: path_from(folder, value) if name == "path" and isinstance(value, str) else _with_paths_from(folder, value)
        for name, value in told.items()
    }


def _written(file: Path, text: str) -> Path:
    """Write a new file, under another name if there is one of this name."""
    for attempt in itertools.count(1):
        named = file if attempt == 1 else file.with_stem(f"{file.stem}-{attempt}")
        try:
            with named.open("x", encoding="utf-8") as made:
                made.write(text)
        except FileExistsError:
            continue
        return named
    raise AssertionError("there is always another number")
