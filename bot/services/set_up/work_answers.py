"""Typed answers about the work: which processes, at which terms, and which values of each can be done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from bot.services.office import Office
from bot.services.set_up.form import Form
from bot.services.set_up.steps import answered, attributes_of, processes_of, units_of, values_of
from bot.services.set_up.unclear import ALL, Unclear, mentioned, trade_of
from nlu.offer_said import FIELDS, offer_said

#: More than this is a slip: days until goods can leave, and any other figure.
MOST_DAYS: Final = 365
MOST: Final = Decimal(10) ** 9


def processes_said(form: Form, text: str, office: Office, language: str) -> Form:
    """Processes by their names, or all of them. Raises Unclear, as all of these do."""
    catalogue = trade_of(form, office).catalogue
    known = processes_of(catalogue)
    named = {process: {"id": (process,), **catalogue.processes.get(process, {})} for process in known}
    found = known if text.casefold() in ALL else mentioned(text, named)
    if not found:
        raise Unclear("processes", form, said=text[:60])
    return answered(with_processes(form, found, known), office.trades)


def with_processes(form: Form, processes: Iterable[str], known: Iterable[str]) -> Form:
    """These processes, in the catalogue's order; what was said of others is kept, should they come back."""
    wanted = set(processes)
    return replace(form, processes=tuple(process for process in known if process in wanted))


def offer_terms(form: Form, text: str, office: Office, language: str) -> Form:
    """Some or all of a process's terms. What is clear counts, even where something else is not."""
    trade, process = trade_of(form, office), form.process
    catalogue = trade.catalogue
    units = [catalogue.unit_name(u, locale) for u in units_of(catalogue, process) for locale in catalogue.locales]
    asked = next(iter(form.missing(process)), FIELDS[0])
    said = offer_said(text, catalogue.currency, units, asked)
    if said.foreign:
        raise Unclear("currency", form, said=said.foreign, currency=catalogue.currency)
    wrong = next(((name, value) for name, value in said.figures.items() if not sensible(name, value)), None)
    if wrong is not None:
        raise Unclear("figure", form, field=wrong[0], said=f"{wrong[1]:f}")
    told: dict[str, Any] = {name: f"{value.normalize():f}" for name, value in said.figures.items()}
    if "price" in told:
        told["price"] = [["1", told["price"]]]
    form = form.with_terms(process, told) if told else form
    if said.unclear or not told:
        raise Unclear("terms", form, said=[text[:40] for text in said.unclear[:5]])
    return form if form.missing(process) else answered(form, office.trades)


def sensible(name: str, value: Decimal) -> bool:
    """Can a field of terms have this figure?"""
    if name == "lead":
        return value == value.to_integral_value() and value <= MOST_DAYS
    return value <= MOST and (value > 0 or name in ("setup", "minimum"))


def accepts_said(form: Form, text: str, office: Office, language: str) -> Form:
    """ "all", or values by their names: then of the attributes that they are of only these."""
    if text.casefold() in ALL:
        return answered(replace(form, accepts={**form.accepts, form.process: {}}), office.trades)
    catalogue, found = trade_of(form, office).catalogue, False
    for attribute in attributes_of(catalogue, form.process):
        if values := _values_in(text, attribute, form, office):
            form, found = form.with_values(form.process, attribute, values, _known(form, attribute, office)), True
    if not found:
        raise Unclear("values", form)
    return form


def values_said(form: Form, text: str, office: Office, language: str) -> Form:
    """The values of one attribute that can be done: these alone."""
    known = _known(form, form.attribute, office)
    values = known if text.casefold() in ALL else _values_in(text, form.attribute, form, office)
    if not values:
        raise Unclear("values", form)
    form = form.with_values(form.process, form.attribute, values, known)
    return replace(form, step=f"accepts:{form.process}", page=0)


def _known(form: Form, attribute: str, office: Office) -> tuple[str, ...]:
    return values_of(trade_of(form, office).catalogue, form.process, attribute)


def _values_in(text: str, attribute: str, form: Form, office: Office) -> tuple[str, ...]:
    values = trade_of(form, office).catalogue.attributes[attribute].values
    return tuple(mentioned(text, {name: values[name].names for name in _known(form, attribute, office)}))
