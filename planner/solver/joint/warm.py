"""`python -m planner.solver.joint.warm`: compile what is compiled when first used, and keep it on disk.

That takes about half a minute once on a new machine, and no time after.
"""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from functools import cache

from planner.domain.problem import Leg, Offer, Problem, ProblemOrder, ProblemStep, Shipping, Supplier
from planner.solver.joint.compiled import KEPT, KEPT_NOW


@cache
def warm_up() -> None:
    """Run every compiled function once, on a problem of two orders."""
    from planner.solver.book import Book
    from planner.solver.demand import demand_of
    from planner.solver.joint.alone import alone_of
    from planner.solver.joint.annealing import anneal
    from planner.solver.joint.ascent import Bound
    from planner.solver.joint.moves import place, remove
    from planner.solver.joint.shared import orders_of
    from planner.solver.joint.together import Search
    from planner.solver.joint.ways import charge, table_for
    from planner.solver.joint.windows import rivals_of, window_of, windows_of
    from planner.solver.terms import Terms

    problem = _smallest()
    terms = Terms(problem)
    demands = [demand_of(problem, order) for order in problem.orders]
    orders = orders_of(terms, Book(problem), demands, problem.start.toordinal(), 10)
    alone_of(orders)
    windows = windows_of(orders.shared)
    bound = Bound(orders, table_for(orders.shared, windows), rivals_of(orders.shared, windows))
    bound.climb(bound.value + 1, 2, runs=True, stop=lambda: False)
    bound.promising(1.0, 2)
    search = Search(orders, orders.shared, windows, 1)
    anneal(search.shared, search.state, search.table, search.log, search.inner, 50, 1.0, 1.0, 2)
    remove(search.shared, search.state, search.log, 0)
    place(search.shared, search.state, search.table, search.log, 0)
    window_of(orders.shared, 0, windows)
    charge(orders.shared, 0, 1.0)


def _smallest() -> Problem:
    def offer(process: str) -> Offer:
        return Offer(process, ((1, Decimal(100)), (20, Decimal(90))), {}, 500, 5, 50, 1)

    steps = (ProblemStep("cut", "cutting", 10), ProblemStep("sew", "sewing", 10, after=("cut",)))
    start = date(2026, 1, 5)
    return Problem(
        start=start,
        currency="CNY",
        suppliers=tuple(Supplier(name, "here", (offer("cutting"), offer("sewing"))) for name in ("a", "b")),
        shipping=Shipping(Leg(100, Decimal(1), 1)),
        orders=tuple(ProblemOrder(name, start, date(2026, 1, 14), "there", steps) for name in ("one", "two")),
    )


def forget_others() -> None:
    """Remove what was compiled from other states of the sources."""
    for folder in KEPT.glob("compiled-*"):
        if folder != KEPT_NOW:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    forget_others()
    warm_up()
