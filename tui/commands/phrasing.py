"""``qa ask --phrase``: an answer put into sentences by the language model that a person has named."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from qa.settings import LanguageModelSettings
from qa.types import Answer
from qa.types.phrased import Phrased, PhrasedSentence
from tui.commands.exit_codes import notice
from tui.text.phrased import stands_alone, struck_line, what_is_sent
from tui.text.safe import one_line

F = TypeVar("F", bound=Callable[..., Any])


def phrase_option(command: F) -> F:
    """Add ``--phrase``."""
    return click.option(
        "--phrase",
        "phrased",
        is_flag=True,
        help="Phrase the answer in sentences with the language model configured in qa.toml (llm.url): it receives the "
        "question and the cited passages, and its sentences are checked against them.",
    )(command)


def named_model(settings: LanguageModelSettings, *, phrased: bool) -> LanguageModelSettings | None:
    """Give the model that is to phrase.

    Args:
        settings: The person's own.
        phrased: Whether that was asked for.

    Returns:
        The model; None if no phrasing is asked for.

    Raises:
        SettingsInvalid: If it is asked for and no model is named.
    """
    if not phrased:
        return None
    from qa.conversation.phrasing.endpoint import address_of

    address_of(settings)
    return settings


def phrasing_of(
    answer: Answer, model: LanguageModelSettings, on_sentence: Callable[[PhrasedSentence], None] = lambda _: None
) -> Phrased | None:
    """Ask the model, once it is said where the question goes.

    Args:
        answer: The answer.
        model: The model.
        on_sentence: Told of each sentence that was looked at.

    Returns:
        What became of it; None where nothing is cited, and nothing is sent.

    Raises:
        OperationFailed: If the model cannot be asked.
    """
    from qa.conversation.phrasing.phrase import phrasable, phrase

    if not phrasable(answer):
        return None
    notice(f"{what_is_sent(answer)} to {one_line(model.url)} (model {one_line(model.model)}).")
    return phrase(answer, model, on_sentence)


def show_phrasing(answer: Answer, model: LanguageModelSettings) -> None:
    """Show an answer's phrasing below it: what holds as it comes, and what was struck.

    Args:
        answer: The answer, whose own words have been shown.
        model: The model.

    Raises:
        OperationFailed: If the model cannot be asked.
    """
    for part in answer.parts or (answer,):
        phrased = phrasing_of(part, model)
        if phrased is None:
            continue
        if phrased.text is not None:
            click.echo(f"\n{click.style(f'In sentences, by {one_line(phrased.model)}:', dim=True)}")
            click.echo(one_line(phrased.text))
        else:
            notice(stands_alone(phrased))
        for sentence in phrased.sentences:
            if sentence.struck:
                notice(struck_line(sentence))
