"""``qa verify``: checks a draft's quotations and figures against the archive."""

import sys
from pathlib import Path

import click

from tui.commands.exit_codes import ExitCode, notice
from tui.commands.options import index_option, json_option, settings_of
from tui.commands.progress_line import ProgressLine
from tui.text.safe import as_json_line, harmless


@click.command()
@click.argument("draft", type=click.Path(dir_okay=False, path_type=Path, allow_dash=True))
@json_option
@click.option("--md", "as_markdown", is_flag=True, help="Print a report in Markdown.")
@index_option
def verify(draft: Path, as_json: bool, as_markdown: bool, index_folder: Path | None) -> int:
    """Check every quotation and attributed figure of DRAFT against the archive.

    DRAFT is a .md, .txt or .docx file, or - for standard input: qa verify report.md

    Each is verbatim, altered (with the changes), elsewhere (the words exist, but were said by somebody
    else) or absent. Typographic differences are not alterations; ellipses and brackets are allowed.
    Exits 0 if all are verbatim, 1 if not.
    """
    if as_json and as_markdown:
        raise click.UsageError("Choose --json or --md.")
    from index.lexical.opening import open_words
    from qa.desk.quotations.draft import read_draft
    from qa.desk.quotations.verify import verify_draft
    from qa.output.checked import checked_json, checked_markdown
    from tui.text.checked import checked_text

    settings = settings_of(index_folder)
    is_input = str(draft) == "-"
    text = read_draft(None, sys.stdin.buffer.read()) if is_input else read_draft(draft)
    with ProgressLine() as on_progress, open_words(settings.index) as words:
        checked = verify_draft("standard input" if is_input else str(draft), text, words, on_progress)
    if as_json:
        click.echo(as_json_line(checked_json(checked)))
    elif as_markdown:
        click.echo(harmless(checked_markdown(checked)), nl=False)
    else:
        click.echo(checked_text(checked))
    if not checked.quotations and not checked.figures:
        notice("The draft contains no quotations in quotation marks or block quotes.")
    return ExitCode.ANSWERED if checked.is_verbatim else ExitCode.NO_RESULT
