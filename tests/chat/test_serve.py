"""`qa serve`: the same chat as a page in a browser."""

import asyncio
import base64
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PATIENCE = 30.0

pytest.importorskip("textual_serve", reason="textual-serve is not installed")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def serving(environment: dict[str, str], tmp_path: Path) -> Iterator[Callable[..., tuple[str, Path]]]:
    """Start `qa serve` and wait until the page is available; return its address and its output."""
    started: list[subprocess.Popen[bytes]] = []

    def serving(*arguments: str, host: str = "127.0.0.1") -> Any:
        port = free_port()
        written = tmp_path / "serve.txt"
        with written.open("wb") as output:
            command = [sys.executable, "-m", "tui.cli", "serve", "--port", str(port), *arguments]
            started.append(
                subprocess.Popen(
                    command, env=environment, cwd=tmp_path, stdout=output, stderr=output, start_new_session=True
                )
            )
        address = f"http://{host}:{port}/"
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                with urllib.request.urlopen(address, timeout=5) as page:
                    assert page.status == 200
                    return address, written
            except (urllib.error.URLError, OSError):
                assert started[-1].poll() is None, written.read_text(encoding="utf-8")
                assert time.monotonic() < deadline, written.read_text(encoding="utf-8")
                time.sleep(0.05)

    yield serving
    for process in started:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.mark.skipif(os.name == "nt", reason="process groups are POSIX's")
def test_the_page_is_served_on_this_machine_without_a_warning(serving: Callable[..., tuple[str, Path]]) -> None:
    _, written = serving()
    assert "no login" not in written.read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="process groups are POSIX's")
def test_another_address_is_warned_of(serving: Callable[..., tuple[str, Path]]) -> None:
    _, written = serving("--host", "0.0.0.0")  # noqa: S104 - what the warning is for
    assert "there is no login" in written.read_text(encoding="utf-8")


@pytest.fixture
def browser(environment: dict[str, str], tmp_path: Path) -> Iterator[str]:
    """A headless browser without a history; returns the address that controls it."""
    profile = tmp_path / "profile"
    flags = (
        "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
        "--disable-component-update --disable-sync --hide-scrollbars --window-size=1000,700 --remote-debugging-port=0"
    ).split()
    process = subprocess.Popen(
        [str(BROWSER), *flags, f"--user-data-dir={profile}", "about:blank"],
        env=environment,
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        deadline = time.monotonic() + PATIENCE
        output = profile / "DevToolsActivePort"
        while not output.exists() or not output.read_text(encoding="utf-8").strip():
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
        yield f"http://127.0.0.1:{output.read_text(encoding='utf-8').splitlines()[0]}"
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


class Page:
    """A page of the browser, controlled over its debugging socket."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self._sent = 0

    async def do(self, method: str, **parameters: Any) -> Any:
        self._sent += 1
        await self._socket.send_json({"id": self._sent, "method": method, "params": parameters})
        while True:
            message = await self._socket.receive_json(timeout=PATIENCE)
            if message.get("id") == self._sent:
                assert "error" not in message, message
                return message["result"]

    async def until(self, expression: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not (await self.do("Runtime.evaluate", expression=expression))["result"].get("value"):
            assert time.monotonic() < deadline, expression
            await asyncio.sleep(0.05)

    async def type(self, words: str) -> None:
        for letter in words:
            await self.do("Input.dispatchKeyEvent", type="keyDown", text=letter, key=letter, unmodifiedText=letter)
            await self.do("Input.dispatchKeyEvent", type="keyUp", key=letter)


def kept(history: Any) -> list[str]:
    if not history.exists():
        return []
    connection = sqlite3.connect(history)
    try:
        return [answer for (answer,) in connection.execute("SELECT answer FROM words")]
    except sqlite3.OperationalError:  # not made yet
        return []
    finally:
        connection.close()


@pytest.mark.models
@pytest.mark.skipif(os.name == "nt", reason="process groups are POSIX's")
@pytest.mark.skipif(BROWSER is None, reason="chromium is not installed")
async def test_a_question_is_asked_and_answered_in_a_browser(
    serving: Callable[..., tuple[str, Path]], browser: str, sample_index: Path, tmp_path: Path, own_folders: Path
) -> None:
    """The page is a picture, so the answer is read from the history of the chat."""
    import aiohttp

    address, written = serving("--index", str(sample_index))
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{browser}/json/list") as answer:
            (target,) = [target for target in await answer.json() if target["type"] == "page"]
        async with session.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0) as steering:
            page = Page(steering)
            await page.do("Page.navigate", url=address)
            await page.until("document.body && document.body.classList.contains('-first-byte')")
            await page.until("document.querySelector('.xterm-helper-textarea') !== null")
            await page.do("Runtime.evaluate", expression="document.querySelector('.xterm-helper-textarea').focus()")
            history = own_folders / ".local/share/quotewire/history.sqlite"
            deadline = time.monotonic() + PATIENCE
            while not any("October 2018" in answer for answer in kept(history)):
                assert time.monotonic() < deadline, written.read_text(encoding="utf-8")
                # What is typed before the chat reads its input is lost; then it is typed again.
                await page.type("\x15when did GCHQ join Instagram\r")
                for _ in range(40):
                    if not any("October 2018" in answer for answer in kept(history)):
                        await asyncio.sleep(0.05)
            picture = await page.do("Page.captureScreenshot")
    (tmp_path / "page.png").write_bytes(base64.b64decode(picture["data"]))
    assert "Traceback" not in written.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://evil.example"}, {"Host": "evil.example:80"}], ids=["another page", "another name"]
)
def test_no_other_page_can_talk_to_it(serving: Callable[..., tuple[str, Path]], headers: dict[str, str]) -> None:
    address, _ = serving("--private")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=5)
    assert refused.value.code == 403
    refused.value.close()


def test_the_page_may_ask_nobody_else(serving: Callable[..., tuple[str, Path]]) -> None:
    """The stored page requests a font from another host; the browser is forbidden to."""
    address, _ = serving("--private")
    with urllib.request.urlopen(address, timeout=5) as page:
        policy = page.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy.replace(address, "")


def test_the_page_has_a_title_asks_no_other_host_and_gives_its_terminal_the_focus(
    serving: Callable[..., tuple[str, Path]],
) -> None:
    address, _ = serving("--private")
    with urllib.request.urlopen(address, timeout=5) as page:
        shown = page.read().decode()
    assert shown.count("<title>Quotewire</title>") == 1
    assert "googleapis" not in shown
    assert shown.index("keys.focus()") < shown.index("</body>")
    assert 'id="terminal"' in shown
