"""Buttons under a question: what each does to the form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.services.office import Office
from bot.services.set_up.answers import skipped, typed
from bot.services.set_up.form import Form
from bot.services.set_up.steps import SUMMARY, answered, before, processes_of, steps_of, values_of
from bot.services.set_up.unclear import trade_of
from bot.services.set_up.work_answers import with_processes
from planner.domain.errors import NotAllowed


def chosen(form: Form, args: Mapping[str, Any], office: Office, language: str) -> Form:
    """The form after a button of its open question. Raises NotAllowed where that question has no such button (any
    more), and Unclear where what it stands for is no answer (any more)."""
    value = args.get("value")
    match args["do"], form.kind:
        case "back", _:
            last = before(form, office.trades)
            return form if last is None else replace(form, step=last, page=0)
        case "page", "values" | "processes" | "zone":
            return replace(form, page=int(args["page"]))
        case "open", "summary" if value in steps_of(form, office.trades):
            return replace(form, step=str(value), page=0)
        case "open", "accepts":
            return replace(form, step=f"values:{form.process}:{value}", page=0)
        case "set", "name" | "trade" | "zone" | "timezone" | "hours" | "quiet" | "offer":
            return typed(form, str(value), office, language)
        case "skip", "other_name":
            return skipped(form, office)
        case "tick", "processes" | "values" | "workdays":
            return _ticked(form, value, bool(args["on"]), office)
        case "all", "values":
            return form.with_values(form.process, form.attribute, (), ())
        case "all", "accepts":
            return answered(replace(form, accepts={**form.accepts, form.process: {}}), office.trades)
        case "next", "values":
            return replace(form, step=f"accepts:{form.process}", page=0)
        case "next", "processes" if not form.processes:
            raise NotAllowed("setup_tick_one")
        case "next", "offer" if form.missing(form.process):
            raise NotAllowed("button_old")
        case "next", "processes" | "accepts" | "workdays" | "offer":
            return answered(form, office.trades)
    raise NotAllowed("button_old")


def _ticked(form: Form, value: object, on: bool, office: Office) -> Form:
    catalogue = trade_of(form, office).catalogue
    if form.kind == "processes":
        chosen_ones = {*form.processes, str(value)} if on else set(form.processes) - {str(value)}
        return with_processes(form, chosen_ones, processes_of(catalogue))
    if form.kind == "workdays":
        days = {*form.workdays, int(str(value))} if on else set(form.workdays) - {int(str(value))}
        if not days:
            raise NotAllowed("setup_tick_one")
        return replace(form, workdays=tuple(sorted(days)))
    known = values_of(catalogue, form.process, form.attribute)
    values = set(form.accepts.get(form.process, {}).get(form.attribute, known))
    values = {*values, str(value)} if on else values - {str(value)}
    if not values:
        raise NotAllowed("setup_tick_one")
    return form.with_values(form.process, form.attribute, tuple(values), known)


def is_whole(form: Form, office: Office) -> bool:
    """Is every question answered, and the summary open?"""
    steps = steps_of(form, office.trades)
    return form.step == SUMMARY and all(step in form.done for step in steps)
