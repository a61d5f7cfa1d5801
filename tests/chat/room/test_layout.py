"""At 80 and 60 columns, nothing is cut off, and the article that is read stays in view."""

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.chat.conftest import Chat

STEPS = "How many steps has the lighthouse?"
COST = "What did the repairs of the lighthouse cost?"
ALWAYS = ("F1", "^q")


def transcript(chat: Any) -> str:
    region = chat.transcript.region
    return "\n".join(line[region.x : region.right] for line in chat.lines()[region.y : region.bottom])


def article(chat: Any) -> str:
    body = chat.room.query_one("#article-body").region
    return "\n".join(line[body.x : body.right] for line in chat.lines()[body.y : body.bottom])


@pytest.mark.parametrize("width", [40, 60, 80, 100, 140])
async def test_the_footer_is_whole_at_any_width_wherever_the_focus_is(chat: "Chat", width: int) -> None:
    async with chat.running(size=(width, 24)):
        await chat.ask(COST)
        for keys in ((), ("tab",), ("enter",), ("f3",)):
            await chat.press(*keys)
            await chat.settled()
            await chat.until(lambda: "Quit" in chat.lines()[-1])
            footer = chat.room.query_one("FittingFooter")
            assert sum(key.outer_size.width for key in footer.children) <= width + 1
            assert "Help" in chat.lines()[-1]
            assert "Quit" in chat.lines()[-1]


async def test_the_footer_fits_again_when_the_terminal_is_resized(chat: "Chat") -> None:
    async with chat.running(size=(140, 24)):
        await chat.until(lambda: "Actions" in chat.lines()[-1])
        await chat.pilot.resize_terminal(60, 24)
        await chat.until(lambda: "Actions" not in chat.lines()[-1])
        assert "Quit" in chat.lines()[-1]
        await chat.pilot.resize_terminal(140, 24)
        await chat.until(lambda: "Actions" in chat.lines()[-1])


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (120, 24)])
async def test_opening_an_article_keeps_the_answers_first_line_in_view(chat: "Chat", size: tuple[int, int]) -> None:
    async with chat.running(size=size):
        for question in (STEPS, "How long is the oak shaft?", COST):
            await chat.ask(question)
        await chat.press("alt+1")
        await chat.settled()
        assert "£73,000" in transcript(chat)
        assert "£73,000" in article(chat)
        await chat.press("escape")
        await chat.settled()
        assert "tide-mill.md" in transcript(chat)


async def test_resizing_keeps_the_quoted_words_and_the_answer_in_view(chat: "Chat") -> None:
    async with chat.running(size=(140, 45)):
        await chat.ask(STEPS)
        await chat.press("alt+1")
        await chat.settled()
        for size in ((80, 24), (60, 20), (100, 30), (140, 45)):
            await chat.pilot.resize_terminal(*size)
            await chat.until(lambda: "142 steps" in article(chat) and "142 steps" in transcript(chat))


async def test_the_filter_in_force_stands_above_the_prompt_with_the_way_to_drop_it(chat: "Chat") -> None:
    async with chat.running(size=(80, 24)):
        assert not chat.room.query_one("#filter").display
        await chat.ask("source:herald since:2021")
        shown = chat.lines()[chat.room.query_one("#filter").region.y]
        assert "Only since 2021-01-01, source herald  filter:off drops it" in shown
        await chat.ask("filter:off")
        assert not chat.room.query_one("#filter").display
