"""The manual page describes every command and option, and man can show it."""

import importlib.util
import re
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from tui.cli import qa
from tui.commands.exit_codes import ExitCode


@pytest.fixture(scope="module")
def page() -> str:
    spec = importlib.util.spec_from_file_location("docs_man", Path(__file__).parents[2] / "docs" / "man.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.manual()


def test_every_command_with_every_option_is_on_the_page(page: str) -> None:
    context = click.Context(qa)
    assert len(qa.list_commands(context)) > 12
    for name in qa.list_commands(context):
        (section,) = re.findall(rf"^\.SS qa {name}\b.*?(?=^\.SS|^\.SH)", page, re.MULTILINE | re.DOTALL)
        command = qa.get_command(context, name)
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                for flag in parameter.opts:
                    assert flag.replace("-", "\\-") in section, (name, flag)


def test_every_exit_code_is_on_the_page(page: str) -> None:
    status = page.split(".SH EXIT STATUS")[1].split(".SH FILES")[0]
    assert {int(code) for code in re.findall(r"^\.B (\d+)$", status, re.MULTILINE)} == set(ExitCode)


def test_every_request_is_one_of_the_man_macros(page: str) -> None:
    requests = set(re.findall(r"^[.'](\S*)", page, re.MULTILINE))
    assert requests <= {"TH", "SH", "SS", "B", "I", "TP", "PP", "nf", "fi"}
    assert "\b" not in page


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_groff_sets_it_without_a_warning(page: str) -> None:
    command = ["groff", "-man", "-Tutf8", "-ww", "-z"]
    done = subprocess.run(command, input=page, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
