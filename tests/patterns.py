"""The patterns that xpcalc compiles -> strings on which a slow one would show.

Run as a program it prints every pattern that loading all modules and reading a CV in each language compiles, as JSON.
"""

from __future__ import annotations

import json
import re
import re._parser as parser  # type: ignore[import-not-found]  # the only parser of this syntax
import sys
from collections.abc import Iterator
from typing import Any

# Units that are repeated for every pattern, whatever it says.
UNITS = (
    " ",
    "a",
    "1",
    "a ",
    "1 ",
    "-",
    "- ",
    "(",
    "()",
    ".",
    ",",
    "/",
    "1/",
    "1.",
    "@",
    "a@",
    "a.",
    "<",
    "<a",
    "<a ",
    "&",
    "&a",
    "a1",
    "\n",
    "\t",
    '"',
    '\\"',
    "'",
    "|",
    "_",
    "Aa ",
    "é",
    "\\",
    "a=",
    ":",
    ";",
    "*",
    "#",
    "[",
    "](",
    "2015 ",
    "2015-",
    "Jan ",
    "5 years ",
    "\u2013",
    "\u00a0",
    "\u200b",
    "+",
    "%",
    "0",
    "l",
    "O",
)
# Ends that make a pattern fail after it has matched all the rest.
ENDS = ("", "\x00", "!", "a")


def sample(tree: Any, groups: dict[int, str]) -> str:
    """Return a short string that the pattern takes, as far as lookarounds let one tell."""
    return "".join([_one(op, value, groups) for op, value in tree])


def _one(op: Any, value: Any, groups: dict[int, str]) -> str:
    name = str(op)
    if name == "LITERAL":
        return chr(value)
    if name in ("NOT_LITERAL", "ANY"):
        return "a"
    if name == "IN":
        return _of_set(value)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, _, body = value
        return sample(body, groups) * max(least, 1)
    if name == "BRANCH":
        return sample(value[1][0], groups)
    if name == "SUBPATTERN":
        number, _, _, body = value
        text = sample(body, groups)
        if number is not None:
            groups[number] = text
        return text
    if name == "ATOMIC_GROUP":
        return sample(value, groups)
    if name == "GROUPREF":
        return groups.get(value, "")
    return ""


def _of_set(items: Any) -> str:
    negated = bool(items) and str(items[0][0]) == "NEGATE"
    if negated:
        return next(ch for ch in "a 1-\u00e9\x01" if not re.fullmatch(_shown(items[1:]), ch))
    op, value = items[0]
    if str(op) == "LITERAL":
        return chr(value)
    if str(op) == "RANGE":
        return chr(value[0])
    category = str(value)
    return "1" if "NOT" not in category and "DIGIT" in category else " " if "CATEGORY_SPACE" in category else "a"


def _shown(items: Any) -> str:
    parts = []
    for op, value in items:
        if str(op) == "LITERAL":
            parts.append(re.escape(chr(value)))
        elif str(op) == "RANGE":
            parts.append(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
        else:
            parts.append(
                {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}.get(str(value).removeprefix("CATEGORY_"), r"\W")
            )
    return f"[{''.join(parts)}]"


def pumps(pattern: str, flags: int) -> Iterator[tuple[str, str, str]]:
    """Yield (before, unit, end): what stands before the repeated unit, the unit, and what makes the match fail."""
    tree = parser.parse(pattern, flags)
    whole = sample(tree, {})
    units = {("", unit) for unit in UNITS}
    if whole:
        units |= {("", whole), ("", whole[:-1] or whole), ("", whole[0]), (whole[:-1], whole[-1])}
    units |= set(_repeats(tree, ""))
    for before, unit in sorted(units):
        if unit:
            for end in ENDS if before or unit in (whole, " ", "a", "1") else ENDS[:2]:
                yield before, unit, end


def _repeats(tree: Any, before: str) -> Iterator[tuple[str, str]]:
    """Yield each repeated part with a sample of what comes before it."""
    for op, value in tree:
        name = str(op)
        if name.endswith("_REPEAT"):
            body = value[2]
            yield before, sample(body, {})
            yield from _repeats(body, before)
        elif name == "SUBPATTERN":
            yield from _repeats(value[3], before)
        elif name == "ATOMIC_GROUP":
            yield from _repeats(value, before)
        elif name == "BRANCH":
            for branch in value[1]:
                yield from _repeats(branch, before)
        before += _one(op, value, {})


def nested(tree: Any, inside: bool = False) -> Iterator[str]:
    """Yield unbounded repeats whose whole body is itself an unbounded repeat: (a+)+ in any dress."""
    for op, value in tree:
        name = str(op)
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            _, most, body = value
            endless = most == parser.MAXREPEAT
            if endless and inside and len(tree) == 1:
                yield "an endless repeat of an endless repeat"
            yield from nested(body, endless)
        elif name == "SUBPATTERN":
            yield from nested(value[3], inside and len(tree) == 1)
        elif name == "ATOMIC_GROUP":
            yield from nested(value, False)
        elif name == "BRANCH":
            for branch in value[1]:
                yield from nested(branch, inside and len(tree) == 1)


def _main() -> None:
    """Record what is compiled, then load and use everything."""
    found: dict[tuple[str, int, bool], str] = {}
    compile_ = re._compile  # type: ignore[attr-defined]

    def recorded(pattern: Any, flags: int) -> Any:
        compiled = compile_(pattern, flags)
        frame = sys._getframe(1)
        while frame.f_back is not None and frame.f_globals.get("__name__", "").partition(".")[0] in ("re", "functools"):
            frame = frame.f_back
        module = str(frame.f_globals.get("__name__", ""))
        if module.partition(".")[0] == "xpcalc" and isinstance(pattern, (str, bytes)):
            text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
            found.setdefault((text, compiled.flags, isinstance(pattern, bytes)), f"{module}:{frame.f_lineno}")
        return compiled

    re._compile = recorded  # type: ignore[attr-defined]
    import importlib
    import pkgutil

    import xpcalc.regex

    # Why: a pattern that is compiled when it is used would be missed where this program does not use it.
    xpcalc.regex.regex = re.compile  # type: ignore[assignment]

    for module in pkgutil.walk_packages(xpcalc.__path__, "xpcalc."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    book = xpcalc.load_rulebook()
    for text in sys.argv[1:]:
        xpcalc.assess(text.encode(), name="cv.txt", rulebook=book, as_of="2026-11-21", rules=["support"])
    json.dump([[*key, where] for key, where in found.items()], sys.stdout)


if __name__ == "__main__":
    _main()
