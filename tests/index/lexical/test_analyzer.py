"""Terms are the same for every encoding of their characters."""

import pytest

from index.lexical.analyzer import analysed


@pytest.mark.parametrize("written", ["Mag\u00adnus", "Mag\u200bnus", "\u2060Magnus", "Magnus"])
def test_characters_that_only_break_a_word_do_not_part_it(written: str) -> None:
    assert analysed(f"It was {written}.") == analysed("It was Magnus.")


def test_ligatures_and_composed_accents_are_letters() -> None:
    assert analysed("o\ufb03ce cafe\u0301") == analysed("office café")
