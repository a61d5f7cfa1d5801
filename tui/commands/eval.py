"""``qa eval``: measure on the user's own questions."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from corpus.errors import SettingsInvalid
from index.filters import Filter
from qa.engine import Engine
from qa.evaluation.compare import Comparison, compare, read_run
from qa.evaluation.evaluate import CUTOFFS, Evaluation, Question, evaluate, read_questions
from qa.evaluation.metrics import Bin
from qa.evaluation.outcomes import AnswerFigures
from qa.output.evaluation_json import evaluation_json
from qa.settings import Settings
from tui.commands.exit_codes import ExitCode, notice
from tui.commands.options import filter_options, index_option, json_option, settings_of, verbose_option
from tui.commands.progress_line import ProgressLine
from tui.text.safe import as_json_line, counted
from tui.text.sources import nothing_matches, scope_line

_BAR = 40
"""Columns of the reliability plot, for a share of 1."""


@click.command("eval")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@filter_options
@index_option
@json_option
@verbose_option
@click.option(
    "--compare",
    "baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="RUN",
    help="The --json output of an earlier run: show changes, and exit 1 if results are worse.",
)
@click.option(
    "--margin",
    type=click.FloatRange(0, 1),
    default=0.01,
    show_default=True,
    help="How far exact match or F1 may be below RUN.",
)
def evaluation(
    file: Path, where: Filter, index_folder: Path | None, as_json: bool, baseline: Path | None, margin: float
) -> int:
    """Measure retrieval and answers on the questions in FILE.

    One JSON object a line: {"question": ..., "answers": [...], "article_ids": [...]}. An
    empty list of answers means that the articles do not say.
    """
    before = _earlier(baseline) if baseline else None
    found = _measured(read_questions(file), where, settings_of(index_folder))
    if found.unknown_articles:
        named = ", ".join(found.unknown_articles[:5])
        notice(f"{counted(len(found.unknown_articles), 'article id')} not in the index: {named}")
    compared = compare(before, found.outcomes) if before is not None else None
    if as_json:
        click.echo(as_json_line(evaluation_json(found, compared)))
    else:
        click.echo("\n".join([_text(found), *([_comparison(compared, margin)] if compared else [])]))
    return ExitCode.NOT_SAID if compared and compared.worse_by(margin) else ExitCode.ANSWERED


def _earlier(file: Path) -> dict[str, dict[str, Any]]:
    try:
        return read_run(file)
    except SettingsInvalid as error:
        raise SettingsInvalid(error.message, "qa eval FILE --json > RUN") from error


def _measured(questions: list[Question], where: Filter, settings: Settings) -> Evaluation:
    # Asked without a threshold, so that what falls below it can be measured too.
    engine = Engine.open(replace(settings, reading=replace(settings.reading, threshold=0.0)))
    scope = engine.scope(where) if where else None
    if scope and not scope.articles:
        raise SettingsInvalid(nothing_matches(scope))
    if scope:
        notice(scope_line(scope))
    with ProgressLine() as line:
        return evaluate(engine, questions, line, where, settings.reading.threshold)


def _text(found: Evaluation) -> str:
    rows = [(f"article recall@{n}", found.article_recall[n]) for n in CUTOFFS]
    rows += [("MRR@10", found.mrr), ("nDCG@10", found.ndcg)]
    rows += [(f"answer string recall@{n}", found.answer_recall[n]) for n in CUTOFFS]
    rows += [("answered with an answer string", found.answered), ("refused where not said", found.refused)]
    lines = [f"{'questions':<32}{found.questions}"]
    lines += [f"{name:<32}{value:.3f}" for name, value in rows if value is not None]
    lines += _answers(found.answers) if found.answers.questions else []
    lines += [f"{'seconds, median':<32}{found.seconds_median:.3f}", f"{'seconds, 95 %':<32}{found.seconds_p95:.3f}"]
    return "\n".join(lines)


def _answers(told: AnswerFigures) -> list[str]:
    bounded = (("exact match", told.em, told.em_interval), ("F1", told.f1, told.f1_interval))
    lines = [
        f"{name:<32}{value:.3f}   95 %: {low:.3f} to {high:.3f}"
        for name, value, within in bounded
        if value is not None and within is not None
        for low, high in [within]
    ]
    rows = [
        ("refusal precision", told.refusal_precision),
        ("refusal recall", told.refusal_recall),
        ("answerable or not, AUROC", told.answerable_auroc),
        ("area under risk-coverage", told.area_under_risk),
        ("calibration error", told.calibration_error),
    ]
    lines += [f"{name:<32}{value:.3f}" for name, value in rows if value is not None]
    lines += ["", f"{'asked for':<12}{'questions':>10}{'EM':>8}{'F1':>8}{'answered':>10}"]
    lines += [
        f"{kind:<12}{own.questions:>10}{own.em:>8.3f}{own.f1:>8.3f}{own.answered:>10.3f}"
        for kind, own in told.by_type.items()
    ]
    lines += ["", f"{'confidence':<12}{'answers':>10}{'promised':>10}{'right':>8}"]
    return [*lines, *(_bin(each) for each in told.reliability if each.answers), ""]


def _bin(each: Bin) -> str:
    """Draw one bin: a bar as long as its answers were right, a mark where its confidence promised."""
    bar = ["#" if at < round(each.right * _BAR) else "." for at in range(_BAR + 1)]
    bar[round(each.confidence * _BAR)] = "|"
    told = f"{each.answers:>10}{each.confidence:>10.2f}{each.right:>8.2f}"
    return f"{f'{each.low:.1f} to {each.high:.1f}':<12}{told}  {''.join(bar)}"


def _comparison(compared: Comparison, margin: float) -> str:
    lines = ["", f"Against the earlier run, {counted(compared.questions, 'question')} in both:"]
    for change in compared.changes:
        within = f"95 %: {change.low:+.3f} to {change.high:+.3f}"
        lines.append(f"{change.measure:<4}{change.before:.3f} to {change.now:.3f}, {change.difference:+.3f}   {within}")
    verdict = "Worse by more than" if compared.worse_by(margin) else "Not worse by more than"
    return "\n".join([*lines, f"{verdict} {margin:g}."])
