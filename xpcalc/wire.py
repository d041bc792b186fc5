"""Assessment or Failure <-> JSON bytes that can be trusted after `decode`, whoever wrote them.

The types are the schema: a new field needs nothing here. A new class that is named under TYPE_CHECKING only, or a new
kind of top value, needs a row in `_ELSEWHERE` or `_TOPS`; a new kind of field type needs a branch in `_compiled`.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
from hashlib import sha256
from importlib import import_module
from operator import attrgetter, itemgetter
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Literal, NoReturn, TypeVar, Union, get_args, get_origin

from xpcalc.assessment import Assessment, Failure
from xpcalc.errors import XpcalcError
from xpcalc.record import dataclass
from xpcalc.regex import regex

SCHEMA = "xpcalc.wire/1"
# Source: hand-made; an assessment of a two-page CV is 40 kB, one of the longest text that is read is under 8 MiB.
ANSWER_BYTES = 8 << 20
# Why: JSON numbers beyond this are not the same in every program, and no day, month or offset comes near.
_LARGEST = 1 << 53
# Source: the classes that the value types name for type checkers only, with their modules.
_ELSEWHERE: Mapping[str, str] = MappingProxyType({"Verdict": "xpcalc.verdict"})
# Source: what a reader of files gives; the first item of every message.
_TOPS: Mapping[str, type] = MappingProxyType({"assessment": Assessment, "failure": Failure})

Coder = Callable[[Any], Any]
T = TypeVar("T")


class WireError(XpcalcError, ValueError):
    """Bytes that are no answer of this version: cut, too long, another shape, another type."""

    code = "E_ANSWER"


@dataclass(frozen=True, slots=True)
class _Codec:
    """How one type is written and read. `write` None = the value goes as it is."""

    shape: str
    write: Coder | None
    read: Coder
    plain: frozenset[type] = frozenset()  # types of JSON values that `read` gives back as they are


def encode(value: Assessment | Failure) -> bytes:
    """Return the value as UTF-8 JSON; half characters and control characters become U+FFFD.

    Raises: WireError for a value that is none of the two.
    """
    for name, kind in _TOPS.items():
        write = _codec(kind).write if type(value) is kind else None  # type: ignore[arg-type]  # a type is hashable
        if write is not None:
            return _sent(name, write(value))
    raise WireError(f"a {type(value).__name__} is no answer")


def packed(value: Any) -> bytes:
    """Return a value of any other class that can travel, for `unpacked`. Raises: WireError."""
    write = _codec(type(value)).write  # type: ignore[arg-type]  # a type is hashable
    if write is None:
        raise WireError(f"a {type(value).__name__} is no answer")
    return _sent(type(value).__name__, write(value))


def _sent(name: str, body: Any) -> bytes:
    text = json.dumps([SCHEMA, shape(), name, body], ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _clean(text).encode("utf-8")


def decode(data: bytes, limit: int = ANSWER_BYTES) -> Assessment | Failure:
    """Return the value that the bytes hold: every type checked, no class named by the bytes.

    Invariant: `decode(encode(value)) == value`, replaced characters aside. Raises: WireError.
    """
    name, body = _received(data, limit)
    kind = _TOPS.get(name) if type(name) is str else None
    if kind is None:
        raise WireError("the answer is neither an assessment nor a failure")
    try:
        value: Assessment | Failure = _codec(kind).read(body)
    except RecursionError:
        raise WireError("the answer is nested too deep") from None
    return value


def unpacked(data: bytes, kind: type[T], limit: int = ANSWER_BYTES) -> T:
    """Return the value of this class that the bytes hold, every type checked. Raises: WireError."""
    name, body = _received(data, limit)
    if name != kind.__name__:
        raise WireError(f"the answer is no {kind.__name__}")
    try:
        value: T = _codec(kind).read(body)  # type: ignore[arg-type]
    except RecursionError:
        raise WireError("the answer is nested too deep") from None
    return value


def _received(data: bytes, limit: int) -> tuple[Any, Any]:
    if len(data) > limit:
        raise WireError(f"the answer has {len(data)} bytes, more than {limit}")
    try:
        text = data.decode("utf-8")
        message = json.loads(text, parse_constant=_no_number, parse_int=_short if _LONG.search(text) else None)
    except (ValueError, RecursionError) as error:
        raise WireError(f"the answer is no JSON: {type(error).__name__}") from None
    if any([escape in ("\\u", "\\b", "\\f") for escape in _ESCAPE.findall(text)]):
        raise WireError("the answer holds control characters")
    if type(message) is not list or len(message) != 4 or message[0] != SCHEMA:
        raise WireError(f"the answer is no {SCHEMA}")
    if message[1] != shape():
        raise WireError("the answer comes from another version of xpcalc")
    return message[2], message[3]


@cache
def shape() -> str:
    """Return the fingerprint of all types that travel: answers of another shape are refused, not misread."""
    seen: set[type] = set()
    lines = sorted(line for kind in _TOPS.values() for line in _described(kind, seen))
    return sha256("\n".join(lines).encode()).hexdigest()[:16]


def _described(kind: type, seen: set[type]) -> list[str]:
    if kind in seen:
        return []
    seen.add(kind)
    lines = [f"{kind.__qualname__}({','.join(f'{name}:{_codec(hint).shape}' for name, hint in _hints(kind))})"]
    for _, hint in _hints(kind):
        for inner in _classes(hint):
            lines += _described(inner, seen)
    return lines


def _classes(hint: Any) -> list[type]:
    if isinstance(hint, type) and _has_fields(hint):
        return [hint]
    return [found for part in get_args(hint) for found in _classes(part)] if get_origin(hint) is not Literal else []


# ---------------------------------------------------------------- text

_ESCAPE = regex(r"\\.")
_SPELT = regex(r"\\(?:u[0-9a-f]{4}|.)")
_LONG = regex(r"[\[,:]-?[0-9]{16}")
_HALF = regex("[\ud800-\udfff]")


def _clean(text: str) -> str:
    """Return JSON text without what no font shows: with `ensure_ascii` off, only control characters are escaped."""
    if "\\u" in text or "\\b" in text or "\\f" in text:
        text = _SPELT.sub(lambda found: "\ufffd" if found[0][1] in "ubf" else found[0], text)
    return text if text.isascii() else _HALF.sub("\ufffd", text)


def _short(digits: str) -> int:
    number = int(digits)
    if not -_LARGEST < number < _LARGEST:
        raise ValueError("number")
    return number


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


# ---------------------------------------------------------------- types -> codecs


def _has_fields(kind: Any) -> bool:
    return is_dataclass(kind) or (issubclass(kind, tuple) and hasattr(kind, "_fields"))


@cache
def _hints(kind: type) -> tuple[tuple[str, Any], ...]:
    """Return name and type of each field that the class is made of."""
    said: dict[str, tuple[str, Any]] = {}
    for base in reversed(kind.__mro__):
        said |= {name: (base.__module__, text) for name, text in vars(base).get("__annotations__", {}).items()}
    names = [f.name for f in fields(kind) if f.init] if is_dataclass(kind) else list(getattr(kind, "_fields"))  # noqa: B009
    return tuple(
        (name, _hint(said[name][0], getattr(said[name][1], "__forward_arg__", said[name][1]))) for name in names
    )


@cache
def _hint(module: str, text: str) -> Any:
    """Return the type that an annotation of this module names."""
    # Why not `get_type_hints`: it compiles each of 300 annotations; half of them are "str", "int | None" and the like.
    known = vars(import_module(module))
    near = {name: getattr(import_module(home), name) for name, home in _ELSEWHERE.items() if name not in known}
    return eval(text, known, near)  # nosec B307: annotations of this package


@cache
def _codec(hint: Any) -> _Codec:
    """Return the codec of a type, made once."""
    if isinstance(hint, type):
        if hint in _SCALARS:
            return _SCALARS[hint]
        if issubclass(hint, Enum):
            return _Codec(hint.__name__, attrgetter("value"), _enum(hint))
        if _has_fields(hint):
            return _record(hint)
    return _compiled(hint)


def _compiled(hint: Any) -> _Codec:
    """Return the codec of a type with parts: tuple, mapping, union, literal."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin is tuple:
        if len(parts) == 2 and parts[1] is Ellipsis:
            return _many(_codec(parts[0]))
        return _row(tuple(_codec(part) for part in parts))
    if origin is frozenset:
        return _set(_codec(parts[0]))
    if origin is Literal:
        return _Codec(f"Literal{sorted(map(repr, parts))}", None, _literal(parts))
    if origin in (Union, UnionType):
        return _union(parts)
    if isinstance(origin, type) and issubclass(origin, Mapping) and parts[0] is str:
        return _mapping(_codec(parts[1]))
    raise TypeError(f"{hint!r} cannot travel: add it to xpcalc/wire.py or leave it out of the value types")


