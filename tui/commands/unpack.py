"""``qa unpack``: verifies a pack of evidence, and unpacks it or checks it against the articles."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from corpus.errors import OperationFailed
from index.store.catalogue import open_articles
from tui.commands.exit_codes import ExitCode, notice
from tui.commands.options import index_option, json_option, settings_of
from tui.text.safe import as_json_line, counted, harmless, one_line, short_path, shortened

if TYPE_CHECKING:
    from qa.desk.packs.standing import Stands
    from qa.desk.packs.unpack import Pack

_SHOWN = 100
"""Characters shown of a sentence."""


@click.command()
@click.argument("path", metavar="PACK", type=click.Path(exists=True, path_type=Path))
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Check its quotations against your articles; write nothing.")
@click.option("--seal", metavar="HEX", help="The seal stated by the sender, to compare with the pack's.")
@index_option
@json_option
def unpack(
    path: Path, folder: Path | None, check: bool, seal: str | None, index_folder: Path | None, as_json: bool
) -> int:
    """Verify PACK, and unpack it into FOLDER or check its quotations against your own articles.

    --check reports each quotation as same file, same words, moved, changed or missing:

        qa unpack --check gchq.zip

    Exits 1 if any is changed or missing, 4 if the pack has been altered; nothing of an altered pack is written.
    """
    if check == (folder is not None):
        raise click.UsageError("Give a folder to unpack into, or --check.")
    from qa.desk.packs.unpack import read_pack

    pack = read_pack(path, seal)
    notice(_summary(pack))
    if folder is not None:
        return _unpack(pack, folder)
    from qa.desk.packs.standing import standing_json, standings

    with open_articles(settings_of(index_folder).index) as store:
        checked = standings(pack.evidence, store)
    for result in checked:
        click.echo(as_json_line(standing_json(result)) if as_json else _line(result))
    counts = Counter(str(result.standing) for result in checked)
    notice(", ".join(f"{counts[kind]} {kind}" for kind in _kinds() if counts[kind]) or "It quotes nothing.")
    return ExitCode.NO_RESULT if counts["changed"] or counts["missing"] else ExitCode.ANSWERED


def _kinds() -> tuple[str, ...]:
    from qa.output.desk_messages import Standing

    return get_args(Standing)


def _summary(pack: "Pack") -> str:
    evidence = pack.evidence
    quoted = sum(1 for _ in evidence.quotations())
    what = f"{counted(quoted, 'quotation')} of {counted(len(evidence.articles), 'article')}"
    rewrapped = " Its files are unaltered; the .zip was rewritten by another program."
    return (
        f"{one_line(evidence.title)}: {what}, packed by {one_line(evidence.made_by)}, unaltered. "
        f"Seal {pack.seal}.{rewrapped if pack.rewrapped else ''}"
    )


def _unpack(pack: "Pack", folder: Path) -> int:
    from qa.desk.packs.pack import write_files

    try:
        write_files(folder, pack.files)
    except OSError as error:
        raise OperationFailed(f"{folder} cannot be created: {error.strerror}.", "choose another folder") from error
    click.echo(harmless(str(folder / "index.html")))
    return ExitCode.ANSWERED


def _line(result: "Stands") -> str:
    colour = {"changed": "yellow", "missing": "red"}.get(result.standing, "green")
    where = f"{short_path(result.path)}{f':{result.line}' if result.line else ''}" if result.path else "-"
    sentence = shortened(one_line(result.quotation.sentence), _SHOWN)
    label = click.style(f"{result.standing:<10}", fg=colour)
    return (
        f"{label} [{result.article.number}] {one_line(result.article.title)}\n    {one_line(where)}\n    “{sentence}”"
    )
