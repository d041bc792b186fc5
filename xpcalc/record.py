"""A class of fields -> a dataclass that costs little to define: `dataclass`, in place of the standard library's.

The standard one writes and compiles six functions a class when its module is imported: with the records here a
seventh of the time that `xpcalc cv.pdf` takes. This one shares comparing, hashing, printing and freezing among all
classes, and compiles `__init__` for those of which many objects are made. `dataclasses.fields`, `replace`, `asdict`,
copy and pickle work as ever; type checkers see the standard decorator (docs/decisions.md, 80).
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    from operator import attrgetter

    _SOME = 12  # objects that are made before compiling pays

    def dataclass(cls=None, /, *, frozen=False, slots=False, order=False):
        """Give a class `__init__`, `__repr__` and `__eq__`; `__hash__` where frozen, comparing where `order`."""
        if cls is None:
            return lambda cls: _made(cls, frozen, slots, order)
        return _made(cls, frozen, slots, order)

    def _made(cls, frozen, slots, order):
        own = frozenset(cls.__dict__)
        made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
        methods = {"__init__": _first_init(made, frozen), "__repr__": _repr, "__eq__": _eq, "_key": _key_of(made)}
        methods["__hash__"] = _hash if frozen else None
        if frozen:
            methods |= {"__setattr__": _refuse, "__delattr__": _refuse, "__reduce__": _reduce}
        if order:
            methods |= {"__lt__": _lt, "__le__": _le, "__gt__": _gt, "__ge__": _ge}
        for name, method in methods.items():
            if name not in own:
                setattr(made, name, method)
        return made

    def _first_init(made, frozen):
        """Return an `__init__` for the first objects, which then puts the compiled one in its own place."""
        fields = dataclasses.fields(made)
        sets = [_setter(made, each.name) for each in fields]
        left = _SOME

        def __init__(self, *args, **kwargs):
            nonlocal left
            left -= 1
            rest = fields[len(args) :]
            if not left or len(args) > len(fields) or not _suits(rest, kwargs):
                made.__init__ = _init(made, frozen)
                return made.__init__(self, *args, **kwargs)
            for put, value in zip(sets, args, strict=False):
                put(self, value)
            for put, each in zip(sets[len(args) :], rest, strict=True):
                if each.name in kwargs:
                    put(self, kwargs[each.name])
                else:
                    put(self, each.default if each.default is not dataclasses.MISSING else each.default_factory())
            if hasattr(made, "__post_init__"):
                self.__post_init__()

        return __init__

    def _suits(fields, kwargs):
        """Tell whether these arguments by name, and no others, can fill these fields."""
        missing = dataclasses.MISSING
        given = [each.name in kwargs for each in fields]
        return sum(given) == len(kwargs) and all(
            known or each.default is not missing or each.default_factory is not missing
            for known, each in zip(given, fields, strict=True)
        )

    def _init(made, frozen):
        """Return the `__init__` that the standard library would write; a slot of a frozen object is set by its own."""
        known = {}
        arguments, lines = ["self"], []
        for each in dataclasses.fields(made):
            name, value = each.name, each.name
            if each.default_factory is not dataclasses.MISSING:
                known |= {f"_new_{name}": each.default_factory, "_not_given": dataclasses.MISSING}
                arguments.append(f"{name}=_not_given")
                value = f"_new_{name}() if {name} is _not_given else {name}"
            elif each.default is not dataclasses.MISSING:
                known[f"_default_{name}"] = each.default
                arguments.append(f"{name}=_default_{name}")
            else:
                arguments.append(name)
            if frozen:
                known[f"_set_{name}"] = _setter(made, name)
                lines.append(f"_set_{name}(self, {value})")
            else:
                lines.append(f"self.{name} = {value}")
        if hasattr(made, "__post_init__"):
            lines.append("self.__post_init__()")
        code = f"def __init__({', '.join(arguments)}):\n " + "\n ".join(lines or ["pass"])
        exec(code, known)  # nosec B102: names of fields of this package
        return known["__init__"]

    def _setter(made, name):
        """Return what sets a field, frozen or not: its slot's own, which is quicker than by name, or `object`'s."""
        for each in made.__mro__:
            if name in each.__dict__.get("__slots__", ()):
                return each.__dict__[name].__set__
        return lambda self, value: object.__setattr__(self, name, value)

    def _key_of(made):
        names = [each.name for each in dataclasses.fields(made) if each.compare]
        return staticmethod(attrgetter(*names) if names else lambda self: ())

    def _repr(self):
        shown = [f"{each.name}={getattr(self, each.name)!r}" for each in dataclasses.fields(self) if each.repr]
        return f"{type(self).__qualname__}({', '.join(shown)})"

    def _eq(self, other):
        return self._key(self) == self._key(other) if other.__class__ is self.__class__ else NotImplemented

    def _hash(self):
        return hash(self._key(self))

    def _lt(self, other):
        return self._key(self) < self._key(other) if other.__class__ is self.__class__ else NotImplemented

    def _le(self, other):
        return self._key(self) <= self._key(other) if other.__class__ is self.__class__ else NotImplemented

    def _gt(self, other):
        return self._key(self) > self._key(other) if other.__class__ is self.__class__ else NotImplemented

    def _ge(self, other):
        return self._key(self) >= self._key(other) if other.__class__ is self.__class__ else NotImplemented

    def _refuse(self, name, *_):
        raise dataclasses.FrozenInstanceError(f"cannot change field {name!r} of {type(self).__name__}")

    def _reduce(self):
        return type(self), tuple([getattr(self, each.name) for each in dataclasses.fields(self)])
