"""Numbers divided over the values of a split attribute ("10 M and 20 L")."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from nlu.counts import SHARES, Amounts, Count, chunks, is_split
from nlu.parts import Part
from planner.domain.catalogue import Catalogue


def pair_sizes(
    parts: Sequence[Part], head: int | None, counts: Sequence[Count], amounts: Amounts, catalogue: Catalogue
) -> None:
    """Give the sizes their numbers: "10 M and 20 L", M码10件, "10 each of S and M", "half M, half L"."""
    free = {c.place: c for c in counts if not c.used and c is not amounts.total}
    if _one_by_one(parts, free, amounts, catalogue) or _evenly(parts, free, amounts, catalogue):
        return
    pending: list[int] = []
    rows = chunks(parts)
    for row, chunk in enumerate(rows):
        sizes = [p for p in chunk if is_split(parts[p], catalogue)]
        numbers = [p for p in chunk if p in free and not free[p].used]
        if not sizes and len(numbers) == 1 and free[numbers[0]].each and pending:
            sizes = pending
        if not sizes or not numbers:
            pending = [*pending, *sizes] if sizes and not numbers else []
            continue
        if len(numbers) == 1 and free[numbers[0]].each and not pending:
            sizes = [*sizes, *_further(parts, rows[row + 1 :], free, catalogue)]
        if (
            len(numbers) == 1
            and (free[numbers[0]].each or free[numbers[0]].share in SHARES)
            and len([*pending, *sizes]) > 1
        ):
            for size in dict.fromkeys([*pending, *sizes]):
                amounts.pairs[size] = free[numbers[0]]
            free[numbers[0]].used = True
            continue
        pending = []
        if len(numbers) == len(sizes) + 1 and amounts.total is None and not free[numbers[0]].share:
            amounts.total = free[numbers[0]]
            free[numbers[0]].used = True
            numbers = numbers[1:]
        for number, size in _match(parts, numbers, sizes):
            amounts.pairs[size] = free[number]
            free[number].used = True
            _span(parts, size, number)


def _one_by_one(parts: Sequence[Part], free: Mapping[int, Count], amounts: Amounts, catalogue: Catalogue) -> bool:
    """S、M、L分别5、10、15件, "S, M and L: 5, 10 and 15 respectively": two lists of the same length."""
    if not any("respectively" in p.tags for p in parts):
        return False
    sizes = [i for i, p in enumerate(parts) if is_split(p, catalogue)]
    numbers = [p for p in free if not free[p].share]
    if len(sizes) < 2 or len(numbers) != len(sizes):
        return False
    for size, number in zip(sizes, sorted(numbers), strict=True):
        amounts.pairs[size] = free[number]
        free[number].used = True
    return True


def _evenly(parts: Sequence[Part], free: Mapping[int, Count], amounts: Amounts, catalogue: Catalogue) -> bool:
    """ "equally split between S, M and L", 平均分: no size has a number of its own."""
    sizes = [i for i, p in enumerate(parts) if is_split(p, catalogue)]
    if len(sizes) < 2 or not any("evenly" in p.tags for p in parts):
        return False
    for size in sizes:
        amounts.pairs[size] = Count(size, None, share="even")
    return True


def _further(
    parts: Sequence[Part], rows: Sequence[Sequence[int]], free: Container[int], catalogue: Catalogue
) -> list[int]:
    """ "10 each of S, M and L": the sizes that follow with no number of their own."""
    found: list[int] = []
    for row in rows:
        if any(p in free for p in row) or not all(
            is_split(parts[p], catalogue) or parts[p].role == "name" for p in row
        ):
            break
        found += [p for p in row if is_split(parts[p], catalogue)]
    return found


def _match(parts: Sequence[Part], numbers: Sequence[int], sizes: Sequence[int]) -> list[tuple[int, int]]:
    """Numbers with sizes, in the order that the first of the two sets."""
    if len(numbers) == len(sizes):
        return list(zip(numbers, sizes, strict=True))
    pairs: list[tuple[int, int]] = []
    taken: set[int] = set()
    for number in numbers:
        best = min((s for s in sizes if s not in taken), key=lambda s: (abs(s - number), s < number), default=None)
        if best is not None and abs(best - number) <= 4:
            pairs.append((number, best))
            taken.add(best)
    return pairs


def _span(parts: Sequence[Part], size: int, number: int) -> None:
    if abs(size - number) <= 4:
        last = number + 1 if number + 1 < len(parts) and parts[number + 1].role == "unit" and number > size else number
        parts[size].lead = min(parts[size].first, parts[number].start)
        parts[size].tail = max(parts[size].last, parts[last].end)
