"""Convert values to JSON output and back: shared by all JSON outputs."""

import dataclasses
from typing import Annotated, Any, TypeVar

import msgspec

Probability = Annotated[float, msgspec.Meta(ge=0, le=1)]

T = TypeVar("T")


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """What a program is given.

    Fields with a default came after the first version of their schema: what was written before is read with it. All
    of them are written always.
    """


def taken(kind: type[T], source: object, /, **fields: Any) -> T:
    """Make a value of another's fields of the same names.

    Args:
        kind: A message, or a dataclass of the library.
        source: An object with the fields, or most of them; fields that it lacks keep their default.
        **fields: Fields with another name or another form in `source`.

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
    """Read a message that was written.

    Args:
        kind: What it is.
        stored: The object; keys that are not known are passed over.

    Returns:
        The message.

    Raises:
        ValueError: If a key is missing or its value is another than the schema says; names where.
    """
    return msgspec.convert(stored, kind)
