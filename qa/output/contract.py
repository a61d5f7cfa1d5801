"""How values become what a program is given, and back: the means that all JSON outputs share."""

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


def taken(kind: type[T], source: object, /, **told: Any) -> T:
    """Make a value of another's fields of the same names.

    Args:
        kind: A message, or a dataclass of the library.
        source: What has the fields, or most of them; those that it lacks keep their default.
        **told: Fields that are otherwise called or otherwise made there.

    Returns:
        The value.
    """
    of: Any = kind
    names = of.__struct_fields__ if issubclass(kind, msgspec.Struct) else [each.name for each in dataclasses.fields(of)]
    same = {name: getattr(source, name) for name in names if name not in told and hasattr(source, name)}
    return kind(**same, **told)


def written(message: object) -> dict[str, Any]:
    """Give a message as an object for `json.dumps`: days as ISO 8601, tuples as lists."""
    found: dict[str, Any] = _listed(msgspec.to_builtins(message, str_keys=True))
    return found


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
