"""The format's rules as constraints, one function a rule."""

from __future__ import annotations

from collections import defaultdict

from planner.solver.division.variables import Variables
from planner.solver.terms import Terms


def constrain(v: Variables, terms: Terms) -> None:
    """All rules; prices are the objective's business, but for which tier is paid."""
    every_step_is_made(v)
    a_run_has_lots(v)
    capacity(v)
    goods_go_on_in_proportion(v)
    inputs_arrive_first(v, terms)
    the_customer_gets_all(v, terms)
    confirmed_lots_stay_supplied(v, terms)
    one_tier_is_paid(v)


def every_step_is_made(v: Variables) -> None:
    for name, need in v.demand.open.items():
        v.model.add(sum(v.lots[s, name] for s in v.of(name)) == v.amount(need.quantity))


def a_run_has_lots(v: Variables) -> None:
    for (s, name), lot in v.lots.items():
        has = v.has[s, name]
        v.model.add(lot >= 1).only_enforce_if(has)
        v.model.add(lot == 0).only_enforce_if(~has)
        v.model.add_implication(has, v.on[s])
    for s, slot in enumerate(v.slots):
        v.model.add_bool_or([v.has[s, name] for name in slot.steps]).only_enforce_if(v.on[s])
        v.model.add(v.start[s] <= v.last[s])


def capacity(v: Variables) -> None:
    """A run's days hold its lots; runs of one offer take turns."""
    takes_turns = defaultdict(list)
    for s, slot in enumerate(v.slots):
        before = (0, *slot.through[:-1])
        done, begun = (v.model.new_int_var(0, slot.through[-1], f"{w}{s}") for w in ("done", "begun"))
        v.model.add_element(v.last[s], slot.through, done)
        v.model.add_element(v.start[s], before, begun)
        total = sum(v.lots[s, name] for name in slot.steps)
        v.model.add(total <= done - begun).only_enforce_if(v.on[s])
        length = v.model.new_int_var(0, v.horizon.length, f"length{s}")
        end = v.model.new_int_var(0, v.horizon.length, f"end{s}")
        v.model.add(end == v.last[s] + 1)
        interval = v.model.new_optional_interval_var(v.start[s], length, end, v.on[s], f"works{s}")
        takes_turns[slot.supplier.id, slot.offer.process].append(interval)
    for intervals in takes_turns.values():
        if len(intervals) > 1:
            v.model.add_no_overlap(intervals)


def goods_go_on_in_proportion(v: Variables) -> None:
    for edge in v.edges:
        sources, targets = v.of(edge.source), v.of(edge.target)
        for a in sources:
            v.model.add(sum(v.flows[edge, a, b] for b in targets) == v.lots[a, edge.source] * edge.out)
        for b in targets:
            v.model.add(sum(v.flows[edge, a, b] for a in sources) == v.lots[b, edge.target] * edge.into)
    for key, flow in v.flows.items():
        link, a, b = key
        v.model.add(flow == 0).only_enforce_if(~v.ships[key])
        v.model.add_implication(v.ships[key], v.has[a, link.source])
        v.model.add_implication(v.ships[key], v.has[b, link.target])


def inputs_arrive_first(v: Variables, terms: Terms) -> None:
    for (_, a, b), ships in v.ships.items():
        source, target = v.slots[a], v.slots[b]
        days = source.offer.lead_days
        if source.supplier.id != target.supplier.id:
            days += terms.problem.shipping.leg(source.supplier.zone, target.supplier.zone).days
        v.model.add(v.last[a] + days <= v.start[b]).only_enforce_if(ships)
    for name, need in v.demand.open.items():
        for _, lot, _ in need.gifts:
            origin = terms.suppliers[lot.supplier]
            for s in v.of(name):
                here = v.slots[s].supplier
                days = 0 if here.id == origin.id else terms.problem.shipping.leg(origin.zone, here.zone).days
                v.model.add(v.start[s] >= lot.ready - v.horizon.first + days).only_enforce_if(v.has[s, name])


def the_customer_gets_all(v: Variables, terms: Terms) -> None:
    for name, need in v.demand.open.items():
        for s in v.of(name) if need.last else ():
            slot = v.slots[s]
            leg = terms.problem.shipping.leg(slot.supplier.zone, v.demand.order.destination)
            arrives = v.last[s] + slot.offer.lead_days + leg.days
            v.model.add(arrives <= v.arrival).only_enforce_if(v.has[s, name])


def confirmed_lots_stay_supplied(v: Variables, terms: Terms) -> None:
    for name, need in v.demand.open.items():
        for _, lot, _ in need.supplies:
            target = terms.suppliers[lot.supplier]
            for s in v.of(name):
                slot = v.slots[s]
                within = slot.supplier.id == target.id
                days = 0 if within else terms.problem.shipping.leg(slot.supplier.zone, target.zone).days
                ready = v.last[s] + slot.offer.lead_days + days
                v.model.add(ready <= lot.start - v.horizon.first).only_enforce_if(v.has[s, name])


def one_tier_is_paid(v: Variables) -> None:
    """The tier that is paid is billed for what the run has, and for no less than the tier or the minimum asks."""
    for s, slot in enumerate(v.slots):
        tiers = [v.tier[s, k] for k in range(len(slot.offer.unit_costs))]
        v.model.add(sum(tiers) == 1).only_enforce_if(v.on[s])
        v.model.add(sum(tiers) == 0).only_enforce_if(~v.on[s])
        held = 0 if slot.held is None else v.amount(slot.held)
        total = sum(v.lots[s, name] for name in slot.steps) + held
        for k, (start, _) in enumerate(slot.offer.unit_costs):
            least = max(v.amount(start) if k else 0, v.amount(slot.offer.min_quantity))
            v.model.add(v.billed[s, k] >= total).only_enforce_if(v.tier[s, k])
            v.model.add(v.billed[s, k] >= least).only_enforce_if(v.tier[s, k])
