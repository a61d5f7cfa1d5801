"""The modules that the chat loads before its first frame are counted, because every import delays it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import Run

HEAVY = (
    "faiss numpy onnxruntime tokenizers tantivy torch transformers sentence_transformers yaml trafilatura lxml sqlite3"
)
MOST = 560
"""Modules, of which Textual and Rich are nearly all; raise it only for a reason."""


def test_the_chat_loads_no_search_engine_and_no_model_runtime_before_its_first_frame(script: "Run") -> None:
    done = script(
        f"import sys, tui.chat.app\nprint('LOADED', *[name for name in '{HEAVY}'.split() if name in sys.modules])"
    )
    assert done.out.strip() == "LOADED", done.err


def test_the_chat_loads_few_modules_of_its_own(script: "Run") -> None:
    done = script(
        "import sys, tui.chat.app, tui.chat.run\n"
        "ours = [name for name in sys.modules if name.split('.')[0] in ('corpus', 'index', 'qa', 'tui')]\n"
        "print(len(sys.modules), *sorted(ours))"
    )
    count, *ours = done.out.split()
    assert int(count) <= MOST, done.err
    late = [
        name
        for name in ours
        if name.startswith(("index", "qa.engine", "qa.conversation.history", "qa.library.rebuild"))
    ]
    assert late == ["index", "index.filters"], "the conditions of a question are values; what searches comes later"
    assert "tui.chat.screens.rebuild" not in ours