def _wrong(wanted: str, value: object) -> WireError:
    # Why: the type only. What stands there may be text of the document, which belongs in no message.
    return WireError(f"the answer holds {type(value).__name__} where {wanted} belongs")


def _scalar(kind: type) -> _Codec:
    name = kind.__name__

    def read(value: Any) -> Any:
        if type(value) is kind:
            return value
        raise _wrong(name, value)

    return _Codec(name, None, read, frozenset({kind}))


def _read_float(value: Any) -> float:
    if type(value) is float or type(value) is int:
        return float(value)
    raise _wrong("float", value)


def _read_date(value: Any) -> date:
    try:
        if type(value) is str and len(value) == 10:
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise _wrong("date", value)


def _write_bytes(value: bytes) -> str:
    return b64encode(value).decode("ascii")


def _read_bytes(value: Any) -> bytes:
    try:
        if type(value) is str:
            return b64decode(value, validate=True)
    except ValueError:
        pass
    raise _wrong("base64", value)


def _write_fraction(value: Fraction) -> list[int]:
    return [value.numerator, value.denominator]


def _read_fraction(value: Any) -> Fraction:
    if type(value) is list and len(value) == 2 and type(value[0]) is type(value[1]) is int and value[1] > 0:
        return Fraction(value[0], value[1])
    raise _wrong("fraction", value)


