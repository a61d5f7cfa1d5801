"""Messages of the library fit every front end: they name settings and commands; keys and flags are named by `tui`."""

import ast
import io
import re
import tokenize
from pathlib import Path

import click
import pytest

from tui.cli import qa

ROOT = Path(__file__).parents[2]
KEY = re.compile(r"\b(?:F[2-9]|F1[0-2]|Ctrl\+\w|Escape)\b")
"""F1 is a measure too."""


def flags() -> set[str]:
    """List every long option of every command."""
    context = click.Context(qa)
    commands = [qa, *(qa.get_command(context, name) for name in qa.list_commands(context))]
    options = {option for command in commands for parameter in command.params for option in parameter.opts}
    return {option for option in options if option.startswith("--")}


def words_of(path: Path) -> str:
    """Join the strings and comments of a module."""
    source = path.read_text(encoding="utf-8")
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    comments = [token.string for token in tokens if token.type == tokenize.COMMENT]
    nodes = ast.walk(ast.parse(source))
    strings = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return "\n".join(comments + strings)


@pytest.mark.parametrize("package", ["corpus", "index", "qa"])
def test_nothing_below_the_terminal_names_a_key_or_a_flag(package: str) -> None:
    flag = re.compile("|".join(rf"{re.escape(option)}\b" for option in flags()))
    for path in (ROOT / package).rglob("*.py"):
        words = words_of(path)
        assert not KEY.search(words), f"{path}: {KEY.search(words)}"
        assert not flag.search(words), f"{path}: {flag.search(words)}"
