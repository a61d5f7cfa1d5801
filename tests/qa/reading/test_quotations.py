"""Sentences that are read and never answer."""

import pytest

from corpus.sentences import all_sentences
from qa.reading.quotations import without_asked


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Did a heater start it? Nobody was hurt.", ["Nobody was hurt."]),
        ("HOST: How long did it take?\n\nINGER DAHL: Nineteen days.", ["INGER DAHL: Nineteen days."]),
        ("The mayor asked: “Who left the door open?” Nobody spoke.", None),
        ("Was it Olav Rem, the tenant, who left it open?", []),
        ("It burnt for a day.", None),
    ],
)
def test_what_an_article_asks_itself_is_no_answer(text: str, kept: list[str] | None) -> None:
    cut = all_sentences(text)
    entries = [text[start:end].strip() for start, end in without_asked(text, cut)]
    assert entries == ([text[start:end].strip() for start, end in cut] if kept is None else kept)
