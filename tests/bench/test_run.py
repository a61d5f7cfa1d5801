"""Stored measurements: none is lost because a part of it could not run."""

import json
from pathlib import Path
from typing import Any

from bench.run import keep, lost

_ABOUT = {"cpu": "a processor", "cores": 2}
_WHOLE = {"figures": [{"what": "F1"}, {"what": "what eight bits cost"}], "commit": "1"}
_PART = {"figures": [{"what": "F1"}], "commit": "2"}


def _kept(path: Any) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))["reports"]


def test_a_run_is_kept_beside_what_others_measured(tmp_path: Path) -> None:
    path = tmp_path / "results" / "a.json"
    keep(path, _ABOUT, "reader", _WHOLE)
    keep(path, _ABOUT, "cold", _PART)
    assert _kept(path) == {"reader": _WHOLE, "cold": _PART}


def test_a_run_without_some_of_the_figures_does_not_replace_them(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    keep(path, _ABOUT, "reader", _WHOLE)
    assert keep(path, _ABOUT, "reader", _PART) == ["what eight bits cost"]
    assert _kept(path) == {"reader": _WHOLE}


def test_figures_that_are_no_longer_measured_go_when_that_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    keep(path, _ABOUT, "reader", _WHOLE)
    assert keep(path, _ABOUT, "reader", _PART, fewer=True) == []
    assert _kept(path) == {"reader": _PART}


def test_a_run_that_failed_or_was_skipped_leaves_the_figures_of_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    keep(path, _ABOUT, "reader", _WHOLE)
    for nothing in ({"failed": "ended with 1"}, {"skipped": "no data"}):
        assert keep(path, _ABOUT, "reader", nothing, fewer=True) == ["F1", "what eight bits cost"]
    assert _kept(path) == {"reader": _WHOLE}


def test_a_whole_run_replaces_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    keep(path, _ABOUT, "reader", _WHOLE)
    assert keep(path, _ABOUT, "reader", _WHOLE | {"commit": "3"}) == []
    assert _kept(path)["reader"]["commit"] == "3"


def test_what_a_run_loses_is_reported_in_the_order_it_had() -> None:
    assert lost(_WHOLE, {"figures": []}) == ["F1", "what eight bits cost"]
    assert lost({"skipped": "no data"}, _PART) == []
