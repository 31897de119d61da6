"""Placing an order in the live book, taking it out, and taking back what was tried."""

from __future__ import annotations

from numpy.typing import NDArray

from planner.solver.joint.compiled import NEVER, NO_DAY, SAME, compiled
from planner.solver.joint.rows import NOTHING
from planner.solver.joint.shared import Shared
from planner.solver.joint.state import Log, State
from planner.solver.joint.ways import Table, Target, charge, joining, way

FREE, HELD, WORK, LOTS, LAST, LIMIT, HEAD, AFTER, AHEAD, OFFER, LINE, START, BEARS, FREIGHT = range(14)


@compiled
def write(log: Log, array: int, cells: NDArray, cell: int, value: float) -> None:  # type: ignore[type-arg]
    """Change one cell of a flat array, and note what it held."""
    entry = log.length[0]
    log.array[entry] = array
    log.cell[entry] = cell
    log.value[entry] = cells[cell]
    log.length[0] = entry + 1
    cells[cell] = value


@compiled
def take_back(state: State, log: Log) -> None:
    """Undo all that is noted."""
    free, held, work = state.free.ravel(), state.held.ravel(), state.work.ravel()
    lots, last, limit, head = state.lots.ravel(), state.last.ravel(), state.limit.ravel(), state.head.ravel()
    for entry in range(log.length[0] - 1, -1, -1):
        array, cell, value = log.array[entry], log.cell[entry], log.value[entry]
        if array == FREE:
            free[cell] = value
        elif array == HELD:
            held[cell] = value
        elif array == WORK:
            work[cell] = value
        elif array == LOTS:
            lots[cell] = int(value)
        elif array == LAST:
            last[cell] = int(value)
        elif array == LIMIT:
            limit[cell] = int(value)
        elif array == HEAD:
            head[cell] = int(value)
        elif array == AFTER:
            state.after[cell] = int(value)
        elif array == AHEAD:
            state.ahead[cell] = int(value)
        elif array == OFFER:
            state.offer[cell] = int(value)
        elif array == LINE:
            state.line[cell] = int(value)
        elif array == START:
            state.start[cell] = int(value)
        elif array == BEARS:
            state.bears[cell] = int(value)
        else:
            state.freight[cell] = value
    log.length[0] = 0


@compiled
def put(
    shared: Shared, state: State, log: Log, step: int, offer: int, line: int, day: int, bears: int, freight: float
) -> float:
    """Place a step; returns what it adds, NEVER (and nothing is changed) where it does not fit."""
    quantity = shared.quantity[step]
    alone = charge(shared, offer, quantity)
    added, last = joining(shared, state, offer, line, day, quantity, alone, Target(-1, -1, 0.0))
    if added >= NEVER or last > bears:
        return NEVER
    free, work = state.free.ravel(), state.work.ravel()
    lots, limit, head = state.lots.ravel(), state.limit.ravel(), state.head.ravel()
    run = line * shared.days + day
    rest = quantity
    for worked in range(day, last + 1):
        part = min(rest, state.free[offer, worked])
        if part > 0:
            write(log, FREE, free, offer * shared.days + worked, state.free[offer, worked] - part)
            cell = run * shared.longest + worked - day
            write(log, WORK, work, cell, work[cell] + part)
            rest -= part
            if rest <= SAME:
                break
    write(log, HELD, state.held.ravel(), run, state.held[line, day] + quantity)
    write(log, LAST, state.last.ravel(), run, last)
    write(log, LIMIT, limit, run, bears if lots[run] == 0 else min(bears, limit[run]))
    write(log, LOTS, lots, run, lots[run] + 1)
    write(log, AFTER, state.after, step, head[run])
    write(log, AHEAD, state.ahead, step, -1)
    if head[run] >= 0:
        write(log, AHEAD, state.ahead, head[run], step)
    write(log, HEAD, head, run, step)
    write(log, OFFER, state.offer, step, offer)
    write(log, LINE, state.line, step, line)
    write(log, START, state.start, step, day)
    write(log, BEARS, state.bears, step, bears)
    write(log, FREIGHT, state.freight, step, freight)
    return added + freight


