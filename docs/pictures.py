"""Draw the README's pictures from the running chat, over the sample articles.

python -m docs.pictures
"""

import asyncio
import os
import tempfile
from pathlib import Path

from corpus.files import samples_folder
from qa.library.rebuild import rebuild_index
from tui.chat.app import QuotewireApp
from tui.chat.widgets.prompt import Prompt
from tui.chat.widgets.transcript import Transcript
from tui.chat.workspace import Workspace

FOLDER = Path(__file__).resolve().parent / "pictures"
PICTURES: dict[str, tuple[tuple[int, int], str, tuple[str, ...]]] = {
    "chat": ((118, 32), "when did GCHQ join Instagram", ("ctrl+o",)),
    "refusal": ((100, 28), "when did MI6 join TikTok", ()),
    "narrow": ((60, 20), "when did GCHQ join Instagram", ("ctrl+o",)),
}

_LOOKS = 400
"""Looks for the answer, twenty a second."""


async def draw(name: str, work: Path) -> None:
    """Ask a question in a fresh chat, press keys, and keep what is on screen."""
    size, question, pressed = PICTURES[name]
    app = QuotewireApp(Workspace(private=True, config=work, data=work))
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        app.screen.query_one(Prompt).value = question
        await pilot.press("enter")
        latest = None
        for _ in range(_LOOKS):
            await pilot.pause(0.05)
            latest = app.screen.query_one(Transcript).latest
            if latest is not None and latest.answer is not None:
                break
        if latest is None or latest.answer is None:
            raise RuntimeError(f"{question!r} was not answered")
        for key in pressed:
            await pilot.press(key)
            await pilot.pause()
        (FOLDER / f"{name}.svg").write_text(app.export_screenshot(title="Quotewire"), encoding="utf-8")


def main() -> None:
    """Draw all pictures over a fresh index of the samples."""
    from qa.settings import Settings

    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        os.environ["QA_INDEX"] = str(Path(work, "index"))
        rebuild_index(Settings(index=Path(work, "index")), [samples_folder()])
        for name in PICTURES:
            asyncio.run(draw(name, Path(work)))


if __name__ == "__main__":
    main()
