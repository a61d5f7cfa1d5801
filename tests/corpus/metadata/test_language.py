"""Language detection."""

import pytest

from corpus.metadata.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The lamp in the lighthouse was lit again on Thursday.", "en"),
        ("Die Lampe im Leuchtturm brennt seit Donnerstag wieder.", "de"),
        ("La lampe du phare brille à nouveau depuis jeudi.", "fr"),
        ("La lámpara del faro volvió a encenderse el jueves.", "es"),
        ("Лампа маяка снова зажглась в четверг вечером.", "ru"),
        ("灯台の明かりが木曜日の夕方に再びともった。港では人々が見守った。", "ja"),
        ("أضيء مصباح المنارة مرة أخرى مساء الخميس", "ar"),
    ],
)
def test_languages_are_reported(text: str, language: str) -> None:
    assert language_of(text) == language
    assert language_of(f"https://gazette.example/the-lamp-was-lit {text}\n\n{text}") == language


@pytest.mark.parametrize(
    "text", ["", "2018", "MI5", "12 34 56 78 90 " * 40, "https://gazette.example/the-lamp-was-lit-again"]
)
def test_too_little_text_has_no_language(text: str) -> None:
    assert language_of(text) is None


def test_a_text_of_many_lines_and_null_characters_is_no_trouble() -> None:
    assert language_of("The lamp was lit again.\r\n\0\x1b[2J\n" * 500) == "en"
