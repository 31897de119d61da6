"""What a workshop has said of itself so far, and where in the questions it is: plain data, a row holds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, cast

from pydantic import TypeAdapter

from nlu.offer_said import FIELDS
from planner.domain.supplier import Partner


class Status(StrEnum):
    """Whose turn it is: theirs; nobody's, until they go on; an admin's."""

    ASKING = "asking"
    PAUSED = "paused"
    WAITING = "waiting"


#: A process's terms so far: `price` as tiers (from, price), every other field of FIELDS as it is written in a book.
Terms = Mapping[str, Any]


@dataclass(frozen=True)
class Form:
    """A workshop as far as it is known. `ticket` names this state of affairs: a button of another one is old.

    `step`: the question that is open, `done`: those that were answered; `page`: of the buttons under it. `accepts`:
    process → attribute → the values it can do; what is not listed it can do all of.
    """

    ticket: str
    invited_by: int
    timezone: str
    suggested: str = ""
    step: str = ""
    done: tuple[str, ...] = ()
    page: int = 0
    trade: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    zone: str = ""
    processes: tuple[str, ...] = ()
    offers: Mapping[str, Terms] = field(default_factory=dict)
    accepts: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    workdays: tuple[int, ...] = (1, 2, 3, 4, 5)
    hours: tuple[str, str] = Partner.hours
    quiet: tuple[str, ...] = Partner.quiet

    @property
    def kind(self) -> str:
        """What the open question is about."""
        return self.step.partition(":")[0]

    @property
    def process(self) -> str:
        """The process that the open question is about, "" where it is about none."""
        return ([*self.step.split(":"), ""])[1]

    @property
    def attribute(self) -> str:
        """The attribute whose values are being ticked."""
        return ([*self.step.split(":"), "", ""])[2]

    def name(self, language: str) -> str:
        return self.names.get(language) or next(iter(self.names.values()), "")

    def missing(self, process: str) -> list[str]:
        """The terms of a process that are not known yet."""
        return [name for name in FIELDS if name not in self.offers.get(process, {})]

    def with_terms(self, process: str, terms: Terms) -> Form:
        """With these terms of a process, over what was known of it."""
        return replace(self, offers={**self.offers, process: {**self.offers.get(process, {}), **terms}})

    def with_values(self, process: str, attribute: str, values: tuple[str, ...], known: tuple[str, ...]) -> Form:
        """It can do these values of an attribute, of those that are known; all of them, or none, is no limit."""
        of_process = {name: kept for name, kept in self.accepts.get(process, {}).items() if name != attribute}
        if values and set(values) != set(known):
            of_process[attribute] = tuple(value for value in known if value in values)
        return replace(self, accepts={**self.accepts, process: of_process})


_FORM: TypeAdapter[Form] = TypeAdapter(Form)


def form_state(form: Form) -> dict[str, Any]:
    """A form as plain JSON values."""
    return cast(dict[str, Any], _FORM.dump_python(form, mode="json"))


def form_of(state: Mapping[str, Any]) -> Form:
    """The form that a row holds."""
    return _FORM.validate_python(state)
