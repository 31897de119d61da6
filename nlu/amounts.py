"""How many of what: the ordered quantity, its parts by size ("10 M, 20 L"), parts that differ ("20 white, 10 mint")."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.contents import count_values
from nlu.counts import SHARES, Amounts, Count, collect, is_pronoun, is_split, share_of
from nlu.groups import find_groups
from nlu.parts import Part
from nlu.ratios import divide, find_ratio
from nlu.sizes import pair_sizes
from nlu.totals import another, lonely, of_head, part_of
from nlu.variants import vary
from planner.domain.catalogue import Catalogue


def read(
    parts: Sequence[Part],
    head: int | None,
    catalogue: Catalogue,
    answer: bool = False,
    standing: int | None = None,
    required: frozenset[str] = frozenset(),
) -> Amounts:
    """The numbers of one region. `head`: the place of the product's part; `answer`: a bare number counts.

    `standing`: the quantity that stands already, of which shares ("half of them L") are taken.
    """
    counts = collect(parts, catalogue)
    amounts = Amounts()
    ratio = find_ratio(parts, counts)
    # "30 oak stools and 10 mint ones": the pronoun takes over the oak, which loose numbers and values would not.
    elliptic = head is not None and any(is_pronoun(parts, p) for p in range(head + 1, len(parts)))
    if not ratio and not elliptic:
        vary(parts, head, counts, amounts, catalogue)
    if head is not None:
        amounts.total = of_head(parts, head, counts, catalogue)
    if elliptic and amounts.total is None:
        vary(parts, head, counts, amounts, catalogue)
    if not amounts.variants and not ratio:
        amounts.grouping = find_groups(parts, head, amounts.total, counts, catalogue, required)
        taken = {g.place for g in amounts.grouping.groups} if amounts.grouping else set()
        for count in counts:
            count.used = count.used or count.place in taken
    count_values(parts, counts, amounts, catalogue)
    if not ratio:
        pair_sizes(parts, head, counts, amounts, catalogue)
    if amounts.total is None:
        amounts.total = lonely(parts, counts, answer, head)
    if amounts.total is None and standing is not None and not (amounts.pairs or amounts.variants or ratio):
        amounts.total = part_of(parts, counts, standing)
    if amounts.total is None and answer:
        amounts.total = another(parts, catalogue)
    divide(parts, ratio, amounts, amounts.total.value if amounts.total else standing, catalogue)
    _settle(parts, amounts, standing, catalogue)
    return amounts


def _settle(parts: Sequence[Part], amounts: Amounts, standing: int | None, catalogue: Catalogue) -> None:
    """Halves and remainders become numbers; a single size that has all the pieces carries none of its own."""
    total = amounts.total.value if amounts.total else standing
    _spread_evenly(amounts, total)
    _all_but(parts, amounts, total, catalogue)
    shares = {c.place for c in amounts.pairs.values() if c.share}
    for place, count in list(amounts.pairs.items()):
        if count.share == "percent" or count.share in SHARES:
            amounts.pairs[place] = Count(count.place, share_of(count, total), share=count.share)
        elif count.share == "rest":
            known = sum(c.value or 0 for p, c in amounts.pairs.items() if p != place and c.share != "rest")
            amounts.pairs[place] = Count(count.place, total - known if total is not None and total > known else None)
    if any(count.share for _, count in amounts.variants):
        amounts.variants = _shared_variants(amounts.variants, total)
    amounts.pairs = {p: c for p, c in amounts.pairs.items() if c.value is not None}
    if len(amounts.pairs) == 1 and not amounts.variants:
        place, count = next(iter(amounts.pairs.items()))
        if amounts.total is None and count.place not in shares:
            amounts.total, amounts.of_one_size = count, True
            amounts.pairs = {}
        elif amounts.total is not None and amounts.total.value == count.value:
            amounts.pairs = {}


def _all_but(parts: Sequence[Part], amounts: Amounts, total: int | None, catalogue: Catalogue) -> None:
    """ "10 stools M, but 3 of them L": the size without a number has the others."""
    sizes = [i for i, part in enumerate(parts) if is_split(part, catalogue)]
    bare = [i for i in sizes if i not in amounts.pairs]
    if total is None or len(bare) != 1 or not amounts.pairs or any(c.share for c in amounts.pairs.values()):
        return
    first = min(amounts.pairs)
    between = parts[bare[0] : first]
    excepts = any("but" in p.tags or p.text in ("except", "except for", "其中", "除了", "只有") for p in between)
    rest = total - sum(c.value or 0 for c in amounts.pairs.values())
    if bare[0] < first and excepts and rest > 0:
        amounts.pairs[bare[0]] = Count(bare[0], rest)


def _spread_evenly(amounts: Amounts, total: int | None) -> None:
    """ "equally split between S and M": the same number of each, where that comes out even."""
    even = [place for place, count in amounts.pairs.items() if count.share == "even"]
    each = total // len(even) if even and total is not None and total % len(even) == 0 else None
    for place in even:
        amounts.pairs[place] = Count(place, each, share="even")


def _shared_variants(variants: Sequence[tuple[int, Count]], total: int | None) -> list[tuple[int, Count]]:
    """Variants by share ("half white, half mint") with numbers; none at all where they don't come out even."""
    known = sum(c.value or 0 for _, c in variants if not c.share)
    settled: list[tuple[int, Count]] = []
    for place, count in variants:
        value = count.value
        if count.share == "percent" or count.share in SHARES:
            value = share_of(count, total)
            known += value or 0
        elif count.share == "rest":
            value = total - known if total is not None and total > known else None
        if value is None:
            return []
        settled.append((place, Count(count.place, value)))
    return settled
