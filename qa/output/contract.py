"""Converts values to JSON and back; shared by all outputs."""

import dataclasses
from typing import Annotated, Any, TypeVar

import msgspec

Probability = Annotated[float, msgspec.Meta(ge=0, le=1)]

T = TypeVar("T")


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all outputs.

    Fields with a default were added after the first version of their schema, so that earlier output can be read.
    Every field is always written.
    """


def taken(kind: type[T], source: object, /, **fields: Any) -> T:
    """Create a value from the fields of another with the same names.

    Args:
        kind: A message, or a dataclass of the library.
        source: An object with the fields, or most of them; missing fields get their default.
        **fields: Fields whose name or type differs in `source`.

    Returns:
        The value.
    """
    of: Any = kind
    is_struct = issubclass(kind, msgspec.Struct)
    names = of.__struct_fields__ if is_struct else [attribute.name for attribute in dataclasses.fields(of)]
    same = {name: getattr(source, name) for name in names if name not in fields and hasattr(source, name)}
    return kind(**same, **fields)


def written(message: object) -> dict[str, Any]:
    """Convert a message to an object for `json.dumps`: dates as ISO 8601, tuples as lists."""
    data: dict[str, Any] = _listed(msgspec.to_builtins(message, str_keys=True))
    return data


def _listed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _listed(inner) for key, inner in value.items()}
    return [_listed(inner) for inner in value] if isinstance(value, list | tuple) else value


def read(kind: type[T], stored: Any) -> T:
    """Read a message from JSON.

    Args:
        kind: The type of the message.
        stored: The object; unknown keys are ignored.

    Returns:
        The message.

    Raises:
        ValueError: If a key is missing or its value does not match the schema; the message says where.
    """
    return msgspec.convert(stored, kind)
