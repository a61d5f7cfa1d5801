"""``qa ask --phrase``: phrases an answer with the user's own language model."""

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
    """Return the language model for ``--phrase``.

    Args:
        settings: The settings of the language model.
        phrased: Whether ``--phrase`` was given.

    Returns:
        The model; None without ``--phrase``.

    Raises:
        SettingsInvalid: If ``--phrase`` was given and no model is configured.
    """
    if not phrased:
        return None
    from qa.conversation.phrasing.endpoint import address_of

    address_of(settings)
    return settings


def phrasing_of(
    answer: Answer, model: LanguageModelSettings, on_sentence: Callable[[PhrasedSentence], None] = lambda _: None
) -> Phrased | None:
    """Phrase an answer, after printing where the question is sent.

    Args:
        answer: The answer.
        model: The model.
        on_sentence: Called with each checked sentence.

    Returns:
        The phrasing; None if the answer has no citations, in which case nothing is sent.

    Raises:
        OperationFailed: If the request to the model failed.
    """
    from qa.conversation.phrasing.phrase import phrasable, phrase

    if not phrasable(answer):
        return None
    notice(f"{what_is_sent(answer)} to {one_line(model.url)} (model {one_line(model.model)}).")
    return phrase(answer, model, on_sentence)


def show_phrasing(answer: Answer, model: LanguageModelSettings) -> None:
    """Print the phrasing of an answer: accepted sentences as they arrive, then those struck out.

    Args:
        answer: The answer, already printed.
        model: The model.

    Raises:
        OperationFailed: If the request to the model failed.
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
