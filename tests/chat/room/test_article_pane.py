"""The opened article: it begins after its front matter, and its title and location are links."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tui.chat.links import file_address, web_address

if TYPE_CHECKING:
    from tests.chat.conftest import Chat, Newsroom

FRONT = "---\ntitle: Gannets\ndate: 2021-05-01\nsource: Herald\n---\n\n"
BODY = "The first gannets came in March.\n\nThe reef had 310 gannets by May.\n"
QUESTION = "How many gannets had the reef?"


@pytest.fixture
def fronted(chat: "Chat", newsroom: "Newsroom") -> "Chat":
    """A chat with an article that has front matter and an address."""
    newsroom.add("gannets.md", "Gannets", "Herald", None, FRONT + BODY)
    url = "https://news.example.com/gannets?a=1&b=\x1b]2;"
    newsroom.articles[-1] = replace(newsroom.articles[-1], body=len(FRONT), url=url)
    return chat


def text_of(chat: Any) -> str:
    return "\n".join(str(chat.room.query_one(f"#{part}").content) for part in ("before", "marked", "after"))


async def test_front_matter_is_folded_and_a_key_shows_it_and_folds_it_again(fronted: "Chat") -> None:
    async with fronted.running():
        await fronted.ask(QUESTION)
        await fronted.press("alt+1")
        await fronted.settled()
        assert text_of(fronted).startswith("[ 5 lines of front matter · m shows them ]\nThe first gannets")
        await fronted.press("m")
        assert text_of(fronted).startswith(FRONT)
        await fronted.press("m")
        assert "title: Gannets" not in text_of(fronted)


async def test_words_found_in_the_front_matter_are_shown(fronted: "Chat") -> None:
    async with fronted.running():
        await fronted.ask(QUESTION)
        await fronted.press("alt+1", "f3", *"herald", "enter")
        await fronted.settled()
        assert "source: Herald" in text_of(fronted)


async def test_an_article_without_front_matter_is_shown_whole_and_the_key_says_so(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask("How long is the oak shaft?")
        await chat.press("alt+1")
        await chat.settled()
        assert text_of(chat).startswith("The tide mill at Brackwater")
        await chat.press("m")
        assert chat.notices[-1] == "This article has no front matter."


async def test_title_and_place_lead_to_the_web_address_and_the_line_of_the_file(
    fronted: "Chat", newsroom: "Newsroom"
) -> None:
    async with fronted.running():
        await fronted.ask(QUESTION)
        await fronted.press("alt+1")
        await fronted.settled()
        strips = fronted.app.screen._compositor.render_strips()
        behind = {part.style.link: part.text for strip in strips for part in strip if part.style and part.style.link}
        place = f"{(newsroom.folder / 'gannets.md').as_uri()}#9"
        assert set(behind) == {"https://news.example.com/gannets?a=1&b=%1B]2;", place}
        assert "gannets.md:9" in behind[place]


@pytest.mark.parametrize("url", [None, "", "javascript:alert(1)", "file:///etc/passwd", "ftp://x"])
def test_what_is_no_address_of_the_web_is_no_link(url: str | None) -> None:
    assert web_address(url) == ""


def test_no_byte_of_a_path_can_end_a_link(tmp_path: Path) -> None:
    assert file_address(str(tmp_path / "a b\x1b\\é.md"), 3).endswith("/a%20b%1B%5C%C3%A9.md#3")
    assert file_address("library/a.md", 3) == ""
