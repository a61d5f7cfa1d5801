"""The page on architecture names existing modules, and its picture is generated from the contracts."""

import importlib.util
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_every_module_on_the_page_is_there() -> None:
    named = re.findall(r"`([a-z_/]+(?:\.py)?)`", PAGE)
    paths = [name for name in named if "/" in name or name.endswith(".py")]
    assert len(paths) > 25
    modules = {path.name for path in ROOT.rglob("*.py")}
    for path in paths:
        assert (ROOT / path).exists() or path in modules, path


def test_the_picture_is_drawn_from_the_contracts() -> None:
    spec = importlib.util.spec_from_file_location("docs_layers", ROOT / "docs" / "layers.py")
    assert spec is not None
    assert spec.loader is not None
    layers = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(layers)
    assert layers.PICTURE.read_text(encoding="utf-8") == layers.picture(), "python -m docs.layers"
