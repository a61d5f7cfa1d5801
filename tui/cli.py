"""The command line ``qa`` and its commands."""

import errno
import logging
import os
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import click

from corpus.errors import Cancelled, QAError
from tui.commands.exit_codes import ExitCode, code_of, report_error
from tui.commands.options import index_option, private_option
from tui.text.notices import STOPPED

_COMMANDS = {
    "ask": "ask",
    "search": "search",
    "rebuild": "rebuild",
    "list": "list_all",
    "show": "show",
    "timeline": "timeline",
    "add": "add",
    "remove": "remove_named",
    "watch": "watch",
    "follow": "follow",
    "pack": "pack",
    "unpack": "unpack",
    "note": "note",
    "verify": "verify",
    "said": "said",
    "eval": "evaluation",
    "status": "status",
    "doctor": "doctor",
    "serve": "serve",
    "keys": "keys",
    "mcp": "mcp",
    "schema": "schema",
    "open": "open_place",
    "completion": "completion",
}
"""Module and function of each command; the module of `tui.commands` is named like the command.

Modules are imported when their command runs, so that ``qa --help`` is fast."""


_OUTPUT_LOST = (errno.ENOSPC, errno.EBADF, errno.EIO, errno.EDQUOT)
"""Error numbers of writing to a full or closed output."""

logging.getLogger("tui").addHandler(logging.NullHandler())  # errors are printed already: no second copy on stderr


class _Commands(click.Group):
    """A group that imports a command when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"tui.commands.{cmd_name}"), _COMMANDS[cmd_name])
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Resolve a command; for an unknown name, suggest a similar one."""
        name = args[0]
        if not name.startswith("-") and name not in _COMMANDS:
            import difflib  # 10 ms: only for an unknown command

            near = difflib.get_close_matches(name, _COMMANDS, 1, 0.5)
            meant = [f"Did you mean {near[0]}?"] if near else []
            meant += ['To ask, write: qa ask "QUESTION"'] if len(args) > 1 or not near else []
            raise click.UsageError(" ".join([f"No such command {name!r}.", *meant]), ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> int:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:  # the reader closed the pipe
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            return ExitCode.ANSWERED
        return result if isinstance(result, int) else ExitCode.ANSWERED


@click.command(cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="quotewire", prog_name="quotewire")
@index_option
@private_option
@click.pass_context
def qa(ctx: click.Context, index_folder: Path | None, private: bool) -> int:
    """Ask your own articles; get answers in their own words, with citations you can check.

    Without a command, opens the chat. Nothing leaves this machine.
    """
    if os.environ.get("NO_COLOR"):
        ctx.color = False
    if ctx.invoked_subcommand is not None:
        if index_folder is not None or private:
            raise click.UsageError(f"Put options after the command: qa {ctx.invoked_subcommand} --index DIR")
        return ExitCode.ANSWERED
    if not _in_terminal():
        click.echo(ctx.get_help())
        return ExitCode.ANSWERED
    from tui.chat.run import run_chat

    return run_chat(index_folder, private=private)


def _in_terminal() -> bool:
    """Return whether the chat can run: in a terminal, or under the driver of `qa serve`."""
    return "TEXTUAL_DRIVER" in os.environ or (sys.stdin.isatty() and sys.stdout.isatty())


def main() -> None:
    """Run the command line and exit with its exit code."""
    code = run(sys.argv[1:])
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        code = _unwritable(error)
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run the command line.

    Args:
        arguments: The arguments after ``qa``.

    Returns:
        The exit code.
    """
    if sys.stdout is None:  # closed before the start, as in a cron job
        return _unwritable(OSError(errno.EBADF, "it is closed"))
    try:
        result = qa.main(arguments, prog_name="qa", standalone_mode=False)
        return result if isinstance(result, int) else ExitCode.ANSWERED
    except click.ClickException as error:
        error.show()
        return ExitCode.USAGE
    except QAError as error:
        report_error(error)
        return code_of(error)
    except (KeyboardInterrupt, click.Abort, Cancelled) as stopped:
        message = str(stopped) if isinstance(stopped, click.Abort) else ""
        click.echo(message or STOPPED, err=True)
        return ExitCode.INTERRUPTED
    except OSError as error:
        if error.errno not in _OUTPUT_LOST:
            raise
        return _unwritable(error)


def _unwritable(error: OSError) -> int:
    """Report that the output could not be written, and stop Python from writing to it again at exit."""
    if sys.stdout is not None:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if sys.stderr is not None:
        with suppress(OSError):
            click.echo(f"qa: The output could not be written: {error.strerror or error}.", err=True)
    return ExitCode.FAILED


if __name__ == "__main__":
    main()
