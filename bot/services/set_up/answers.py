"""Typed answers: what they say of the open question, or why they say nothing, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from bot.services.office import Office
from bot.services.set_up.form import Form
from bot.services.set_up.steps import answered, attributes_of, open_trades, processes_of, units_of, values_of
from bot.services.set_up.timezones import zone_said
from bot.services.suppliers import everybody
from nlu.languages import language_of
from nlu.normalise import fold
from nlu.offer_said import FIELDS, offer_said
from nlu.workdays import workdays_said
from nlu.workshop import hours_said
from planner.domain.catalogue import Names
from planner.domain.contact_data import masked
from planner.domain.supplier import Trade

#: Letters in a name.
SHORTEST_NAME: Final = 2
LONGEST_NAME: Final = 40
#: More than this is a slip: days until goods can leave, and any other figure.
MOST_DAYS: Final = 365
MOST: Final = Decimal(10) ** 9
_SKIP: Final = frozenset({"skip", "no", "none", "-", "跳过", "没有", "无", "不用"})
_ALL: Final = frozenset({"all", "everything", "all of them", "全部", "都可以", "全都可以", "都行", "所有"})
_NEVER: Final = frozenset({"none", "no", "never", "0", "没有", "无", "不用", "不需要"})


class Unclear(Exception):
    """A text that doesn't answer the open question: `code` and `facts` say why, `form` is what stays of it."""

    def __init__(self, code: str, form: Form, **facts: Any):
        self.code, self.form, self.facts = code, form, facts
        super().__init__(code)


def typed(form: Form, text: str, office: Office, language: str) -> Form:
    """The form after a typed answer to its open question. Raises Unclear."""
    answer = _ANSWERS.get(form.kind)
    if answer is None:
        raise Unclear("tap", form)
    return answer(form, text.strip(), office, language)


def trade_of(form: Form, office: Office) -> Trade:
    """The trade that the workshop joins."""
    return office.trades[form.trade]


def _trade(form: Form, text: str, office: Office, language: str) -> Form:
    named = {trade.id: {"id": (trade.id,), **trade.catalogue.names} for trade in open_trades(office.trades)}
    words = text.casefold()
    part = [key for key, ns in named.items() if any(words in name.casefold() for some in ns.values() for name in some)]
    found = _mentioned(text, named) or (part if len(words) >= SHORTEST_NAME else [])
    if len(found) != 1:
        raise Unclear("tap", form)
    return answered(replace(form, trade=found[0]), office.trades)


def _name(form: Form, text: str, office: Office, language: str) -> Form:
    locales = trade_of(form, office).catalogue.locales
    # A Latin name may be any language's; one in Han characters is Chinese whoever reads the question.
    written = language_of(text)
    locale = next((name for name in (written, language) if name in locales and name != "en"), locales[0])
    _check_name(form, text, office)
    others = {name: kept for name, kept in form.names.items() if name != locale}
    return answered(replace(form, names={locale: " ".join(text.split()), **others}), office.trades)


def _other_name(form: Form, text: str, office: Office, language: str) -> Form:
    first, other = names_in(form, office)
    if text.casefold() in _SKIP:
        return skipped(form, office)
    _check_name(form, text, office)
    return answered(replace(form, names={first: form.name(first), other: " ".join(text.split())}), office.trades)


def skipped(form: Form, office: Office) -> Form:
    """One name is enough."""
    first, _ = names_in(form, office)
    return answered(replace(form, names={first: form.name(first)}), office.trades)


def names_in(form: Form, office: Office) -> tuple[str, str]:
    """The language that the first name is in, and the one that it may have besides."""
    locales = trade_of(form, office).catalogue.locales
    first = next(iter(form.names), locales[0])
    return first, next((name for name in locales if name != first), first)


def _check_name(form: Form, text: str, office: Office) -> None:
    name = " ".join(text.split())
    if "\n" in text or not SHORTEST_NAME <= len(name) <= LONGEST_NAME or not re.search(r"[^\W\d_]", name):
        raise Unclear("name", form, most=LONGEST_NAME)
    if masked(name) != name:
        raise Unclear("name_contact", form)
    taken = {n.casefold() for one in everybody(office.trades) for ns in one.partner.names.values() for n in ns}
    if name.casefold() in taken:
        raise Unclear("name_taken", form, said=name)


def _zone(form: Form, text: str, office: Office, language: str) -> Form:
    book = trade_of(form, office).book
    zone = book.zone_of(text)
    found = [zone] if zone else _mentioned(text, book.zones)
    if len(found) != 1:
        raise Unclear("zone", form, said=text[:60])
    return answered(replace(form, zone=found[0]), office.trades)


def _processes(form: Form, text: str, office: Office, language: str) -> Form:
    catalogue = trade_of(form, office).catalogue
    known = processes_of(catalogue)
    named = {process: {"id": (process,), **catalogue.processes.get(process, {})} for process in known}
    found = known if text.casefold() in _ALL else _mentioned(text, named)
    if not found:
        raise Unclear("processes", form, said=text[:60])
    return answered(with_processes(form, found, known), office.trades)


def with_processes(form: Form, processes: Iterable[str], known: Iterable[str]) -> Form:
    """These processes, in the catalogue's order; what was said of others is kept, should they come back."""
    wanted = set(processes)
    return replace(form, processes=tuple(process for process in known if process in wanted))


