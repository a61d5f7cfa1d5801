"""Decoding of every character encoding that is likely in a folder of articles."""

import codecs
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Article
from corpus.formats.charset import Undecodable, decode

FRENCH = (
    "Le café de la rivière a fermé ses portes après sept années de succès. Les élèves de l'école voisine, "
    "très déçus, espéraient qu'il rouvrirait à Noël ; la mairie étudie déjà plusieurs propositions."
)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode()) == text.removeprefix("\ufeff")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_are_not_touched(end: str) -> None:
    assert decode(f"One{end}Two{end}".encode()) == f"One{end}Two{end}"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_not_part_of_the_text(mark: bytes, encoding: str) -> None:
    text = "Zoë Müller paid £3 at 山猫そば 🍜."
    assert decode(mark + text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", [FRENCH, "Мост закрыли в марте.\nЕго откроют летом.", "Twelve people\r\ncame to Tolne."]
)
def test_utf16_without_a_byte_order_mark_is_read(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("data", [b"\x01\0\x02\0 \0" * 40, b"PK\0\0 \0a\0" * 40, b"\0\0\0 a b c d e f" * 9, b"a\0"])
def test_other_bytes_with_nuls_stay_binary(data: bytes) -> None:
    with pytest.raises(Undecodable):
        decode(data)


def test_a_sheet_in_utf16_without_a_byte_order_mark_is_read(article_of: Callable[..., Article]) -> None:
    rows = "Wall,Colour\nNorth,red\nSouth,blue\n"
    assert "South, Colour: blue" in article_of(rows.encode("utf-16-le"), "walls.csv").text


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_western_european_text_is_read(encoding: str) -> None:
    assert decode(FRENCH.encode(encoding)) == FRENCH


@pytest.mark.parametrize(
    "text",
    [
        "Starosta Žďáru Jiří Čermák zemřel v úterý ve věku 71 let. Město řídil osmnáct let a postavil nový most.",
        "Most w Łodzi został zamknięty przez inżyniera Grzegorza Żółcia we wtorek. Źródłem problemów jest rdza.",
    ],
)
def test_central_european_text_of_windows_is_not_read_as_western(text: str) -> None:
    assert decode(text.encode("cp1250")) == text


def test_curly_quotes_and_the_euro_of_windows_are_read() -> None:
    text = "“It cost €40,” said Zoë Müller of the café — twice what she’d paid.\n" * 3
    assert decode(text.encode("cp1252")) == text


def test_a_text_in_one_accented_word_is_read_as_western_european() -> None:
    assert decode("Caf\xe9 closes".encode("latin-1")) == "Café closes"


def test_one_broken_byte_costs_one_character() -> None:
    whole = FRENCH.encode()
    at = whole.index(b"rivi")
    broken = whole[:at] + b"\xff" + whole[at:]
    assert decode(broken) == broken.decode("utf-8", errors="replace")
    assert decode(broken).count("\ufffd") == 1


def test_a_truncated_last_character_costs_only_itself() -> None:
    assert decode((FRENCH + "é").encode()[:-1]) == FRENCH + "\ufffd"


@pytest.mark.parametrize(
    "data",
    [b"\x00\x01\x02\x03" * 50, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"text and \x00 more", bytes(range(1, 9)) * 40],
    ids=["zeros", "picture", "one NUL", "control characters"],
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(Undecodable, match="binary"):
        decode(data)


def test_terminal_colours_in_a_pasted_text_do_not_make_it_binary() -> None:
    assert decode(b"plain \x1b[31mred\x1b[0m plain") == "plain \x1b[31mred\x1b[0m plain"


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_the_one_error(data: bytes) -> None:
    with suppress(Undecodable):
        assert isinstance(decode(data), str)
