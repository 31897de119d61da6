"""Each question as the outbox holds it: its facts and its buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from bot.services.office import Office
from bot.services.presenting.payload import Button, Content, in_rows
from bot.services.set_up.answers import likely_zones, names_in
from bot.services.set_up.form import Form
from bot.services.set_up.steps import SUMMARY, attributes_of, before, open_trades, processes_of, steps_of, values_of
from bot.services.set_up.summary import offer_facts, summary_of
from bot.services.set_up.unclear import Unclear, trade_of
from planner.domain.supplier import Partner

#: Buttons to choose from that are shown at once; Telegram takes a hundred in all.
A_PAGE: Final = 30
_HOURS: Final = (("09:00", "18:00"), ("08:00", "17:00"), ("10:00", "19:00"))
#: What a workshop may say with one tap instead of a figure.
_QUICK: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "setup": (("no_setup", "setup 0"),),
    "minimum": (("no_minimum", "min 0"),),
    "lead": (("same_day", "lead 0"), ("next_day", "lead 1")),
}

Rows = list[list[Button]]


def question(form: Form, office: Office, language: str, trouble: Unclear | None = None) -> Content:
    """The open question; `trouble`: why the last answer to it was none."""
    steps = steps_of(form, office.trades)
    step = f"accepts:{form.process}" if form.kind == "values" else form.step
    facts: dict[str, Any] = {"code": "setup_question", "kind": form.kind}
    facts["at"] = [steps.index(step) + 1, len(steps)] if step in steps and form.trade else []
    if trouble is not None:
        facts["trouble"] = {"code": trouble.code, **trouble.facts}
    more, rows = _ASKED[form.kind](form, office, language)
    ways = [_do(form, "back", "back")] if before(form, office.trades) is not None and form.step != SUMMARY else []
    return Content({**facts, **more}, [*rows, [*ways, _do(form, "stop", "pause")]])


def _do(form: Form, label: str, do: str, style: str | None = None, literal: bool = False, **args: Any) -> Button:
    args = {"ticket": form.ticket, "step": form.step, "do": do, **args}
    return Button(label if literal else f"setup_{label}", "setup", args, literal, style)


def _ticks(form: Form, known: Sequence[tuple[str, str]], on: Sequence[str], width: int) -> Rows:
    """Boxes to tick, a page of them."""
    pages = max(1, -(-len(known) // A_PAGE))
    page = min(form.page, pages - 1)
    boxes = [
        _do(form, f"{'☑️' if key in on else '◻️'} {name}", "tick", literal=True, value=key, on=key not in on)
        for key, name in known[page * A_PAGE : (page + 1) * A_PAGE]
    ]
    turn = [_do(form, "less", "page", page=page - 1)] if page else []
    turn += [_do(form, "more", "page", page=page + 1)] if page + 1 < pages else []
    return [*in_rows(boxes, width), *([turn] if turn else [])]


def _trade(form: Form, office: Office, language: str) -> tuple[dict[str, Any], Rows]:
    names = [(trade.id, trade.catalogue.names.get(language, (trade.id,))[0]) for trade in open_trades(office.trades)]
    return {}, [[_do(form, name, "set", literal=True, value=key)] for key, name in names]


def _name(form: Form, office: Office, language: str) -> tuple[dict[str, Any], Rows]:
    known = form.name(language) or form.suggested
    return {}, [[_do(form, known, "set", literal=True, value=known)]] if known else []


def _other_name(form: Form, office: Office, language: str) -> tuple[dict[str, Any], Rows]:
    first, other = names_in(form, office)
    return {"name": form.name(first), "language": other}, [[_do(form, "skip", "skip")]]


def _zone(form: Form, office: Office, language: str) -> tuple[dict[str, Any], Rows]:
    book = trade_of(form, office).book
    shown = [(zone, book.zone_name(zone, language)) for zone in book.zones]
    buttons = [_do(form, name, "set", literal=True, value=zone) for zone, name in shown]
    pages = max(1, -(-len(buttons) // A_PAGE))
    page = min(form.page, pages - 1)
    turn = [_do(form, "less", "page", page=page - 1)] if page else []
    turn += [_do(form, "more", "page", page=page + 1)] if page + 1 < pages else []
    return {}, [*in_rows(buttons[page * A_PAGE : (page + 1) * A_PAGE], 3), *([turn] if turn else [])]


def _processes(form: Form, office: Office, language: str) -> tuple[dict[str, Any], Rows]:
    catalogue = trade_of(form, office).catalogue
    known = [(process, catalogue.process_name(process, language)) for process in processes_of(catalogue)]
    done = [[_do(form, "next", "next", "primary")]] if form.processes else []
    return {}, [*_ticks(form, known, form.processes, 2), *done]


def _offer(form: Form, office: Office, language: str) -> tuple[dict[str, Any], Rows]:
    trade, missing = trade_of(form, office), form.missing(form.process)
    asked = missing[0] if missing else ""
    facts = {
        "offer": offer_facts(form, form.process, trade, language),
        "asked": asked,
        "currency": trade.catalogue.currency,
    }
    rows: Rows = []
    if asked in _QUICK:
        rows.append([_do(form, label, "set", value=words) for label, words in _QUICK[asked]])
    if not missing:
        rows.append([_do(form, "next", "next", "primary")])
    return facts, [*rows, [_do(form, "file", "file")]]


def _accepts(form: Form, office: Office, language: str) -> tuple[dict[str, Any], Rows]:
    trade = trade_of(form, office)
    catalogue, limits = trade.catalogue, form.accepts.get(form.process, {})
    rows = [
        [_do(form, f"{catalogue.attribute_name(name, language)} …", "open", literal=True, value=name)]
        for name in attributes_of(catalogue, form.process)
    ]
    everything = [_do(form, "all", "all", None if limits else "primary")]
    done = [[_do(form, "next", "next", "primary")]] if limits else []
    return {"offer": offer_facts(form, form.process, trade, language)}, [everything, *rows, *done]


def _values(form: Form, office: Office, language: str) -> tuple[dict[str, Any], Rows]:
    trade = trade_of(form, office)
    catalogue, attribute = trade.catalogue, form.attribute
    known = values_of(catalogue, form.process, attribute)
    on = form.accepts.get(form.process, {}).get(attribute, known)
    facts = {
        "offer": offer_facts(form, form.process, trade, language),
        "attribute": catalogue.attribute_name(attribute, language),
    }
    shown = [(value, catalogue.value_name(attribute, value, language)) for value in known]
    return facts, [*_ticks(form, shown, on, 3), [_do(form, "all", "all"), _do(form, "next", "next", "primary")]]


def _workdays(form: Form, office: Office, language: str) -> tuple[dict[str, Any], Rows]:
    days = [
        _do(form, f"day:{day}:{int(day in form.workdays)}", "tick", value=day, on=day not in form.workdays)
        for day in range(1, 8)
    ]
    return {}, [*in_rows(days, 4), [_do(form, "next", "next", "primary")]]


def _timezone(form: Form, office: Office, language: str) -> tuple[dict[str, Any], Rows]:
    zones = dict.fromkeys([form.timezone, *likely_zones(form, office)])
    return {}, [[_do(form, zone, "set", literal=True, value=zone)] for zone in zones]


def _hours(form: Form, office: Office, language: str) -> tuple[dict[str, Any], Rows]:
    spans = [f"{start}-{end}" for start, end in dict.fromkeys((form.hours, *_HOURS))]
    return {}, in_rows([_do(form, span, "set", literal=True, value=span) for span in spans], 2)


def _quiet(form: Form, office: Office, language: str) -> tuple[dict[str, Any], Rows]:
    spans = ["-".join(span) for span in dict.fromkeys((form.quiet, Partner.quiet, ("22:00", "07:00"))) if span]
    rows = in_rows([_do(form, span, "set", literal=True, value=span) for span in spans], 2)
    return {}, [*rows, [_do(form, "no_quiet", "set", value="none")]]


def _summary(form: Form, office: Office, language: str) -> tuple[dict[str, Any], Rows]:
    trade = trade_of(form, office)
    facts = summary_of(form, trade, language)
    changes = [_do(form, f"change:{step}", "open", value=step) for step in steps_of(form, office.trades)]
    names = {process: trade.catalogue.process_name(process, language) for process in form.processes}
    right = [_do(form, "right", "hand_in", "success")]
    return {"summary": facts, "processes": names}, [right, *in_rows(changes, 2)]


_ASKED: Final[Mapping[str, Callable[[Form, Office, str], tuple[dict[str, Any], Rows]]]] = {
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
    SUMMARY: _summary,
}
