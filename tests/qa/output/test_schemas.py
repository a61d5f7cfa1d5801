"""The published schemas: valid, described, and strict about what is written."""

import copy
import json
from types import ModuleType
from typing import TYPE_CHECKING

import click
import pytest
from jsonschema import Draft202012Validator, ValidationError

from qa.engine import Engine
from qa.output.answer_json import answer_from_json, answer_json
from qa.output.schemas import SCHEMAS, schema_of
from tui.cli import qa as group

if TYPE_CHECKING:
    from tests.conftest import Run


@pytest.fixture
def answer(engine: Engine) -> dict:
    return json.loads(json.dumps(answer_json(engine.ask("How long is the mill's oak shaft?"))))


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_valid_and_says_what_its_keys_are(name: str) -> None:
    schema = schema_of(name)
    Draft202012Validator.check_schema(schema)
    for part in schema["$defs"].values():
        assert part["description"]
        assert set(part["required"]) == set(part["properties"])
        assert not any("default" in value for value in part["properties"].values())
    entries = [value.get("description") for part in schema["$defs"].values() for value in part["properties"].values()]
    assert sum(map(bool, entries)) >= len(entries) / 4


def test_what_stands_below_a_field_in_the_source_is_said_in_the_schema() -> None:
    (answer, citation) = (schema_of("answer")["$defs"][name]["properties"] for name in ("Answer", "Citation"))
    assert answer["answer"]["description"].endswith("null if the articles do not say.")
    assert citation["quote"]["description"] == "Verbatim: the article's text from start to end."


@pytest.mark.parametrize("key", ["question", "answer", "citations", "refusal", "hits", "schema", "filter"])
def test_an_answer_that_lacks_a_key_is_not_valid(answer: dict, outputs: ModuleType, key: str) -> None:
    outputs.check("answer", answer)
    del answer[key]
    with pytest.raises(ValidationError):
        outputs.check("answer", answer)


@pytest.mark.parametrize(
    ("key", "value"), [("question", 5), ("confidence", 1.5), ("citations", {}), ("schema", "quotewire.answer/9")]
)
def test_what_is_not_as_the_contract_says_is_neither_valid_nor_read(
    answer: dict, outputs: ModuleType, key: str, value: dict[str, str] | float | str
) -> None:
    with pytest.raises(ValidationError):
        outputs.check("answer", answer | {key: value})
    with pytest.raises(ValueError, match=key):
        answer_from_json(answer | {key: value})


def test_keys_of_later_versions_are_passed_over(answer: dict) -> None:
    later = copy.deepcopy(answer) | {"mood": "sunny"}
    for citation in later["citations"]:
        citation["colour"] = "red"
    assert answer_from_json(later) == answer_from_json(answer)


def test_an_answer_of_the_first_version_is_read() -> None:
    citation = {"number": 1, "article_id": "a", "title": "T", "source": None, "published": "2021-04-22", "path": "/a"}
    citation |= {"start": 0, "end": 1, "line": 1, "quote": "5", "sentence": "5 came."}
    first = {"schema": "quotewire.answer/1", "question": "How many?", "answer": "5", "confidence": 0.9}
    first |= {"citations": [citation], "hits": [], "refusal": None}
    first["seconds"] = {"load": 0, "retrieve": 0, "read": 0, "total": 0}
    read = answer_from_json(first)
    assert (read.text, read.citations[0].sentence_start, read.citations[0].author) == ("5", 0, None)
    assert answer_from_json(json.loads(json.dumps(answer_json(read)))) == read


def test_the_command_prints_each_schema_and_lists_them(qa: "Run") -> None:
    listed = qa("schema")
    assert [line.split()[0] for line in listed.out.splitlines()] == list(SCHEMAS)
    for name in SCHEMAS:
        done = qa("schema", name)
        assert (done.code, json.loads(done.out)) == (0, schema_of(name))
    assert qa("schema", "nothing").code == 2


def test_the_outputs_of_the_tests_are_held_against_their_schemas(outputs: ModuleType) -> None:
    assert outputs.name_of(["ask", "--json", "who"]) == "answer"
    assert outputs.name_of(["ask", "--batch", "-"]) == "batch"
    assert outputs.name_of(["ask", "who"]) is None
    assert outputs.name_of(["note", "--tags", "--json"]) == "tag"
    assert outputs.name_of(["follow", "--check", "--json"]) == "change"
    assert outputs.name_of(["unpack", "--check", "--json", "gchq.zip"]) == "standing"
    with pytest.raises(ValidationError):
        outputs.validate(["list", "--json"], "{}\n")


def test_every_command_that_prints_json_has_a_schema(outputs: ModuleType) -> None:
    context = click.Context(group)
    commands = {name: group.get_command(context, name) for name in group.list_commands(context)}
    with_json = {name for name, command in commands.items() for option in command.params if "--json" in option.opts}
    assert with_json - {"keys"} == set(outputs.OUTPUTS)  # of the chat's own keys, which nothing else reads
    assert set(outputs.OUTPUTS.values()) <= set(SCHEMAS)
