"""Objects of frozen classes, filled fast: a frozen dataclass sets fields four times slower than others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any, TypeVar

Made = TypeVar("Made")


def maker(frozen: type[Made]) -> Callable[..., Made]:
    """A function that makes objects of a frozen dataclass with slots from all its fields, in their order.

    The object is filled as one of a plain class with the same slots, and then becomes what it is meant to be:
    0.5 microseconds in place of 2 for sixteen fields.
    """
    names = tuple(field.name for field in fields(frozen))  # type: ignore[arg-type]
    lines = [f"def fill(self, {', '.join(names)}):", *(f"    self.{name} = {name}" for name in names)]
    made: dict[str, Any] = {}
    exec("\n".join(lines), made)  # names of our own fields, as the dataclass decorator does it
    plain = type("Plain", (), {"__slots__": names, "__init__": made["fill"]})

    def make(*values: Any) -> Made:
        one = plain(*values)
        one.__class__ = frozen
        return one

    return make