def _offer(form: Form, text: str, office: Office, language: str) -> Form:
    trade, process = trade_of(form, office), form.process
    catalogue = trade.catalogue
    units = [catalogue.unit_name(u, locale) for u in units_of(catalogue, process) for locale in catalogue.locales]
    asked = next(iter(form.missing(process)), FIELDS[0])
    said = offer_said(text, catalogue.currency, units, asked)
    if said.foreign:
        raise Unclear("currency", form, said=said.foreign, currency=catalogue.currency)
    wrong = next(((name, value) for name, value in said.figures.items() if not _sensible(name, value)), None)
    if wrong is not None:
        raise Unclear("figure", form, field=wrong[0], said=f"{wrong[1]:f}")
    told: dict[str, Any] = {name: f"{value.normalize():f}" for name, value in said.figures.items()}
    if "price" in told:
        told["price"] = [["1", told["price"]]]
    form = form.with_terms(process, told) if told else form
    if said.unclear or not told:
        raise Unclear("terms", form, said=[text[:40] for text in said.unclear[:5]])
    return form if form.missing(process) else answered(form, office.trades)


def _sensible(name: str, value: Decimal) -> bool:
    if name == "lead":
        return value == value.to_integral_value() and value <= MOST_DAYS
    return value <= MOST and (value > 0 or name in ("setup", "minimum"))


def _accepts(form: Form, text: str, office: Office, language: str) -> Form:
    """ "all", or values by their names: then of the attributes that they are of only these."""
    if text.casefold() in _ALL:
        return answered(replace(form, accepts={**form.accepts, form.process: {}}), office.trades)
    catalogue, found = trade_of(form, office).catalogue, False
    for attribute in attributes_of(catalogue, form.process):
        if values := _values_in(text, attribute, form, office):
            form, found = form.with_values(form.process, attribute, values, _known(form, attribute, office)), True
    if not found:
        raise Unclear("values", form)
    return form


def _values(form: Form, text: str, office: Office, language: str) -> Form:
    known = _known(form, form.attribute, office)
    values = known if text.casefold() in _ALL else _values_in(text, form.attribute, form, office)
    if not values:
        raise Unclear("values", form)
    form = form.with_values(form.process, form.attribute, values, known)
    return replace(form, step=f"accepts:{form.process}", page=0)


def _known(form: Form, attribute: str, office: Office) -> tuple[str, ...]:
    return values_of(trade_of(form, office).catalogue, form.process, attribute)


def _values_in(text: str, attribute: str, form: Form, office: Office) -> tuple[str, ...]:
    values = trade_of(form, office).catalogue.attributes[attribute].values
    return tuple(_mentioned(text, {name: values[name].names for name in _known(form, attribute, office)}))


def _workdays(form: Form, text: str, office: Office, language: str) -> Form:
    days = workdays_said(text)
    if days is None:
        raise Unclear("workdays", form)
    return answered(replace(form, workdays=tuple(sorted(days))), office.trades)


def _timezone(form: Form, text: str, office: Office, language: str) -> Form:
    zone = zone_said(text, likely_zones(form, office), office.now())
    if zone is None:
        raise Unclear("timezone", form, said=text[:60])
    return answered(replace(form, timezone=zone), office.trades)


def likely_zones(form: Form, office: Office) -> list[str]:
    """The time zones that workshops of this trade are in, ours first."""
    partners = trade_of(form, office).book.partners.values()
    return list(dict.fromkeys([office.timezone.key, *(partner.timezone for partner in partners)]))[:6]


def _hours(form: Form, text: str, office: Office, language: str) -> Form:
    said = hours_said(text)
    if said is None or said.quiet:
        raise Unclear("hours", form)
    return answered(replace(form, hours=(said.start, said.end)), office.trades)


def _quiet(form: Form, text: str, office: Office, language: str) -> Form:
    if text.casefold() in _NEVER:
        return answered(replace(form, quiet=()), office.trades)
    said = hours_said(f"quiet {text}")
    if said is None:
        raise Unclear("hours", form)
    return answered(replace(form, quiet=(said.start, said.end)), office.trades)


def _mentioned(text: str, named: Mapping[str, Names]) -> list[str]:
    """Whose names stand in a text, in the order of `named`; of a name within another one the longer counts."""
    said = fold(text).text.casefold()
    names = [(fold(name).text.casefold(), key) for key, ns in named.items() for words in ns.values() for name in words]
    found: set[str] = set()
    for name, key in sorted(names, key=lambda pair: -len(pair[0])):
        edge = r"(?<![a-z]){}(?:s|es)?(?![a-z])" if name.isascii() else "{}"
        said, hits = re.subn(edge.format(re.escape(name)), " | ", said) if name else (said, 0)
        if hits:
            found.add(key)
    return [key for key in named if key in found]


_ANSWERS: Final[Mapping[str, Callable[[Form, str, Office, str], Form]]] = {
    "trade": _trade,
    "name": _name,
    "other_name": _other_name,
    "zone": _zone,
    "processes": _processes,
    "offer": _offer,
    "accepts": _accepts,
    "values": _values,
    "workdays": _workdays,
    "timezone": _timezone,
    "hours": _hours,
    "quiet": _quiet,
}
