"""The project's dataclass does what the standard one does; here both are asked side by side."""

import copy
import dataclasses
import pickle
import subprocess
import sys
from typing import Any

import pytest

from xpcalc import record

FORMS: list[dict[str, Any]] = [
    {},
    {"slots": True},
    {"frozen": True},
    {"frozen": True, "slots": True},
    {"frozen": True, "slots": True, "order": True},
]


def made(decorator: Any, form: dict[str, Any]) -> Any:
    class Shelf:
        """A shelf of things."""

        name: str
        size: int = 3
        things: list[str] = dataclasses.field(default_factory=list)
        secret: int = dataclasses.field(default=0, compare=False, repr=False)

    return decorator(**form)(Shelf)


@record.dataclass(frozen=True, slots=True)
class Town:
    """A class at module level, which pickle can find."""

    name: str
    people: int = 0


@record.dataclass(frozen=True, slots=True)
class Whole:
    """One that checks and changes itself."""

    size: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "size", abs(self.size))

    def __repr__(self) -> str:
        return f"<{self.size}>"


CALLS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    (("a",), {}),
    (("a", 4), {}),
    (("a", 4, ["x"], 7), {}),
    ((), {"name": "a"}),
    (("a",), {"things": ["y"]}),
    ((), {"things": ["y"], "size": 1, "name": "b"}),
]
WRONG: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((), {}),
    (("a", 1, [], 2, 3), {}),
    (("a",), {"name": "b"}),
    (("a",), {"colour": "red"}),
    ((), {"size": 1}),
]


@pytest.mark.parametrize("form", FORMS)
class TestBesideTheStandardOne:
    @pytest.mark.parametrize("often", [1, 40])
    def test_objects_are_alike_however_many_are_made(self, form: dict[str, Any], often: int) -> None:
        ours, theirs = made(record.dataclass, form), made(dataclasses.dataclass, form)
        for _ in range(often):
            for args, kwargs in CALLS:
                mine, standard = ours(*args, **kwargs), theirs(*args, **kwargs)
                assert repr(mine) == repr(standard)
                assert dataclasses.asdict(mine) == dataclasses.asdict(standard)
        assert ours("a").things is not ours("a").things

    @pytest.mark.parametrize("often", [0, 40])
    @pytest.mark.parametrize("wrong", WRONG)
    def test_wrong_arguments_are_refused_with_the_same_words(
        self, form: dict[str, Any], wrong: tuple[tuple[Any, ...], dict[str, Any]], often: int
    ) -> None:
        ours, theirs = made(record.dataclass, form), made(dataclasses.dataclass, form)
        for _ in range(often):
            ours("a")
        args, kwargs = wrong
        with pytest.raises(TypeError) as mine:
            ours(*args, **kwargs)
        with pytest.raises(TypeError) as standard:
            theirs(*args, **kwargs)
        assert str(mine.value).split("__init__")[1] == str(standard.value).split("__init__")[1]

    def test_equal_and_different_objects(self, form: dict[str, Any]) -> None:
        ours = made(record.dataclass, form)
        assert ours("a", secret=1) == ours("a", secret=2)
        assert ours("a") != ours("b")
        assert ours("a") != made(record.dataclass, form)("a")
        assert ours("a") != ("a", 3, [])

    def test_fields_and_replaced_objects(self, form: dict[str, Any]) -> None:
        ours, theirs = made(record.dataclass, form), made(dataclasses.dataclass, form)
        assert [each.name for each in dataclasses.fields(ours)] == [each.name for each in dataclasses.fields(theirs)]
        assert ours.__match_args__ == theirs.__match_args__
        assert dataclasses.replace(ours("a", 9), name="b") == ours("b", 9)

    def test_only_frozen_ones_refuse_changes(self, form: dict[str, Any]) -> None:
        shelf = made(record.dataclass, form)("a")
        if not form.get("frozen"):
            shelf.size = 5
            assert shelf.size == 5
            return
        for name in ("size", "other"):
            with pytest.raises(dataclasses.FrozenInstanceError, match=name):
                setattr(shelf, name, 5)
        with pytest.raises(dataclasses.FrozenInstanceError):
            del shelf.size

    def test_hashes_and_order(self, form: dict[str, Any]) -> None:
        ours = made(record.dataclass, form)
        one, other = ours("a", things=()), ours("b", things=())
        if form.get("frozen"):
            assert hash(one) == hash(ours("a", things=(), secret=4))
        else:
            with pytest.raises(TypeError, match="unhashable"):
                hash(one)
        if form.get("order"):
            assert one < other
            assert one <= other
            assert other > one
            assert other >= one
            assert sorted([other, one]) == [one, other]
        else:
            with pytest.raises(TypeError):
                _ = one < other
        with pytest.raises(TypeError):
            _ = one < 3

    def test_no_slot_no_place(self, form: dict[str, Any]) -> None:
        assert hasattr(made(record.dataclass, form)("a"), "__dict__") != bool(form.get("slots"))


def test_copies_and_pickles_are_equal() -> None:
    town = Town("Leeds", 4)
    assert copy.copy(town) == copy.deepcopy(town) == pickle.loads(pickle.dumps(town)) == town


def test_what_a_class_says_itself_holds() -> None:
    for _ in range(40):
        assert repr(Whole(-3)) == "<3>"


def test_no_class_is_compiled_before_its_objects_are_made() -> None:
    """Importing the types is most of a start; the standard decorator would compile six functions a class."""
    code = (
        "import builtins, dataclasses\n"
        "seen = []\n"
        "made = dataclasses._create_fn\n"
        "dataclasses._create_fn = lambda name, *rest, **more: seen.append(name) or made(name, *rest, **more)\n"
        "import xpcalc.model, xpcalc.assessment, xpcalc.wire\n"
        "print(len(seen))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "0\n"
