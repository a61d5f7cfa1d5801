"""The examples in the help of the desk's commands, run over the samples one after another."""

import inspect
import re
import shlex

import click
import pytest

from tui.cli import qa as qa_command

pytestmark = pytest.mark.models


def examples(name: str) -> list[list[str]]:
    told = inspect.cleandoc(qa_command.get_command(click.Context(qa_command), name).help)
    return [shlex.split(line) for line in re.findall(r"^    qa (.*)$", told, re.MULTILINE)]


def test_every_example_does_what_its_help_says(qa, sample_index, tmp_path, monkeypatch):
    monkeypatch.setenv("QA_INDEX", str(sample_index))
    monkeypatch.chdir(tmp_path)
    for name in ("follow", "pack", "unpack", "note"):
        (example,) = examples(name)
        assert example[0] == name
        done = qa(*example)
        assert done.code == 0, done.err
