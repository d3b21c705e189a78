"""Objects that are filled fast are those that their class makes."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, replace

import pytest

from geo.filled import maker
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
