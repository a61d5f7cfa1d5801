"""``qa schema``: what JSON the other commands print, for programs that read it."""

import click

from qa.output.schemas import SCHEMAS, schema_of
from tui.commands.exit_codes import ExitCode
from tui.text.safe import as_json_line

_PRINTED = {
    "answer": 'qa ask --json "when did GCHQ join Instagram"',
    "batch": "each line of qa ask --batch FILE",
    "list": "each line of qa list --json",
    "article": "qa show --json ARTICLE",
    "status": "qa status --json",
    "timeline": "qa timeline --json WORDS",
    "eval": "qa eval --json FILE",
    "doctor": "qa doctor --json",
    "passages": "search of qa mcp and qa serve --api",
    "listing": "list of qa mcp",
    "excerpt": "show of qa mcp",
    "error": "what qa serve --api cannot do",
}
"""What prints each."""


@click.command()
@click.argument("name", type=click.Choice(list(SCHEMAS)), required=False)
def schema(name: str | None) -> int:
    """Print the JSON Schema of what a command prints as JSON, as in: qa schema answer.

    Without NAME, lists the schemas. Each output names its own in `schema`; keys stay as they are, more may be added.
    """
    if name is not None:
        click.echo(as_json_line(schema_of(name)))
    else:
        for each in SCHEMAS:
            click.echo(f"{each:<10}{_PRINTED[each]}")
    return ExitCode.ANSWERED
