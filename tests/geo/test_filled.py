"""Objects that are filled fast, or when first looked at, are those that their class makes."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, asdict, replace
from threading import Barrier

import pytest

from geo.filled import maker, waiting
from geo.model import Candidate, Place

VALUES = ("gn:1", "Town", 48.5, 38.0, "settlement", "UA", "Oblast", 9, 1.0, "s", "l", "", "point", ())


def test_a_filled_object_is_one_of_its_class() -> None:
    made, usual = maker(Place)(*VALUES), Place(*VALUES)

    assert type(made) is Place
    assert made == usual and hash(made) == hash(usual) and repr(made) == repr(usual)
    assert replace(made, name="Other") == replace(usual, name="Other")
    assert pickle.loads(pickle.dumps(made)) == usual


def test_a_filled_object_is_frozen() -> None:
    made = maker(Candidate)(Place(*VALUES), "Town", "main", 1.0)

    with pytest.raises(FrozenInstanceError):
        made.score = 2.0


def test_every_field_must_be_given() -> None:
    with pytest.raises(TypeError):
        maker(Candidate)(Place(*VALUES), "Town")


@pytest.mark.parametrize(
    "look",
    [
        lambda one, usual: one == usual,
        lambda one, usual: usual == one,
        lambda one, usual: hash(one) == hash(usual),
        lambda one, usual: repr(one) == repr(usual),
        lambda one, usual: one.paths == usual.paths,
        lambda one, usual: one.place_id == usual.place_id,
        lambda one, usual: replace(one, name="Other") == replace(usual, name="Other"),
        lambda one, usual: pickle.loads(pickle.dumps(one)) == usual,
        lambda one, usual: copy.copy(one) == usual,
        lambda one, usual: asdict(one) == asdict(usual),
        lambda one, usual: {one: 1}[usual] == 1,
        lambda one, usual: len({one, usual}) == 1,
    ],
)
def test_a_waiting_object_is_read_by_the_first_look(look: Callable[[Place, Place], bool]) -> None:
    read: list[int] = []

    def values(number: int) -> tuple:
        read.append(number)
        return VALUES

    made, usual = waiting(Place, values)(7), Place(*VALUES)
    assert isinstance(made, Place) and read == []

    assert look(made, usual)
    assert read == [7] and type(made) is Place
    assert look(made, usual) and read == [7]


def test_two_waiting_objects_with_the_same_fields_are_equal() -> None:
    make = waiting(Place, lambda number: (f"gn:{number // 2}", *VALUES[1:]))

    assert make(2) == make(3) and make(2) != make(4)
    assert make(2) != "gn:1"


@pytest.mark.parametrize("name", ["place_id", "lat", "paths", "unheard"])
def test_a_waiting_object_is_frozen(name: str) -> None:
    made = waiting(Place, lambda number: VALUES)(1)

    with pytest.raises(AttributeError):
        setattr(made, name, 1)
    with pytest.raises(AttributeError):
        delattr(made, name)
    assert made == Place(*VALUES)


def test_a_reader_that_fails_leaves_the_object_waiting() -> None:
    answers = iter([OSError("unplugged"), VALUES])

    def values(number: int) -> tuple:
        answer = next(answers)
        if isinstance(answer, OSError):
            raise answer
        return answer

    made = waiting(Place, values)(1)
    with pytest.raises(OSError, match="unplugged"):
        _ = made.name
    assert made.name == "Town"


def test_threads_that_look_at_once_find_the_same_object() -> None:
    together = Barrier(4)
    made = [waiting(Place, lambda number: (f"gn:{number}", *VALUES[1:]))(n) for n in range(2000)]

    def look(_: int) -> list[tuple[str, float]]:
        together.wait()
        return [(one.place_id, one.lat) for one in made]

    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(look, range(4)))
    assert found == [[(f"gn:{n}", 48.5) for n in range(2000)]] * 4
