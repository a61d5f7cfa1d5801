"""Write the manual page of `qa` from the commands' own help.

python -m docs.man                print it
python -m docs.man qa.1           write it to a file; man ./qa.1 shows it
"""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import click

from tui.cli import qa
from tui.commands.exit_codes import ExitCode

_FILES = (
    ("qa.toml", "in the user configuration folder: settings, as docs/settings.md lists them"),
    ("index", "in the user data folder: the index; --index DIR or QA_INDEX names another"),
    ("history.sqlite", "in the user data folder: conversations of the chat"),
    ("last-places.json", "in the user data folder: the places that the last answer named, for qa open"),
)
_CODES = {
    ExitCode.ANSWERED: "answered",
    ExitCode.NO_RESULT: "the articles do not say",
    ExitCode.USAGE: "wrong usage or settings",
    ExitCode.INDEX: "no index, or one that is stale or damaged",
    ExitCode.FAILED: "the operation failed",
    ExitCode.INTERRUPTED: "interrupted",
}


def manual() -> str:
    """Write the page in the man macros, every command a section of its own."""
    context = click.Context(qa, info_name="qa")
    commands = [(name, qa.get_command(context, name)) for name in qa.list_commands(context)]
    lines = [f'.TH QA 1 "" "quotewire {version("quotewire")}" "User Commands"']
    lines += [".SH NAME", "qa \\- ask your own articles in the terminal; get their own words back"]
    lines += [".SH SYNOPSIS", ".B qa", "[OPTIONS] [COMMAND] [ARGS]"]
    lines += [".SH DESCRIPTION", *_text(qa.help or ""), *_options(qa)]
    lines.append(".SH COMMANDS")
    for name, command in commands:
        if command is not None:
            lines += _command(name, command)
    lines.append(".SH EXIT STATUS")
    for code, told in _CODES.items():
        lines += [".TP", f".B {code.value}", _escaped(told)]
    lines.append(".SH FILES")
    for file, told in _FILES:
        lines += [".TP", f".I {_escaped(file)}", _escaped(told)]
    return "\n".join(lines) + "\n"


def _command(name: str, command: click.Command) -> Iterator[str]:
    context = click.Context(command, info_name=f"qa {name}")
    yield f".SS qa {_escaped(' '.join([name, *command.collect_usage_pieces(context)]))}"
    yield from _text(command.help or "")
    yield from _options(command)
    yield from _text(command.epilog or "")


def _options(command: click.Command) -> Iterator[str]:
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            flags = ", ".join((*parameter.opts, *parameter.secondary_opts))
            value = "" if parameter.is_flag else f" {parameter.make_metavar(click.Context(command))}"
            yield from (".TP", f".B {_escaped(flags + value)}", _escaped(" ".join((parameter.help or "").split())))


def _text(told: str) -> Iterator[str]:
    """Write paragraphs; what click is told to leave as it is, line by line."""
    for paragraph in re.split(r"\n\s*\n", told.strip()):
        yield ".PP"
        as_it_is = paragraph.startswith("\b")
        lines = paragraph.removeprefix("\b").strip("\n").splitlines() if as_it_is else [" ".join(paragraph.split())]
        yield from [".nf"] if as_it_is else []
        yield from map(_escaped, lines)
        yield from [".fi"] if as_it_is else []


def _escaped(line: str) -> str:
    """Write a line so that nothing in it is a request or an escape of troff."""
    plain = line.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    plain = re.sub(r"[^\x00-\x7f]", lambda found: f"\\[u{ord(found.group()):04X}]", plain)
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain


if __name__ == "__main__":
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(manual(), encoding="utf-8")
    else:
        sys.stdout.write(manual())
