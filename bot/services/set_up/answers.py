"""Typed answers: what they say of the open question, or why they say nothing, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from bot.services.office import Office
from bot.services.set_up.form import Form
from bot.services.set_up.steps import answered, open_trades
from bot.services.set_up.timezones import zone_said
from bot.services.set_up.unclear import Unclear, mentioned, trade_of
from bot.services.set_up.work_answers import accepts_said, offer_terms, processes_said, values_said
from bot.services.suppliers import everybody
from nlu.languages import language_of
from nlu.workdays import workdays_said
from nlu.workshop import hours_said
from planner.domain.contact_data import masked

#: Letters in a name.
SHORTEST_NAME: Final = 2
LONGEST_NAME: Final = 40
_SKIP: Final = frozenset({"skip", "no", "none", "-", "跳过", "没有", "无", "不用"})
_NEVER: Final = frozenset({"none", "no", "never", "0", "没有", "无", "不用", "不需要"})


def typed(form: Form, text: str, office: Office, language: str) -> Form:
    """The form after a typed answer to its open question. Raises Unclear."""
    answer = _ANSWERS.get(form.kind)
    if answer is None:
        raise Unclear("tap", form)
    return answer(form, text.strip(), office, language)


def _trade(form: Form, text: str, office: Office, language: str) -> Form:
    named = {trade.id: {"id": (trade.id,), **trade.catalogue.names} for trade in open_trades(office.trades)}
    words = text.casefold()
    part = [key for key, ns in named.items() if any(words in name.casefold() for some in ns.values() for name in some)]
    found = mentioned(text, named) or (part if len(words) >= SHORTEST_NAME else [])
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
    found = [zone] if zone else mentioned(text, book.zones)
    if len(found) != 1:
        raise Unclear("zone", form, said=text[:60])
    return answered(replace(form, zone=found[0]), office.trades)


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


_ANSWERS: Final[Mapping[str, Callable[[Form, str, Office, str], Form]]] = {
    "trade": _trade,
    "name": _name,
    "other_name": _other_name,
    "zone": _zone,
    "processes": processes_said,
    "offer": offer_terms,
    "accepts": accepts_said,
    "values": values_said,
    "workdays": _workdays,
    "timezone": _timezone,
    "hours": _hours,
    "quiet": _quiet,
}