_SCALARS: Mapping[type, _Codec] = MappingProxyType(
    {
        str: _scalar(str),
        bool: _scalar(bool),
        int: _scalar(int),
        float: _Codec("float", None, _read_float, frozenset({float})),
        NoneType: _scalar(NoneType),
        bytes: _Codec("bytes", _write_bytes, _read_bytes),
        date: _Codec("date", date.isoformat, _read_date),
        Fraction: _Codec("Fraction", _write_fraction, _read_fraction),
    }
)


def _enum(kind: type[Enum]) -> Coder:
    def read(value: Any) -> Enum:
        try:
            if type(value) in (str, int):
                return kind(value)
        except ValueError:
            pass
        raise _wrong(kind.__name__, value)

    return read


def _literal(allowed: tuple[Any, ...]) -> Coder:
    known = {(type(each), each): each for each in allowed}

    def read(value: Any) -> Any:
        try:
            return known[type(value), value]
        except (KeyError, TypeError):
            raise _wrong("one of the known words", value) from None

    return read


def _many(item: _Codec) -> _Codec:
    """A tuple of any length of one type."""
    write_item, read_item = item.write, item.read

    def write(value: tuple[Any, ...]) -> Any:
        return [write_item(each) for each in value] if write_item else value

    def read(value: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise _wrong("list", value)
        return tuple([read_item(each) for each in value])

    return _Codec(f"[{item.shape}]", write if write_item else None, read)


def _set(item: _Codec) -> _Codec:
    """A set of one type, sorted on the way."""
    many = _many(item)
    write_many = many.write or list

    def write(value: frozenset[Any]) -> Any:
        return list(write_many(tuple(sorted(value))))

    return _Codec(f"set{many.shape}", write, lambda value: frozenset(many.read(value)))


def _row(items: tuple[_Codec, ...]) -> _Codec:
    """A tuple of fixed length."""
    writes, reads = _changed(items), tuple(item.read for item in items)

    def write(value: tuple[Any, ...]) -> list[Any]:
        row = list(value)
        for index, change in writes:
            row[index] = change(row[index])
        return row

    def read(value: Any) -> tuple[Any, ...]:
        if type(value) is not list or len(value) != len(reads):
            raise _wrong(f"list of {len(reads)}", value)
        return tuple([check(each) for check, each in zip(reads, value, strict=True)])

    return _Codec(f"({','.join(item.shape for item in items)})", write if writes else None, read)


def _mapping(item: _Codec) -> _Codec:
    write_item, read_item = item.write, item.read

    def write(value: Mapping[str, Any]) -> dict[str, Any]:
        return {key: write_item(each) for key, each in value.items()} if write_item else dict(value)

    def read(value: Any) -> Mapping[str, Any]:
        if type(value) is not dict:
            raise _wrong("mapping", value)
        return MappingProxyType({key: read_item(each) for key, each in value.items()})

    return _Codec(f"{{{item.shape}}}", write, read)


def _changed(items: tuple[_Codec, ...]) -> tuple[tuple[int, Coder], ...]:
    """Return which items cannot go as they are."""
    return tuple((index, item.write) for index, item in enumerate(items) if item.write is not None)


@cache
def _under_way(kind: type) -> dict[str, _Codec]:
    """Return the place where the codec of a class is put once it is made: a class may hold itself."""
    return {}


def _record(kind: Any) -> _Codec:
    """A dataclass or NamedTuple, as the list of its fields."""
    name, place = kind.__qualname__, _under_way(kind)
    if name in place:
        return place[name]
    place[name] = _Codec(name, lambda value: place[name].write(value), lambda value: place[name].read(value))  # type: ignore[misc]
    pairs = _hints(kind)
    items = tuple(_codec(hint) for _, hint in pairs)
    count, changes = len(items), _changed(items)
    one = itemgetter(*range(count)) if issubclass(kind, tuple) else attrgetter(*[field for field, _ in pairs])
    get: Coder = one if count > 1 else lambda value: (one(value),)
    # Why: rows of the same types recur hundreds of times (lines, spans); which fields still need a look is kept by
    # the types of the row, so that plain fields cost one comparison of all of them.
    looks: dict[tuple[type, ...], tuple[tuple[int, Coder], ...]] = {}

    def write(value: Any) -> list[Any]:
        if type(value) is not kind:
            raise TypeError(f"{type(value).__name__} stands where {name} belongs")
        row = list(get(value))
        for index, change in changes:
            row[index] = change(row[index])
        return row

    def read(value: Any) -> Any:
        if type(value) is not list or len(value) != count:
            raise _wrong(name, value)
        types = tuple(map(type, value))
        todo = looks.get(types)
        if todo is None:
            todo = tuple((i, items[i].read) for i in range(count) if types[i] not in items[i].plain)
            looks[types] = todo
        for index, look in todo:
            value[index] = look(value[index])
        return kind(*value)

    place[name] = _Codec(name, write, read)
    return place[name]


def _union(parts: tuple[Any, ...]) -> _Codec:
    """One of several types: None as null, one other type bare, several with the name of their class before them."""
    rest = tuple(part for part in parts if part is not NoneType)
    optional = len(rest) < len(parts)
    inner = _codec(rest[0]) if len(rest) == 1 else _tagged(rest)
    if not optional:
        return inner
    write_inner, read_inner = inner.write, inner.read

    def write(value: Any) -> Any:
        return None if value is None or write_inner is None else write_inner(value)

    def read(value: Any) -> Any:
        return None if value is None else read_inner(value)

    return _Codec(f"{inner.shape}?", write if write_inner else None, read, inner.plain | {NoneType})


def _tagged(parts: tuple[Any, ...]) -> _Codec:
    kinds = {part.__qualname__: (part, _codec(part)) for part in parts if isinstance(part, type)}
    if len(kinds) < len(parts):
        raise TypeError(f"{parts!r}: only classes may stand side by side in a union")

    def write(value: Any) -> list[Any]:
        name = type(value).__qualname__
        if name not in kinds or kinds[name][0] is not type(value):
            raise TypeError(f"{name} stands where one of {', '.join(kinds)} belongs")
        change = kinds[name][1].write
        return [name, change(value) if change else value]

    def read(value: Any) -> Any:
        if type(value) is not list or len(value) != 2 or type(value[0]) is not str or value[0] not in kinds:
            raise _wrong(" or ".join(kinds), value)
        return kinds[value[0]][1].read(value[1])

    return _Codec("|".join(sorted(kinds)), write, read)


__all__ = ["ANSWER_BYTES", "SCHEMA", "WireError", "decode", "encode", "shape"]