@compiled
def take(shared: Shared, state: State, log: Log, step: int) -> float:
    """Take a placed step out; returns what that saves."""
    if shared.fixed[step] >= 0:
        write(log, OFFER, state.offer, step, -1)
        return float(state.freight[step])
    offer, line, day = state.offer[step], state.line[step], state.start[step]
    free, work = state.free.ravel(), state.work.ravel()
    lots, head = state.lots.ravel(), state.head.ravel()
    run = line * shared.days + day
    rest, quantity, last = shared.quantity[step], shared.quantity[step], state.last[line, day]
    worked = last
    while rest > SAME and worked >= day:
        cell = run * shared.longest + worked - day
        part = min(rest, work[cell])
        if part > 0:
            write(log, WORK, work, cell, work[cell] - part)
            write(log, FREE, free, offer * shared.days + worked, state.free[offer, worked] + part)
            rest -= part
        worked -= 1
    before, left = state.held[line, day], state.held[line, day] - quantity
    if left <= 1e-6:
        left = 0.0
    saved = charge(shared, offer, before) - (charge(shared, offer, left) if left > 0 else 0.0)
    write(log, HELD, state.held.ravel(), run, left)
    write(log, LOTS, lots, run, lots[run] - 1)
    ahead, after = state.ahead[step], state.after[step]
    if ahead >= 0:
        write(log, AFTER, state.after, ahead, after)
    else:
        write(log, HEAD, head, run, after)
    if after >= 0:
        write(log, AHEAD, state.ahead, after, ahead)
    if lots[run] > 0:
        while last > day and work[run * shared.longest + last - day] <= SAME:
            last -= 1
        write(log, LAST, state.last.ravel(), run, last)
        bears, lot = NO_DAY, head[run]
        while lot >= 0:
            bears = min(bears, state.bears[lot])
            lot = state.after[lot]
        write(log, LIMIT, state.limit.ravel(), run, bears)
    write(log, OFFER, state.offer, step, -1)
    return float(saved + state.freight[step])


@compiled
def remove(shared: Shared, state: State, log: Log, order: int) -> float:
    """Take an order out, if it is placed; returns what that saves."""
    saved = 0.0
    for step in range(shared.order_begin[order], shared.order_begin[order + 1]):
        if state.offer[step] >= 0:
            saved += take(shared, state, log, step)
    return saved


@compiled
def insert(shared: Shared, state: State, table: Table, log: Log, order: int, target: Target, optimism: float) -> float:
    """Place an order on its cheapest way; returns what it adds, NEVER (and nothing is changed) where there is none."""
    if way(shared, state, table, order, target, optimism) >= NEVER:
        return NEVER
    return place(shared, state, table, log, order)


@compiled
def place(shared: Shared, state: State, table: Table, log: Log, order: int) -> float:
    """Place an order as `table.chosen` says; returns what it adds, NEVER (and nothing is changed) where it can't be."""
    at, total = shared.order_begin[order], 0.0
    for i in range(shared.order_begin[order + 1] - at - 1, -1, -1):
        step = at + i
        candidate = shared.begin[step] + table.chosen[i, 0]
        offer = shared.candidates[candidate]
        zone, quantity, feeds = shared.zone[offer], shared.quantity[step], shared.feeds[step]
        if feeds == NOTHING:
            write(log, OFFER, state.offer, step, offer)
            write(log, FREIGHT, state.freight, step, 0.0)
            continue
        if feeds >= 0:
            by = table.chosen[feeds, 1]
            target_offer = shared.candidates[shared.begin[at + feeds] + table.chosen[feeds, 0]]
            to, within = shared.zone[target_offer], shared.supplier[target_offer] == shared.supplier[offer]
        else:
            by, to, within = shared.due[order], shared.destination[order], False
        freight, bears = 0.0, by - shared.lag[candidate]
        if not within:
            freight = shared.leg_cost[zone, to] + shared.leg_rate[zone, to] * quantity
            bears -= shared.leg_days[zone, to]
        line, day = shared.candidate_line[candidate], table.chosen[i, 1]
        if shared.fixed[step] < 0:
            added = put(shared, state, log, step, offer, line, day, bears, freight)
        elif shared.fixed[step] > bears:
            added = NEVER
        else:
            write(log, OFFER, state.offer, step, offer)
            write(log, FREIGHT, state.freight, step, freight)
            added = freight
        if added >= NEVER:  # two steps of the order wanted the same free capacity, or it was chosen otherwise
            for placed in range(i + 1, shared.order_begin[order + 1] - at):
                take(shared, state, log, at + placed)
            return NEVER
        total += added
    return total
