"""The command line: ``qa`` and its commands."""

import os
import sys
from importlib.metadata import version

import click

from corpus.errors import Cancelled, QAError
from tui.exits import ExitCode, code_of, tell

_COMMANDS = {
    "ask": ("tui.asking", "ask"),
    "rebuild": ("tui.rebuilding", "rebuild"),
    "eval": ("tui.evaluating", "evaluation"),
    "status": ("tui.status", "status"),
    "completion": ("tui.completion", "completion"),
}
"""Imported only when used: ``qa --help`` needs none of what they need."""


class _Commands(click.Group):
    """A group that imports a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name]
        command: click.Command = getattr(__import__(module, fromlist=[name]), name)
        return command


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("quotewire"), prog_name="quotewire")
@click.pass_context
def qa(ctx: click.Context) -> None:
    """Ask your own articles; get their own words back, with citations you can check.

    Nothing leaves this machine.
    """
    if os.environ.get("NO_COLOR"):
        ctx.color = False


def main() -> None:
    """Run the command line and exit with its code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run the command line.

    Args:
        arguments: What stands behind ``qa``.

    Returns:
        The exit code.
    """
    try:
        result = qa.main(arguments, prog_name="qa", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else ExitCode.ANSWERED
    except click.ClickException as error:
        error.show()
        return ExitCode.USAGE
    except QAError as error:
        tell(error)
        return code_of(error)
    except (KeyboardInterrupt, click.Abort, Cancelled):
        click.echo("Stopped. Nothing was changed.", err=True)
        return ExitCode.INTERRUPTED
    except BrokenPipeError:  # the reader of our output had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return ExitCode.ANSWERED


if __name__ == "__main__":
    main()
