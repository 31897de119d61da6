"""Annealed large neighbourhood search: orders are taken out and placed again, each on its cheapest way.

Four neighbourhoods: some orders of one pool; a run closed; runs closed towards another run, or towards a new one.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.solver.joint.compiled import NEVER, compiled
from planner.solver.joint.moves import insert, remove, take_back
from planner.solver.joint.shared import Shared
from planner.solver.joint.state import Flags, Log, State
from planner.solver.joint.ways import Table, Target
from planner.solver.terms import Floats, Ints

#: Draws below `SOME` take out some orders, below `ONE_RUN` close one run, below `NEW_RUN` close runs towards another,
#: else towards a new one.
SOME, ONE_RUN, NEW_RUN = 0.3, 0.475, 0.65

#: How often the run that others are closed towards is filled anew, so that its own lots make way for a longer run.
ANEW = 0.5

#: Closed runs may bring so many orders more than were asked for.
SLACK = 8


class Search(NamedTuple):
    """What a search keeps between its rounds."""

    random: NDArray[np.uint64]  # [1] state of the generator
    cost: Floats  # [1] orders left out count at `penalty`
    work: Ints  # [1] placings tried
    pool_begin: Ints  # [pool + 1]
    pool_steps: Ints  # steps by pool
    out: Ints  # room for the orders taken out
    marked: Flags  # [order]
    closed: Ints  # room for runs closed [.., 2]
    picks: Ints  # the steps that rounds begin with
    worth: float  # what a change must save to be made, minor units; above 0 only without heat


def new_search(
    shared: Shared, cost: float, seed: int, steps: Ints | None = None, picks: Ints | None = None, worth: float = 0.0
) -> Search:
    """`steps`: those that may move, `picks`: those that rounds begin with; None: all of them."""
    steps = np.arange(len(shared.owner)) if steps is None else steps
    pool, orders = shared.pool[steps], len(shared.due)
    begin = np.concatenate([[0], np.cumsum(np.bincount(pool))])
    return Search(
        # Xorshift must not start at 0; seeds that lie close together shall not start alike.
        np.array([(seed * 0x9E3779B97F4A7C15 + 0x2545F4914F6CDD1D) % 2**64 or 1], np.uint64),
        np.array([cost]),
        np.zeros(1, np.int64),
        begin.astype(np.int64),
        steps[np.argsort(pool, kind="stable")],
        np.zeros(orders + 1, np.int64),
        np.zeros(orders, np.bool_),
        np.zeros((16, 2), np.int64),
        steps if picks is None else picks,
        worth,
    )


@compiled
def draw(random: NDArray[np.uint64]) -> float:
    """Evenly from [0, 1): xorshift, the same on every machine."""
    x = random[0]
    x ^= x << np.uint64(13)
    x ^= x >> np.uint64(7)
    x ^= x << np.uint64(17)
    random[0] = x
    return float((x >> np.uint64(11)) / 9007199254740992.0)


@compiled
def below(random: NDArray[np.uint64], count: int) -> int:
    return int(draw(random) * count)


@compiled
def _mark(search: Search, order: int, count: int) -> int:
    if not search.marked[order]:
        search.marked[order] = True
        search.out[count] = order
        count += 1
    return count


@compiled
def _close(shared: Shared, state: State, search: Search, step: int, count: int, closed: int) -> tuple[int, int, float]:
    """Ban the run of a placed step and mark its orders; returns counts, and the quantity that is homeless."""
    line, day = state.line[step], state.start[step]
    state.banned[line, day] = True
    search.closed[closed, 0] = line
    search.closed[closed, 1] = day
    count, homeless = _empty(shared, state, search, Target(line, day, 0.0), count)
    return count, closed + 1, homeless


@compiled
def _empty(shared: Shared, state: State, search: Search, run: Target, count: int) -> tuple[int, float]:
    """Mark the orders of a run; returns how many are marked now, and the quantity of this run that they have."""
    homeless = 0.0
    lot = state.head[run.line, run.day]
    while lot >= 0:
        if not search.marked[shared.owner[lot]]:
            count = _mark(search, shared.owner[lot], count)
            homeless += shared.quantity[lot]
        lot = state.after[lot]
    return count, homeless


@compiled
def _new_run(shared: Shared, state: State, table: Table, search: Search, step: int) -> Target:
    """A run that is not there yet, which could take a step."""
    begin, end = shared.begin[step], shared.begin[step + 1]
    for _ in range(8):
        candidate = begin + below(search.random, end - begin)
        offer, line = shared.candidates[candidate], shared.candidate_line[candidate]
        first, last = table.windows[candidate, 0], table.windows[candidate, 1]
        if first > last:
            continue
        if draw(search.random) < 0.5:
            day = state.start[step] + below(search.random, 7) - 3
        else:
            day = first + below(search.random, last - first + 1)
        if not 0 <= day < shared.days or state.banned[line, day]:
            continue
        if shared.works[offer, day] and state.free[offer, day] > 0:
            return Target(line, day, 0.0)
    return Target(-1, -1, 0.0)


class Choice(NamedTuple):
    """What is tried: how many orders are taken out and runs closed, and how the orders are placed again."""

    pool: int
    out: int
    closed: int
    target: Target
    homeless: float  # quantity in closed runs
    optimism: float


@compiled
def anneal(
    shared: Shared,
    state: State,
    table: Table,
    log: Log,
    search: Search,
    rounds: int,
    temperature: float,
    penalty: float,
    most: int,
) -> None:
    """Some rounds at one temperature (minor units). `most`: orders taken out at once; `penalty`: of one left out."""
    random = search.random
    for _ in range(rounds):
        step = search.picks[below(random, len(search.picks))]
        kind = draw(random)
        if kind < SOME or state.offer[step] < 0 or shared.fixed[step] >= 0:
            choice = _some(shared, search, step)
        else:
            choice = _closing(shared, state, table, search, step, kind, most)
        for i in range(choice.out):
            search.marked[search.out[i]] = False
        if choice.out <= most + SLACK:
            _again(shared, state, table, log, search, choice, temperature, penalty)
        for i in range(choice.closed):
            state.banned[search.closed[i, 0], search.closed[i, 1]] = False


@compiled
def _some(shared: Shared, search: Search, step: int) -> Choice:
    """The order of a step, and perhaps a few that have a step of the same pool."""
    random, pool = search.random, shared.pool[step]
    count = _mark(search, shared.owner[step], 0)
    optimism = draw(random) if draw(random) < 0.5 else 1.0
    if draw(random) < 0.5:
        wanted = 1 + below(random, 4)
        for _ in range(4 * wanted):
            if count <= wanted:
                count = _mark(search, shared.owner[_alike(search, pool)], count)
    return Choice(pool, count, 0, Target(-1, -1, 0.0), 0.0, optimism)


@compiled
def _closing(shared: Shared, state: State, table: Table, search: Search, step: int, kind: float, most: int) -> Choice:
    """The run of a step is closed, perhaps with others of its pool, and perhaps towards one run for all of them."""
    random, pool = search.random, shared.pool[step]
    target = Target(-1, -1, 0.0)
    count, closed, homeless = _close(shared, state, search, step, 0, 0)
    for _ in range(0 if kind < ONE_RUN else below(random, 3)):
        other = _alike(search, pool)
        if state.offer[other] < 0 or state.banned[state.line[other], state.start[other]]:
            continue
        if count + state.lots[state.line[other], state.start[other]] <= most:
            count, closed, more = _close(shared, state, search, other, count, closed)
            homeless += more
    if kind >= NEW_RUN:
        target = _new_run(shared, state, table, search, step)
    elif kind >= ONE_RUN:
        for _ in range(8):
            other = _alike(search, pool)
            if state.offer[other] >= 0 and not state.banned[state.line[other], state.start[other]]:
                target = Target(state.line[other], state.start[other], 0.0)
                if draw(random) < ANEW and count + state.lots[target.line, target.day] <= most:
                    count, more = _empty(shared, state, search, target, count)
                    homeless += more
                break
    if kind >= NEW_RUN or draw(random) < 0.3:
        wanted = below(random, 4)
        for _ in range(3 * wanted):
            other = _alike(search, pool)
            if wanted > 0 and count < most and not search.marked[shared.owner[other]]:
                count = _mark(search, shared.owner[other], count)
                homeless += shared.quantity[other]
                wanted -= 1
    return Choice(pool, count, closed, target, homeless, 1.0)


@compiled
def _alike(search: Search, pool: int) -> int:
    """A step of the pool."""
    begin = search.pool_begin[pool]
    return int(search.pool_steps[begin + below(search.random, search.pool_begin[pool + 1] - begin)])


@compiled
def _again(
    shared: Shared,
    state: State,
    table: Table,
    log: Log,
    search: Search,
    choice: Choice,
    temperature: float,
    penalty: float,
) -> None:
    """Take the orders out and place them again in a drawn order; keep what Metropolis' rule accepts."""
    out, random, change = search.out, search.random, 0.0
    count, target, homeless = choice.out, choice.target, choice.homeless
    for i in range(count):
        if state.offer[shared.order_begin[out[i]]] < 0:
            change -= penalty
        change -= remove(shared, state, log, out[i])
    for i in range(count - 1, 0, -1):
        j = below(random, i + 1)
        out[i], out[j] = out[j], out[i]
    for i in range(count):
        if target.line >= 0:
            for step in range(shared.order_begin[out[i]], shared.order_begin[out[i] + 1]):
                if shared.pool[step] == choice.pool:
                    homeless -= shared.quantity[step]
            target = Target(target.line, target.day, max(0.0, homeless))
        added = insert(shared, state, table, log, out[i], target, choice.optimism)
        change += penalty if added >= NEVER else added
    search.work[0] += count
    if change <= -search.worth or draw(random) < np.exp(-(change + search.worth) / temperature):
        search.cost[0] += change
        log.length[0] = 0
    else:
        take_back(state, log)
