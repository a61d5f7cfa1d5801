"""The README is correct."""

import importlib.util
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from tui.cli import qa

if TYPE_CHECKING:
    from tests.conftest import Run

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_is_in_the_readme() -> None:
    commands = qa.list_commands(click.Context(qa))
    missing = [name for name in commands if f"`qa {name}" not in README]
    assert missing == []


def test_every_command_has_help() -> None:
    context = click.Context(qa)
    for name in qa.list_commands(context):
        command = qa.get_command(context, name)
        assert command.help, name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{name} {parameter.opts}"


def test_the_tables_of_settings_and_figures_are_the_generated_ones() -> None:
    spec = importlib.util.spec_from_file_location("docs_tables", ROOT / "docs" / "tables.py")
    assert spec is not None
    assert spec.loader is not None
    generator = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generator)
    for document in generator.DOCUMENTS:
        text = (ROOT / document).read_text(encoding="utf-8")
        assert generator.filled(text) == text, "python -m docs.tables"
    assert README.count("| <= ") + README.count("| >= ") == len(generator.KEY_FIGURES)
    context = click.Context(qa)
    commands = [qa, *(qa.get_command(context, name) for name in qa.list_commands(context))]
    options = {option for command in commands for parameter in command.params for option in parameter.opts}
    assert set(generator.FLAGS.values()) <= options


@pytest.mark.parametrize("page", ["README.md", *(f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md"))])
def test_links_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", (ROOT / page).read_text(encoding="utf-8")):
        assert ((ROOT / page).parent / target).exists(), target


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= 150


@pytest.mark.models
def test_the_answers_shown_are_the_answers_given(qa_process: "Run", sample_index: Path) -> None:
    shown = re.findall(r"```console\n\$ qa ask \"([^\"]+)\"\n(.*?)```", README, re.DOTALL)
    assert len(shown) == 2
    for question, output in shown:
        given = qa_process("ask", "--index", sample_index, question).out
        given = re.sub(r"^(    ).*/(samples/)", r"\1\2", given, flags=re.MULTILINE)
        given, output = (re.sub(r"\d+%", "%", text) for text in (given, output))  # new weights move them a little
        for line in output.strip().splitlines():
            assert line.removesuffix("...").strip() in given
