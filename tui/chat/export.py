"""Exporting a conversation to a file."""

import itertools
import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from qa.types import Answer

Kind = Literal["md", "json", "apa", "chicago", "bibtex", "csl-json"]
"""The whole conversation as Markdown or JSON, or its references in a citation style."""


def export_conversation(answers: "Sequence[Answer]", kind: Kind, folder: Path | None = None) -> tuple[str, bool]:
    """Write a conversation to a file: Markdown, a JSON list of answers, or references.

    Args:
        answers: The conversation, in order.
        kind: ``md``, ``json``, or a citation style other than Markdown.
        folder: The folder to write to; None for the current one.

    Returns:
        The message to show, and whether the export failed.
    """
    from qa.output.answer_json import answer_json
    from qa.output.answer_markdown import as_markdown
    from tui.text.styled import ENDINGS, conversation_styled

    if not answers:
        return "There is nothing to export yet.", True
    try:
        folder = folder or Path.cwd()
        if kind == "json":
            objects = [_with_paths_from(folder, answer_json(answer)) for answer in answers]
            text, ending = json.dumps(objects, ensure_ascii=False, indent=1), "json"
        elif kind == "md":
            text, ending = as_markdown(answers[0].question, answers, folder), "md"
        else:
            text, ending = f"{conversation_styled(answers, kind)}\n", ENDINGS[kind]
        file = _written(folder / f"quotewire-{time.strftime('%Y%m%d-%H%M%S')}.{ending}", text)
    except OSError as error:
        return f"The export could not be written: {error.strerror} ({error.filename or 'current folder'}).", True
    return f"Exported to {file}.", False


def _with_paths_from(folder: Path, value: Any) -> Any:
    """Make every path in an answer relative to the folder, for a file there."""
    from qa.output.answer_markdown import path_from

    if isinstance(value, list):
        return [_with_paths_from(folder, item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        name: path_from(folder, item) if name == "path" and isinstance(item, str) else _with_paths_from(folder, item)
        for name, item in value.items()
    }


def _written(file: Path, text: str) -> Path:
    """Write a new file, with a number in its name if the name is taken."""
    for attempt in itertools.count(1):
        named = file if attempt == 1 else file.with_stem(f"{file.stem}-{attempt}")
        try:
            with named.open("x", encoding="utf-8") as made:
                made.write(text)
        except FileExistsError:
            continue
        return named
    raise AssertionError("there is always another number")
