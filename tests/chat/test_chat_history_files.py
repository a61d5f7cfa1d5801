"""Damaged, read-only or shared history files: the chat reports it and continues."""

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from qa.conversation.history import History

if TYPE_CHECKING:
    from tests.chat.conftest import Chat, MakeChat, Newsroom

STEPS = "How many steps has the lighthouse?"
SHAFT = "How long is the oak shaft?"


# ---------------------------------------------------------------- bad files


async def test_a_damaged_history_is_set_aside_and_the_chat_goes_on(chat: "Chat") -> None:
    file = chat.workspace._history_file
    file.parent.mkdir(parents=True)
    file.write_bytes(b"this is no database " * 400)
    async with chat.running():
        assert any("damaged" in notice for notice in chat.notices)
        await chat.ask(STEPS)
        assert chat.kept() == [STEPS]
        assert [path.read_bytes()[:4] for path in file.parent.glob("*damaged*")] == [b"this"]


async def test_a_history_cut_in_the_middle_never_ends_the_chat(make_chat: "MakeChat") -> None:
    first = make_chat()
    async with first.running():
        for _ in range(3):
            await first.ask(STEPS)
    first.app.history.close()
    file = first.workspace._history_file
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] + b"\xff" * (len(whole) // 4))
    chat = make_chat()
    async with chat.running():
        await chat.ask(SHAFT)
        await chat.press("f2")
        assert chat.app.is_running
        assert any("damaged" in notice for notice in chat.notices)


async def test_a_history_that_is_a_folder_is_reported_and_the_chat_goes_on(chat: "Chat") -> None:
    chat.workspace._history_file.mkdir(parents=True)
    async with chat.running():
        assert any("cannot be kept" in notice for notice in chat.notices)
        await chat.ask(STEPS)
        assert "142 steps" in chat.text


async def test_a_read_only_history_is_reported_and_can_still_be_read(
    make_chat: "MakeChat", as_nobody: tuple[str, ...], tmp_path: Path, environment: dict[str, str]
) -> None:
    first = make_chat()
    async with first.running():
        await first.ask(STEPS)
    first.app.history.close()
    folder = first.workspace._history_file.parent
    for path in [tmp_path, *tmp_path.parents]:
        if path.stat().st_uid == tmp_path.stat().st_uid and path.name.startswith(("pytest", tmp_path.name)):
            path.chmod(path.stat().st_mode | 0o055)
    first.workspace._history_file.chmod(0o444)
    folder.chmod(0o555)
    code = (
        "import sys; from pathlib import Path; from qa.conversation.history import History\n"
        "history = History.open(Path(sys.argv[1]))\n"
        "print(history.warning); print(history.questions())"
    )
    try:
        done = subprocess.run(
            [*as_nobody, sys.executable, "-c", code, str(first.workspace._history_file)],
            capture_output=True,
            text=True,
            env=environment,
            cwd=folder,
            timeout=60,
            check=False,
        )
    finally:
        folder.chmod(0o755)
    assert done.returncode == 0, done.stderr
    warning, questions = done.stdout.splitlines()
    assert str(first.workspace._history_file) in warning
    assert STEPS in questions


async def test_a_history_that_fails_in_the_middle_is_reported_and_the_answer_is_shown(chat: "Chat") -> None:
    async with chat.running():
        chat.app.history.close()
        await chat.ask(STEPS)
        assert "142 steps" in chat.text
        assert any("could not be stored" in notice for notice in chat.notices)
        await chat.press("f2")
        assert chat.app.is_running


async def test_what_cannot_be_read_of_a_conversation_is_left_out(chat: "Chat") -> None:
    async with chat.running():
        await chat.ask(STEPS)
        await chat.ask(SHAFT)
        history = chat.app.history
        with history._connection:
            history._connection.execute("UPDATE turns SET answer = '{' WHERE question = ?", (STEPS,))
        await chat.press("f2", "enter")
        await chat.settled()
        assert [exchange.question for exchange in chat.exchanges] == [SHAFT]


def test_two_chats_write_to_one_history(tmp_path: Path, newsroom: "Newsroom", make_chat: "MakeChat") -> None:
    chat = make_chat()
    answer = newsroom.engine(chat.reader).ask(STEPS)
    file = tmp_path / "history.sqlite"
    one, two = History.open(file), History.open(file)
    assert not one.warning
    assert not two.warning
    first = one.add(None, answer)
    second = two.add(None, answer)
    assert first != second
    assert len(one.conversations()) == 2
    one.close()
    two.close()
