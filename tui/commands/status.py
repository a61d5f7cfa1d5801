"""``qa status``: shows what is indexed, how large it is, and whether it is up to date."""

from collections import Counter
from pathlib import Path

import click

from index.cluster.report import EngineReport
from index.store.manifest import Manifest
from qa.answering.language_notes import articles_note
from qa.library.status import IndexStatus, inspect_index
from qa.locations import log_file
from qa.output.status_json import status_json
from tui.commands.exit_codes import ExitCode
from tui.commands.options import index_option, json_option, settings_of, verbose_option
from tui.text.safe import as_json_line, counted, harmless, size_of


@click.command()
@index_option
@json_option
@verbose_option
@click.option(
    "--skipped",
    is_flag=True,
    help="List skipped files, and the parts of articles that were left out, with reasons.",
)
def status(index_folder: Path | None, as_json: bool, skipped: bool) -> int:
    """Show what is indexed, the model, the size, and whether files have changed since."""
    settings = settings_of(index_folder)
    index_status = inspect_index(settings.index, settings.engine)
    click.echo(as_json_line(status_json(index_status, log_file())) if as_json else _text(index_status, listing=skipped))
    return ExitCode.ANSWERED


def _text(index_status: IndexStatus, *, listing: bool) -> str:
    manifest = index_status.manifest
    encoder = manifest.encoder
    shown = {name: value for name, value in manifest.settings.items() if not isinstance(value, list)}
    chosen = {name: manifest.settings.get(f"loading.{name}", []) for name in ("include", "exclude", "removed")}
    note = articles_note(manifest.languages)
    lines = [
        f"index     {index_status.path}",
        f"articles  {counted(manifest.articles, 'article')}, {counted(manifest.passages, 'passage')}",
        *(f"from      {source}" for source in manifest.sources),
        f"made      {manifest.created}",
        f"model     {encoder['name']} ({encoder['dim']} dimensions)",
        f"search    {_search_text(manifest)}",
        *_engine_lines(index_status.engine),
        f"settings  {', '.join(f'{name} {value}' for name, value in shown.items())}",
        *(f"{name:<10}{', '.join(values)}" for name, values in chosen.items() if values),
        f"dated     {manifest.articles - manifest.undated:,} of {counted(manifest.articles, 'article')}",
        f"language  {', '.join(f'{name} {count:,}' for name, count in manifest.languages.items())}",
        *([f"note      {note}"] if note else []),
        f"size      {size_of(index_status.bytes)}",
        *(f"skipped   {count:,}: {reason}" for reason, count in manifest.skipped.items()),
        *(f"left out  {kind}, of {counted(count, 'article')}" for kind, count in _kinds(index_status).most_common()),
        *([f"rebuild   running: {index_status.rebuilding}"] if index_status.rebuilding else []),
        *(
            [f"kept      {counted(index_status.pending, 'embedding')} of an interrupted rebuild"]
            if index_status.pending
            else []
        ),
        f"log       {log_file()} (with -v)",
        f"fresh     {'no: files ' + index_status.stale + ' since; qa rebuild' if index_status.stale else 'yes'}",
    ]
    if listing:
        lines += [f"{path}{f':{line}' if line else ''}: {reason}" for path, line, reason in index_status.skips]
        lines += [f"{path}{f':{line}' if line else ''}: left out {kind}" for path, line, kind in index_status.left_out]
    return "\n".join(harmless(line).replace("\n", " ") for line in lines)


def _kinds(index_status: IndexStatus) -> Counter[str]:
    return Counter(kind for _, _, kind in index_status.left_out)


def _engine_lines(report: EngineReport | None) -> list[str]:
    """Describe the index in its search engine, if it has one."""
    if report is None:
        return []
    if report.failure:
        return [f"engine    unreachable: {report.failure}"]
    rows = "missing" if report.rows is None else counted(report.rows, "passage")
    newer = f"; {report.alias} points to {report.live or 'nothing'}" if report.live != report.collection else ""
    lines = [f"engine    Milvus {report.version} at {report.url}, {report.collection}: {rows}{newer}"]
    return [*lines, f"writing   {report.writer}"] if report.writer else lines


def _search_text(manifest: Manifest) -> str:
    """Describe how dense search works on this index, and its recall."""
    lists = manifest.dense_lists
    if lists is None:
        return f"exact: a question is compared with every passage, in {manifest.dense_kind}"
    return (
        f"{lists.probed:,} of {lists.lists:,} inverted lists a question, in float16; recall@20 {lists.recall:.3f}"
        f" against exact search, on {counted(lists.queries, 'sentence')}"
    )
