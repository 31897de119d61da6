"""Ratios over a number that is known: "S, M and L 1:2:1", 红色和黑色按3:1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nlu.counts import Amounts, Count, is_split
from nlu.parts import Part
from planner.domain.catalogue import Catalogue


def find_ratio(parts: Sequence[Part], counts: Sequence[Count]) -> list[Count]:
    """The numbers of a ratio, which count nothing by themselves; none where there is no ratio."""
    free = {c.place: c for c in counts if not c.share and c.value}
    found = [free[place] for place in _run(parts, free)]
    for count in found:
        count.used = True
    return found


def divide(
    parts: Sequence[Part], ratio: Sequence[Count], amounts: Amounts, total: int | None, catalogue: Catalogue
) -> None:
    """Divide the total over as many values of one attribute as the ratio has numbers, where that comes out even."""
    values = _values(parts, len(ratio), catalogue) if ratio else []
    weights = [count.value or 0 for count in ratio]
    if total is None or not values or total % sum(weights):
        return
    share = total // sum(weights)
    pairs = [(v, Count(c.place, share * w)) for v, c, w in zip(values, ratio, weights, strict=True)]
    if is_split(parts[values[0]], catalogue):
        amounts.pairs.update(pairs)
    else:
        amounts.variants = pairs


def _run(parts: Sequence[Part], free: Mapping[int, Count]) -> list[int]:
    """The places of numbers with nothing but a colon between them."""
    run: list[int] = []
    for place in sorted(free):
        if run and place == run[-1] + 2 and parts[place - 1].text in (":", "比"):
            run.append(place)
        elif len(run) < 2:
            run = [place]
    return run if len(run) > 1 else []


def _values(parts: Sequence[Part], number: int, catalogue: Catalogue) -> list[int]:
    """The places of the values of the attribute that has as many of them, each another."""
    by_attribute: dict[str, list[int]] = {}
    for place, part in enumerate(parts):
        if part.role == "value" and not part.excluded:
            name = part.attribute or part.senses[0].attribute
            if not catalogue.attributes[name].many:
                by_attribute.setdefault(name, []).append(place)
    for places in by_attribute.values():
        if len(places) == number == len({parts[p].senses[0].id for p in places}):
            return places
    return []
