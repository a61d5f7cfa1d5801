"""`/add`: one more folder or page, indexed while questions are answered."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from corpus.errors import OperationFailed
from corpus.progress import silent
from qa.library.rebuild import last_sources
from tui.chat.workspace import Workspace

if TYPE_CHECKING:
    from tests.chat.conftest import MakeChat, Newsroom
    from tests.webserver import Reply, Site

PAGE = """<!doctype html><html lang="en"><head><title>The ferry</title></head><body><article><h1>The ferry</h1>
<p>The ferry to Sandray sails at seven.</p>
<p>The council met on Tuesday evening in the old school to hear the report of the harbour master.</p>
<p>Nobody spoke against it, and the meeting ended before nine with a vote of thanks to the crew.</p>
</article></body></html>"""


@pytest.mark.models
def test_a_folder_and_a_page_are_indexed_beside_one_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: Path, site: "Site", reply: "type[Reply]"
) -> None:
    monkeypatch.setenv("QA_CACHE", str(cache))
    monkeypatch.setenv("QA_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("QA_WEB_DELAY", "0")
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "one.txt").write_text("The winch was removed in 1974.\n", encoding="utf-8")
    site.replies["/ferry"] = reply(PAGE)
    workspace = Workspace(tmp_path / "index", config=tmp_path, data=tmp_path)
    assert workspace.add(tmp_path / "letters", silent).articles == 1
    assert workspace.add(f"{site.url}/ferry", silent).articles == 2
    assert tmp_path / "letters" in last_sources(tmp_path / "index")
    assert not workspace.outdated()
    with pytest.raises(OperationFailed, match="was not fetched"):
        workspace.add(f"{site.url}/nowhere", silent)


async def test_what_is_added_is_reported_and_in_use_at_once(
    make_chat: "MakeChat", desk_type: Any, newsroom: "Newsroom", tmp_path: Path
) -> None:
    class Adding(desk_type):
        __test__ = False

        def add(self, name: Any, on_progress: Any) -> None:  # noqa: ARG002
            newsroom.add("ferry.txt", "Ferry", None, None, "The Halcyon carried 24 cars.\n")
            return

    chat = make_chat(Adding)
    async with chat.running():
        await chat.ask(f"/add {tmp_path}")
        assert any(notice.startswith("Indexing ") for notice in chat.notices)
        assert any(notice.startswith("The new index is in use.") for notice in chat.notices)
        await chat.ask("How many cars did the Halcyon carry?")
        assert chat.exchanges[-1].answer.text == "24 cars"
