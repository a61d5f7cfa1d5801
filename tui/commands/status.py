"""``qa status``: what is indexed, with what, how big, and whether it is fresh."""

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
    found = inspect_index(settings.index, settings.engine)
    click.echo(as_json_line(status_json(found, log_file())) if as_json else _text(found, listing=skipped))
    return ExitCode.ANSWERED


def _text(found: IndexStatus, *, listing: bool) -> str:
    manifest = found.manifest
    encoder = manifest.encoder
    shown = {name: value for name, value in manifest.settings.items() if not isinstance(value, list)}
    chosen = {name: manifest.settings.get(f"loading.{name}", []) for name in ("include", "exclude", "removed")}
    note = articles_note(manifest.languages)
    lines = [
        f"index     {found.path}",
        f"articles  {counted(manifest.articles, 'article')}, {counted(manifest.passages, 'passage')}",
        *(f"from      {source}" for source in manifest.sources),
        f"made      {manifest.created}",
        f"model     {encoder['name']} ({encoder['dim']} dimensions)",
        f"search    {_search_text(manifest)}",
        *_engine_lines(found.engine),
        f"settings  {', '.join(f'{name} {value}' for name, value in shown.items())}",
        *(f"{name:<10}{', '.join(found)}" for name, found in chosen.items() if found),
        f"dated     {manifest.articles - manifest.undated:,} of {counted(manifest.articles, 'article')}",
        f"language  {', '.join(f'{name} {count:,}' for name, count in manifest.languages.items())}",
        *([f"note      {note}"] if note else []),
        f"size      {size_of(found.bytes)}",
        *(f"skipped   {count:,}: {reason}" for reason, count in manifest.skipped.items()),
        *(f"left out  {kind}, of {counted(count, 'article')}" for kind, count in _kinds(found).most_common()),
        *([f"rebuild   under way: {found.rebuilding}"] if found.rebuilding else []),
        *(
            [f"kept      {counted(found.pending, 'embedding')} of a rebuild that has not ended"]
            if found.pending
            else []
        ),
        f"log       {log_file()} (with -v)",
        f"fresh     {'no: files ' + found.stale + ' since; qa rebuild' if found.stale else 'yes'}",
    ]
    if listing:
        lines += [f"{path}{f':{line}' if line else ''}: {reason}" for path, line, reason in found.skips]
        lines += [f"{path}{f':{line}' if line else ''}: left out {kind}" for path, line, kind in found.left_out]
    return "\n".join(harmless(line).replace("\n", " ") for line in lines)


def _kinds(found: IndexStatus) -> Counter[str]:
    return Counter(kind for _, _, kind in found.left_out)


def _engine_lines(found: EngineReport | None) -> list[str]:
    """Say how the index stands in its engine, if it has one."""
    if found is None:
        return []
    if found.failure:
        return [f"engine    away: {found.failure}"]
    rows = "not there" if found.rows is None else counted(found.rows, "passage")
    newer = f"; {found.alias} stands for {found.live or 'nothing'}" if found.live != found.collection else ""
    lines = [f"engine    Milvus {found.version} at {found.url}, {found.collection}: {rows}{newer}"]
    return [*lines, f"writing   {found.writer}"] if found.writer else lines


def _search_text(manifest: Manifest) -> str:
    """Say how dense search goes about it, and what that finds."""
    lists = manifest.dense_lists
    if lists is None:
        return f"exact: a question is compared with every passage, in {manifest.dense_kind}"
    return (
        f"{lists.probed:,} of {lists.lists:,} inverted lists a question, in float16; recall@20 {lists.recall:.3f}"
        f" against exact search, on {counted(lists.queries, 'sentence')}"
    )
