"""JSON Schemas of the outputs, generated from their types."""

import ast
import inspect
import textwrap
from itertools import pairwise
from typing import Any

import msgspec

from qa.output.answer_messages import AnswerJson, ErrorJson
from qa.output.article_json import ArticleJson, ExcerptJson, ListedJson, ListingJson
from qa.output.checked import VerifyJson
from qa.output.desk_messages import ChangeJson, FollowJson, NoteJson, PackJson, StandingJson, TagJson
from qa.output.doctor_json import DoctorJson
from qa.output.evaluation_json import EvaluationJson
from qa.output.failure_json import FailureJson
from qa.output.passages_json import PassagesJson
from qa.output.rebuild_json import AddedJson, PlanJson, RebuildJson, WatchedJson
from qa.output.said import SaidJson
from qa.output.search_json import SearchJson
from qa.output.status_json import StatusJson
from qa.output.timeline_json import TimelineJson

SCHEMAS: dict[str, tuple[type, ...]] = {
    "answer": (AnswerJson,),
    "batch": (AnswerJson, ErrorJson),
    "search": (SearchJson,),
    "list": (ListedJson,),
    "article": (ArticleJson,),
    "status": (StatusJson,),
    "timeline": (TimelineJson,),
    "said": (SaidJson,),
    "verify": (VerifyJson,),
    "follow": (FollowJson,),
    "change": (ChangeJson,),
    "note": (NoteJson,),
    "tag": (TagJson,),
    "pack": (PackJson,),
    "standing": (StandingJson,),
    "rebuild": (RebuildJson,),
    "plan": (PlanJson,),
    "added": (AddedJson,),
    "watch": (WatchedJson, ChangeJson),
    "eval": (EvaluationJson,),
    "doctor": (DoctorJson,),
    "passages": (PassagesJson,),
    "listing": (ListingJson,),
    "excerpt": (ExcerptJson,),
    "error": (FailureJson,),
}
"""The types of each output; for several, each line is one of them."""
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_OURS = "Json"
"""Suffix of the names of output types, which schemas omit."""


def schema_of(name: str) -> dict[str, Any]:
    """Generate the schema of an output.

    Args:
        name: One of `SCHEMAS`.

    Returns:
        A JSON Schema, draft 2020-12. It describes what this version writes: every key is required, and
        later versions may write more.

    Raises:
        KeyError: If there is no output of that name.
    """
    kinds = SCHEMAS[name]
    roots, parts = components(kinds, "#/$defs/")
    whole = roots[0] if len(roots) == 1 else {"anyOf": list(roots)}
    return {"$schema": _DIALECT, "title": f"quotewire {name}", **whole, "$defs": parts}


def components(kinds: tuple[type, ...], prefix: str) -> tuple[tuple[dict[str, Any], ...], dict[str, Any]]:
    """Generate schemas of types that share definitions.

    Args:
        kinds: The types.
        prefix: The prefix of references to definitions.

    Returns:
        A reference for each type, and all definitions by name.
    """
    roots, parts = msgspec.json.schema_components(kinds, ref_template="\0{name}")
    classes = {kind.__name__: kind for kind in _classes(msgspec.inspect.multi_type_info(kinds))}
    outputs = {_named(name): _of_output(part, classes[name]) for name, part in parts.items()}
    return tuple(_referring(root, prefix) for root in roots), _referring(outputs, prefix)


def with_descriptions(kind: type, schema: dict[str, Any]) -> dict[str, Any]:
    """Add the docstrings of fields to the schema of a request.

    Args:
        kind: The type of the request.
        schema: The schema from msgspec: a reference and its definitions.

    Returns:
        An object schema, with the definitions it refers to.
    """
    parts = dict(schema["$defs"])
    root: dict[str, Any] = parts.pop(kind.__name__)
    for name, words in described(kind).items():
        root["properties"][name]["description"] = words
    return root | ({"$defs": parts} if parts else {})


def _named(name: str) -> str:
    return name.removesuffix(_OURS)


def _referring(value: Any, prefix: str) -> Any:
    """Rewrite references to point to the definitions, by their names there."""
    if isinstance(value, dict):
        return {key: _referring(inner, prefix) for key, inner in value.items()}
    if isinstance(value, list):
        return [_referring(inner, prefix) for inner in value]
    return f"{prefix}{_named(value[1:])}" if isinstance(value, str) and value.startswith("\0") else value


def _of_output(part: dict[str, Any], kind: type) -> dict[str, Any]:
    """Return the schema of a type as written: every key is present, so none has a default."""
    properties = {
        name: {key: value for key, value in schema.items() if key != "default"} for name, schema in _fields(part)
    }
    for name, words in described(kind).items():
        if name in properties:
            properties[name]["description"] = words
    return part | {"title": _named(part["title"]), "properties": properties, "required": list(properties)}


def _fields(part: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return list(part["properties"].items())


def described(kind: type) -> dict[str, str]:
    """Read the docstrings below the fields of a type from its source.

    Args:
        kind: A message or a dataclass.

    Returns:
        Each field's name in JSON to its docstring; fields without one are left out.
    """
    renamed = {field.name: field.encode_name for field in msgspec.structs.fields(kind)} if _is_struct(kind) else {}
    descriptions: dict[str, str] = {}
    for ancestor in reversed(kind.__mro__[:-1]):
        if not ancestor.__module__.startswith(("tui.", "qa.", "index.", "corpus.")):
            continue
        (tree,) = ast.parse(textwrap.dedent(inspect.getsource(ancestor))).body
        body = tree.body if isinstance(tree, ast.ClassDef) else []
        for field, below in pairwise(body):
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(below, ast.Expr):
                words = " ".join(str(ast.literal_eval(below.value)).split()).replace("None", "null")
                descriptions[renamed.get(field.target.id, field.target.id)] = words
    return descriptions


def _is_struct(kind: type) -> bool:
    return issubclass(kind, msgspec.Struct)


def _classes(info: Any) -> set[type]:
    """Collect the classes in msgspec's type information."""
    classes: set[type] = set()
    seen: set[int] = set()
    waiting = [info]
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, list | tuple):
            waiting += kind
        elif isinstance(kind, msgspec.Struct) and id(kind) not in seen:
            seen.add(id(kind))
            if isinstance(kind, msgspec.inspect.StructType | msgspec.inspect.DataclassType):
                classes.add(kind.cls)
            waiting += [getattr(kind, name) for name in kind.__struct_fields__]
    return classes
