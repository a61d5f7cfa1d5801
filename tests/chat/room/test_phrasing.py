"""Phrasing by the user's language model in the chat: below the answer, and only after stating where it is sent."""

from typing import TYPE_CHECKING, Any

import pytest

from qa.locations import settings_file
from tui.chat.widgets.phrasing import Phrasing

if TYPE_CHECKING:
    from tests.chat.conftest import Chat
    from tests.preparedmodel import PreparedModel

STEPS = "How many steps has the lighthouse?"
HOLDS = "The lighthouse has 142 steps from its door to the lamp [1]."
FAILS = "The lighthouse has 500 steps [1]."


@pytest.fixture
def named(model: "PreparedModel") -> "PreparedModel":
    """Set the prepared model in the user's settings."""
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text(f'[llm]\nurl = "{model.settings.url}"\nmodel = "prepared"\n')
    return model


def shown(chat: Any) -> str:
    return "\n".join(str(widget.content) for widget in chat.app.screen.query(Phrasing))


async def ended(chat: Any) -> str:
    await chat.until(lambda: chat.app.screen.query(Phrasing) and not chat.app.screen.query_one(Phrasing).is_running)
    return shown(chat)


async def test_nothing_is_sent_before_it_was_said_where_to(chat: "Chat", named: "PreparedModel") -> None:
    named.says = f"{HOLDS} {FAILS}"
    async with chat.running():
        await chat.ask(STEPS)
        await chat.press("alt+p")
        assert named.settings.url in chat.notices[-1]
        assert "The question, the answer and 1 cited passage go to" in chat.notices[-1]
        assert (named.asked, shown(chat)) == ([], "")
        await chat.press("alt+p")
        output = await ended(chat)
        assert not list(chat.app.screen.query("Toast"))  # where to is known, and covers nothing any more
        assert HOLDS in output
        assert f"Struck: “{FAILS}” - the figure 500 is not in the cited text." in output
        answer = chat.exchanges[-1].query_one(".answer")
        assert answer.region.y < chat.app.screen.query_one(Phrasing).region.y  # the extract is first
        await chat.press("alt+p")  # again: it is known by now where to
        await chat.until(lambda: len(named.asked) == 2)
        assert shown(chat).count("In sentences") == 1


async def test_where_the_answer_is_missing_the_extract_stands_alone(chat: "Chat", named: "PreparedModel") -> None:
    named.says = FAILS
    async with chat.running():
        await chat.ask(STEPS)
        await chat.press("alt+p", "alt+p")
        assert "The phrasing by prepared is not shown: the answer is not in it." in await ended(chat)


async def test_escape_stops_a_phrasing(chat: "Chat", named: "PreparedModel") -> None:
    named.says, named.wait = f"{HOLDS} {' '.join(f'Line {n} says more [1].' for n in range(200))}", 0.05
    async with chat.running():
        await chat.ask(STEPS)
        await chat.press("alt+p", "alt+p")
        await chat.until(lambda: HOLDS in shown(chat))  # as it comes
        await chat.press("escape")
        assert await ended(chat) == "Phrasing stopped."
        assert named.gone.wait(10)


async def test_what_cannot_be_phrased_is_reported(chat: "Chat", model: "PreparedModel") -> None:
    async with chat.running():
        await chat.press("alt+p")
        assert chat.notices[-1] == "There is no answer to phrase."
        await chat.ask(STEPS)
        await chat.press("alt+p")
        assert "No language model is named." in chat.notices[-1]
        await chat.ask("Which zeppelin carried the oak bagpipes?")
        await chat.press("alt+p")
        assert chat.notices[-1] == "There is no answer to phrase."
    assert model.asked == []


async def test_a_server_that_refuses_is_reported_below_the_answer(chat: "Chat", named: "PreparedModel") -> None:
    named.status, named.says = 500, "out of memory"
    async with chat.running():
        await chat.ask(STEPS)
        await chat.press("alt+p", "alt+p")
        assert "refuses: 500" in await ended(chat)
