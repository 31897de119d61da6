"""The questions in their order: which there are, which comes next, and which came before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.services.office import Trades
from bot.services.set_up.form import Form
from planner.domain.catalogue import ANY, Catalogue
from planner.domain.supplier import Trade

SUMMARY = "summary"


def open_trades(trades: Trades) -> list[Trade]:
    """The trades that a workshop can join: it must be somewhere, and do something."""
    return [trade for trade in trades if trade.book.zones and processes_of(trade.catalogue)]


def processes_of(catalogue: Catalogue) -> list[str]:
    """The processes that products need, in the catalogue's order."""
    needed = dict.fromkeys(step.process for product in catalogue.products.values() for step in product.routing)
    return sorted(needed, key=lambda process: _place(list(catalogue.processes), process))


def attributes_of(catalogue: Catalogue, process: str) -> list[str]:
    """The choices that may differ from run to run of a process: what a workshop may be able to do in part only."""
    found: dict[str, None] = {}
    for product in catalogue.products.values():
        for step in product.routing:
            if step.process == process:
                names = (*(step.variant or ()), *step.when)
                found |= dict.fromkeys(name for name in names if name in product.attributes)
    choices = [name for name in found if catalogue.attributes[name].kind == "choice"]
    return [name for name in choices if len(values_of(catalogue, process, name)) > 1]


def values_of(catalogue: Catalogue, process: str, attribute: str) -> tuple[str, ...]:
    """The values of a choice with which a process can be needed, in the catalogue's order."""
    wanted: set[str] = set()
    for product in catalogue.products.values():
        for step in product.routing:
            named = attribute in step.when or attribute in (step.variant or ())
            if step.process == process and attribute in product.attributes and named:
                only = step.when.get(attribute, (ANY,))
                wanted |= set(catalogue.choices(attribute) if ANY in only else only)
    return tuple(value for value in catalogue.choices(attribute) if value in wanted)


def units_of(catalogue: Catalogue, process: str) -> list[str]:
    """What a process is counted in: ids, as `Catalogue.unit_name` takes them."""
    units = {
        step.unit or product.unit or ""
        for product in catalogue.products.values()
        for step in product.routing
        if step.process == process
    }
    return sorted(units - {""})


def steps_of(form: Form, trades: Trades) -> list[str]:
    """All questions of a form, without the summary behind them."""
    open_ = open_trades(trades)
    steps = ["trade"] if len(open_) != 1 else []
    trade = next((one for one in open_ if one.id == form.trade), None)
    if trade is None:
        return steps
    steps += ["name", *(["other_name"] if len(trade.catalogue.locales) > 1 else []), "zone", "processes"]
    for process in form.processes:
        steps.append(f"offer:{process}")
        if attributes_of(trade.catalogue, process):
            steps.append(f"accepts:{process}")
    return [*steps, "workdays", "timezone", "hours", "quiet"]


def answered(form: Form, trades: Trades) -> Form:
    """The open question is answered: on to the next that is not, or to the summary."""
    form = replace(form, done=tuple(dict.fromkeys((*form.done, form.step))))
    steps = steps_of(form, trades)
    here = steps.index(form.step) if form.step in steps else -1
    open_ = [step for step in (*steps[here + 1 :], *steps[: here + 1]) if step not in form.done]
    return replace(form, step=open_[0] if open_ else SUMMARY, page=0)


def before(form: Form, trades: Trades) -> str | None:
    """The question before the open one, or the summary where all is answered; None at the first."""
    if form.kind == "values":
        return f"accepts:{form.process}"
    steps = steps_of(form, trades)
    if form.step != SUMMARY and all(step in form.done for step in steps):
        return SUMMARY
    here = steps.index(form.step) if form.step in steps else len(steps)
    return steps[here - 1] if here else None


def fitted(form: Form, trades: Trades) -> Form:
    """The form without what is no longer served; what has to be asked anew is asked."""
    open_ = open_trades(trades)
    trade = next((one for one in open_ if one.id == form.trade), None)
    if trade is None:
        only = open_[0].id if len(open_) == 1 else ""
        form = replace(form, trade=only, zone="", processes=(), offers={}, accepts={}, done=(), step="")
        return replace(form, step=_first_open(form, trades))
    known = processes_of(trade.catalogue)
    processes = tuple(process for process in form.processes if process in known)
    kept = replace(form, processes=processes)
    if form.zone not in trade.book.zones:
        kept = replace(kept, zone="")
    gone = {step for step, value in (("zone", kept.zone), ("processes", processes)) if not value}
    kept = replace(kept, done=tuple(step for step in kept.done if step not in gone))
    there = kept.step.startswith("values:") and kept.process in processes
    if not there and kept.step not in (*steps_of(kept, trades), SUMMARY):
        kept = replace(kept, step=_first_open(kept, trades))
    if kept.step == SUMMARY and any(step not in kept.done for step in steps_of(kept, trades)):
        kept = replace(kept, step=_first_open(kept, trades))
    return kept


def _first_open(form: Form, trades: Trades) -> str:
    return next((step for step in steps_of(form, trades) if step not in form.done), SUMMARY)


def _place(order: Sequence[str], name: str) -> tuple[int, str]:
    return (order.index(name) if name in order else len(order), name)
