"""``qa eval``: measures retrieval and answers on the user's own questions."""

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
    help="Maximum decrease of exact match or F1 relative to RUN.",
)
def evaluation(
    file: Path, where: Filter, index_folder: Path | None, as_json: bool, baseline: Path | None, margin: float
) -> int:
    """Measure retrieval and answers on the questions in FILE.

    One JSON object a line: {"question": ..., "answers": [...], "article_ids": [...]}. An
    empty list of answers means that the articles do not say.
    """
    before = _earlier(baseline) if baseline else None
    measured = _measured(read_questions(file), where, settings_of(index_folder))
    if measured.unknown_articles:
        named = ", ".join(measured.unknown_articles[:5])
        notice(f"{counted(len(measured.unknown_articles), 'article id')} not in the index: {named}")
    compared = compare(before, measured.outcomes) if before is not None else None
    if as_json:
        click.echo(as_json_line(evaluation_json(measured, compared)))
    else:
        click.echo("\n".join([_text(measured), *([_comparison(compared, margin)] if compared else [])]))
    return ExitCode.NO_RESULT if compared and compared.worse_by(margin) else ExitCode.ANSWERED


def _earlier(file: Path) -> dict[str, dict[str, Any]]:
    try:
        return read_run(file)
    except SettingsInvalid as error:
        raise SettingsInvalid(error.message, "qa eval FILE --json > RUN") from error


def _measured(questions: list[Question], where: Filter, settings: Settings) -> Evaluation:
    # Asked without a threshold, so that answers below it are measured too.
    engine = Engine.open(replace(settings, reading=replace(settings.reading, threshold=0.0)))
    scope = engine.scope(where) if where else None
    if scope and not scope.articles:
        raise SettingsInvalid(nothing_matches(scope))
    if scope:
        notice(scope_line(scope))
    with ProgressLine() as line:
        return evaluate(engine, questions, line, where, settings.reading.threshold)


def _text(evaluation: Evaluation) -> str:
    rows = [(f"article recall@{n}", evaluation.article_recall[n]) for n in CUTOFFS]
    rows += [("MRR@10", evaluation.mrr), ("nDCG@10", evaluation.ndcg)]
    rows += [(f"answer string recall@{n}", evaluation.answer_recall[n]) for n in CUTOFFS]
    rows += [("answered with an expected answer", evaluation.answered), ("refused if unanswerable", evaluation.refused)]
    lines = [f"{'questions':<32}{evaluation.questions}"]
    lines += [f"{name:<32}{value:.3f}" for name, value in rows if value is not None]
    lines += _answers(evaluation.answers) if evaluation.answers.questions else []
    lines += [
        f"{'seconds, median':<32}{evaluation.seconds_median:.3f}",
        f"{'seconds, 95 %':<32}{evaluation.seconds_p95:.3f}",
    ]
    return "\n".join(lines)


def _answers(figures: AnswerFigures) -> list[str]:
    bounded = (("exact match", figures.em, figures.em_interval), ("F1", figures.f1, figures.f1_interval))
    lines = [
        f"{name:<32}{value:.3f}   95 %: {low:.3f} to {high:.3f}"
        for name, value, within in bounded
        if value is not None and within is not None
        for low, high in [within]
    ]
    rows = [
        ("refusal precision", figures.refusal_precision),
        ("refusal recall", figures.refusal_recall),
        ("answerable or not, AUROC", figures.answerable_auroc),
        ("area under risk-coverage", figures.area_under_risk),
        ("calibration error", figures.calibration_error),
    ]
    lines += [f"{name:<32}{value:.3f}" for name, value in rows if value is not None]
    lines += ["", f"{'asked for':<12}{'questions':>10}{'EM':>8}{'F1':>8}{'answered':>10}"]
    lines += [
        f"{kind:<12}{own.questions:>10}{own.em:>8.3f}{own.f1:>8.3f}{own.answered:>10.3f}"
        for kind, own in figures.by_type.items()
    ]
    lines += ["", f"{'confidence':<12}{'answers':>10}{'promised':>10}{'right':>8}"]
    return [*lines, *(_bin(interval) for interval in figures.reliability if interval.answers), ""]


def _bin(interval: Bin) -> str:
    """Draw one bin: a bar for the share of right answers, a mark at the mean confidence."""
    bar = ["#" if at < round(interval.right * _BAR) else "." for at in range(_BAR + 1)]
    bar[round(interval.confidence * _BAR)] = "|"
    numbers = f"{interval.answers:>10}{interval.confidence:>10.2f}{interval.right:>8.2f}"
    return f"{f'{interval.low:.1f} to {interval.high:.1f}':<12}{numbers}  {''.join(bar)}"


def _comparison(compared: Comparison, margin: float) -> str:
    lines = ["", f"Against the earlier run, {counted(compared.questions, 'question')} in both:"]
    for change in compared.changes:
        within = f"95 %: {change.low:+.3f} to {change.high:+.3f}"
        lines.append(f"{change.measure:<4}{change.before:.3f} to {change.now:.3f}, {change.difference:+.3f}   {within}")
    verdict = "Worse by more than" if compared.worse_by(margin) else "Not worse by more than"
    return "\n".join([*lines, f"{verdict} {margin:g}."])
