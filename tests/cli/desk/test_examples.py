"""The examples in the help of the desk's commands, run over the samples one after another."""

import inspect
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from tui.cli import qa as qa_command

if TYPE_CHECKING:
    from tests.conftest import Run

pytestmark = pytest.mark.models


def examples(name: str) -> list[list[str]]:
    text = qa_command.get_command(click.Context(qa_command), name).help
    assert text is not None
    output = inspect.cleandoc(text)
    return [shlex.split(line) for line in re.findall(r"^    qa (.*)$", output, re.MULTILINE)]


def test_every_example_does_what_its_help_says(
    qa: "Run", sample_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QA_INDEX", str(sample_index))
    monkeypatch.chdir(tmp_path)
    for name in ("follow", "pack", "unpack", "note"):
        (example,) = examples(name)
        assert example[0] == name
        done = qa(*example)
        assert done.code == 0, done.err
