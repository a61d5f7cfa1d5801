"""Output formats of lists: text, JSON, CSV or Markdown."""

import functools
from collections.abc import Callable
from typing import Any, Literal, TypeVar, cast, get_args

import click

Form = Literal["text", "json", "csv", "md"]

F = TypeVar("F", bound=Callable[..., Any])


def format_options(command: F) -> F:
    """Add ``--format`` and a short flag for each format; the command receives `form`, a `Form`."""

    @functools.wraps(command)
    def formatted(*arguments: Any, **given: Any) -> Any:
        named = given.pop("format_name")
        chosen = {name for name in get_args(Form) if name != "text" and given.pop(f"as_{name}")}
        chosen |= {named} if named else set()
        if len(chosen) > 1:
            raise click.UsageError(f"Choose one format; given were {', '.join(sorted(chosen))}.")
        return command(*arguments, form=chosen.pop() if chosen else "text", **given)

    for option in (
        click.option("--md", "as_md", is_flag=True, help="Print Markdown."),
        click.option("--csv", "as_csv", is_flag=True, help="Print CSV."),
        click.option("--json", "as_json", is_flag=True, help="Print JSON."),
        click.option("--format", "format_name", type=click.Choice(get_args(Form)), help="Output format (text)."),
    ):
        option(formatted)
    return cast("F", formatted)
