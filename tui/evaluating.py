"""``qa eval``: measure on the user's own questions."""

from dataclasses import asdict
from pathlib import Path

import click

from corpus.errors import SettingsInvalid
from index.filters import Filter
from qa.engine import Engine
from qa.evaluation import CUTOFFS, Evaluation, evaluate, read_questions
from tui.exits import ExitCode, notice
from tui.options import filter_options, index_option, json_option, settings_of
from tui.plain import as_json_line, counted
from tui.progress_line import ProgressLine
from tui.told import nothing_matches, scope_line


@click.command("eval")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@filter_options
@index_option
@json_option
def evaluation(file: Path, where: Filter, index_folder: Path | None, as_json: bool) -> int:
    """Measure finding and answering on the questions in FILE.

    One JSON object a line: {"question": ..., "answers": [...], "article_ids": [...]}. Answers
    that are an empty list mean that the articles do not say.
    """
    questions = read_questions(file)
    engine = Engine.open(settings_of(index_folder))
    scope = engine.scope(where) if where else None
    if scope and not scope.articles:
        raise SettingsInvalid(nothing_matches(scope))
    if scope:
        notice(scope_line(scope))
    line = ProgressLine()
    try:
        found = evaluate(engine, questions, line, where)
    finally:
        line.clear()
    if found.unknown_articles:
        named = ", ".join(found.unknown_articles[:5])
        notice(f"{counted(len(found.unknown_articles), 'article id')} not in the index: {named}")
    click.echo(as_json_line(asdict(found)) if as_json else _text(found))
    return ExitCode.ANSWERED


def _text(found: Evaluation) -> str:
    rows = [(f"article recall@{n}", found.article_recall[n]) for n in CUTOFFS]
    rows += [("MRR@10", found.mrr), ("nDCG@10", found.ndcg)]
    rows += [(f"answer string recall@{n}", found.answer_recall[n]) for n in CUTOFFS]
    rows += [("answered with an answer string", found.answered), ("refused where not said", found.refused)]
    lines = [f"{'questions':<32}{found.questions}"]
    lines += [f"{name:<32}{value:.3f}" for name, value in rows if value is not None]
    lines += [f"{'seconds, median':<32}{found.seconds_median:.3f}", f"{'seconds, 95 %':<32}{found.seconds_p95:.3f}"]
    return "\n".join(lines)
