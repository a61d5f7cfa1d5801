"""``qa schema``: prints the JSON schemas of the other commands' output."""

import click

from qa.output.schemas import SCHEMAS, schema_of
from tui.commands.exit_codes import ExitCode
from tui.text.safe import as_json_line

PRINTED = {
    "answer": 'qa ask --json "when did GCHQ join Instagram"',
    "batch": "each line of qa ask --batch FILE",
    "search": "qa search --json WORDS, search of qa mcp and qa serve --api",
    "list": "each line of qa list --json",
    "article": "qa show --json ARTICLE",
    "status": "qa status --json",
    "timeline": "qa timeline --json WORDS",
    "said": "qa said --json NAME",
    "verify": "qa verify --json DRAFT",
    "follow": "qa follow --json QUESTION, each line of --list",
    "change": "each line of qa follow --json --check, --changes",
    "note": "qa note --json ARTICLE TEXT, each line of --list",
    "tag": "each line of qa note --json --tags",
    "pack": "qa pack --json QUESTION",
    "standing": "each line of qa unpack --json --check PACK",
    "rebuild": "qa rebuild --json, qa remove --json NAME",
    "plan": "qa rebuild --json --dry-run",
    "added": "qa add --json PATH",
    "watch": "each line of qa watch --json",
    "eval": "qa eval --json FILE",
    "doctor": "qa doctor --json",
    "passages": "passages of qa mcp and qa serve --api",
    "listing": "list of qa mcp",
    "excerpt": "show of qa mcp",
    "error": "errors of qa serve --api",
}
"""What prints the output of each schema."""


@click.command()
@click.argument("name", metavar="[NAME]", type=click.Choice(list(SCHEMAS)), required=False)
def schema(name: str | None) -> int:
    """Print the JSON Schema of a command's JSON output, as in: qa schema answer.

    Without NAME, lists the schemas. Each output names its schema in `schema`; keys are stable, new ones may be added.
    """
    if name is not None:
        click.echo(as_json_line(schema_of(name)))
    else:
        for name_ in SCHEMAS:
            click.echo(f"{name_:<10}{PRINTED[name_]}")
    return ExitCode.ANSWERED
