"""``qa completion``: prints the completion script of a shell."""

import click
from click.shell_completion import get_completion_class

from tui.commands.exit_codes import ExitCode


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> int:
    """Print the completion script of SHELL.

    For bash, put  eval "$(qa completion bash)"  in ~/.bashrc.
    """
    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"Unknown shell: {shell}.")
    click.echo(kind(click.get_current_context().find_root().command, {}, "qa", "_QA_COMPLETE").source())
    return ExitCode.ANSWERED
