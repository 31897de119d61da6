"""How many of what: the ordered quantity, its parts by size ("10 M, 20 L"), parts that differ ("20 red, 10 blue")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from nlu.figures import Figure
from nlu.parts import Part
from planner.domain.catalogue import Catalogue


@dataclass(slots=True)
class Count:
    """A number in a region: `place` of its part, the pieces it stands for, and the words it belongs to."""

    place: int
    value: int | None
    most: int | None = None
    about: bool = False
    share: str = ""  # "half", "rest", or ""
    each: bool = False
    used: bool = False


@dataclass(slots=True)
class Amounts:
    """What the numbers of a region say. Keys are places of parts in the region."""

    total: Count | None = None
    pairs: dict[int, Count] = field(default_factory=dict)
    counted: dict[int, Count] = field(default_factory=dict)
    variants: list[tuple[int, Count]] = field(default_factory=list)


def read(parts: Sequence[Part], head: int | None, catalogue: Catalogue, answer: bool = False) -> Amounts:
    """The numbers of one region. `head`: the place of the product's part; `answer`: a bare number counts."""
    counts = _counts(parts, catalogue)
    amounts = Amounts()
    _vary(parts, head, counts, amounts, catalogue)
    if head is not None:
        amounts.total = _of_head(parts, head, counts, catalogue)
    _count_values(parts, counts, amounts, catalogue)
    _pair_sizes(parts, head, counts, amounts, catalogue)
    if amounts.total is None:
        amounts.total = _lonely(parts, counts, answer or head is not None, head is None)
    _settle(parts, amounts)
    return amounts


def _counts(parts: Sequence[Part], catalogue: Catalogue) -> list[Count]:
    found: list[Count] = []
    for place, part in enumerate(parts):
        if part.role == "figure":
            figure: Figure = part.data
            factor = Decimal(1)
            following = parts[place + 1] if place + 1 < len(parts) else None
            if following and following.role == "unit" and following.senses:
                factor = Decimal(catalogue.units[following.senses[0].id].factor)
            value = figure.scaled(factor, figure.end)
            if value.whole is None or value.whole > 10_000_000:
                continue
            most = None if value.most is None else int(value.most)
            found.append(
                Count(place, value.whole, most, figure.about or _about(parts, place), each=_each(parts, place))
            )
        elif "half" in part.tags and not (place + 1 < len(parts) and parts[place + 1].role == "figure"):
            found.append(Count(place, None, share="half"))
        elif "rest" in part.tags:
            found.append(Count(place, None, share="rest"))
    return found


def _about(parts: Sequence[Part], place: int) -> bool:
    before = parts[place - 1] if place else None
    if before and "about" in before.tags and before.text != "来":
        return True
    after = list(parts[place + 1 : place + 4])
    if after and after[0].role == "unit":
        after = after[1:]
    return (
        bool(after)
        and "about" in after[0].tags
        and after[0].text
        in ("左右", "上下", "or so", "ish", "more or less", "give or take", "approx", "approximately", "来")
    )


def _each(parts: Sequence[Part], place: int) -> bool:
    near = [*parts[max(0, place - 1) : place], *parts[place + 1 : place + 4]]
    for part in near:
        if "each" in part.tags:
            return True
        if part.role in ("value", "sep", "figure") and part is not near[0]:
            return False
    return False


def _of_head(parts: Sequence[Part], head: int, counts: Sequence[Count], catalogue: Catalogue) -> Count | None:
    """The number (or article) in the phrase that names the product: "30 navy hoodies", "a red one", 卫衣30件."""
    by_place = {c.place: c for c in counts if not c.share and not c.used}
    splits = {p for p, part in enumerate(parts) if _is_split(part, catalogue)}
    here = head - 1
    while here >= 0:
        part = parts[here]
        if here in by_place and _counts_value(parts, here, head, catalogue):
            here -= 1
            continue
        if here in by_place:
            crossed = [p for p in splits if here < p < head]
            earlier = any(p < here for p in splits) and any(c < here for c in by_place)
            if (not crossed or not earlier) and not _per_variant(parts, here, head, by_place, catalogue):
                by_place[here].used = True
                return by_place[here]
            break
        if part.tags & {"det"} and part.text in ("a", "an", "another", "one more"):
            return Count(here, 1)
        if part.text == ":" or (part.role == "sep" and "and" not in part.tags and part.text not in ("、", "/")):
            break
        if part.role in ("product", "money", "day", "measure", "text") or part.tags & {
            "with",
            "not",
            "the",
            "own",
            "each",
        }:
            break
        here -= 1
    after = head + 1
    while after < len(parts) and (
        parts[after].text in ("x", "*", ":", "-", "(")
        or parts[after].tags & {"amount", "about"}
        or parts[after].text in "要做来订"
    ):
        after += 1
    if after in by_place and not _size_follows(parts, after, by_place, splits):
        by_place[after].used = True
        return by_place[after]
    return None


def _counts_value(parts: Sequence[Part], number: int, head: int, catalogue: Catalogue) -> bool:
    """带两个内袋的帆布袋: the number counts the value after it, not the product behind 的 or "with"."""
    here = number + 1
    while here < head and (
        parts[here].role in ("unit", "degree") or (parts[here].tags & {"of"} and parts[here].text == "of")
    ):
        here += 1
    if parts[here].role != "value" or not any(catalogue.attributes[s.attribute].countable for s in parts[here].senses):
        return False
    return any(p.text == "的" or p.role == "sep" for p in parts[here + 1 : head])


def _per_variant(parts: Sequence[Part], here: int, head: int, by_place: dict[int, Count], catalogue: Catalogue) -> bool:
    """ "20 red and 10 blue hoodies": is this number the second of two that count different things?"""
    if not any(c < here for c in by_place):
        return False
    joint = here - 1
    if joint < 0 or parts[joint].role != "sep":
        return False
    behind = parts[here + 1 : head]
    before = joint - 1
    names: set[str] = set()
    while before >= 0 and before not in by_place and parts[before].role in ("value", "unit", "name", "degree"):
        names |= {s.attribute for s in parts[before].senses if s.role == "value"}
        before -= 1
    if before not in by_place:
        return False
    mine = {s.attribute for p in behind for s in p.senses if s.role == "value"}
    return any(not catalogue.attributes[a].many for a in names & mine)


def _size_follows(parts: Sequence[Part], place: int, by_place: dict[int, Count], splits: set[int]) -> bool:
    """ "hoodies 10 M 20 L": the number after the product counts a size, and every size has a number."""
    here = place + 1
    while here < len(parts) and (parts[here].role in ("unit", "name") or parts[here].tags & {"of"}):
        here += 1
    if here not in splits:
        return False
    later = [c for c in by_place if c >= place]
    sizes = [s for s in splits if s >= place]
    return len(later) <= len(sizes) and len(sizes) > 1


def _is_split(part: Part, catalogue: Catalogue) -> bool:
    return (
        part.role == "value" and not part.excluded and any(catalogue.attributes[s.attribute].split for s in part.senses)
    )


def _count_values(parts: Sequence[Part], counts: Sequence[Count], amounts: Amounts, catalogue: Catalogue) -> None:
    """ "two inner pockets": numbers of values that can be counted."""
    for count in counts:
        if count.used or count.share or count is amounts.total:
            continue
        here = count.place + 1
        while (
            here < len(parts)
            and (parts[here].role in ("unit", "degree", "word") or parts[here].tags & {"of", "counter"})
            and here - count.place < 4
        ):
            here += 1
        if here < len(parts) and parts[here].role == "value" and not parts[here].excluded:
            countable = any(catalogue.attributes[s.attribute].countable for s in parts[here].senses)
            if not countable or _is_split(parts[here], catalogue):
                continue
            amounts.counted[here] = count
            count.used = True
            parts[here].lead = parts[count.place].start


def _chunks(parts: Sequence[Part]) -> list[list[int]]:
    """Places between separators. An opening bracket before a number belongs to what stands before it."""
    chunks: list[list[int]] = [[]]
    for place, part in enumerate(parts):
        if part.role == "sep":
            lone = part.text in "()" and _only_number(parts, place)
            if not lone:
                chunks.append([])
            continue
        chunks[-1].append(place)
    return [c for c in chunks if c]


def _only_number(parts: Sequence[Part], place: int) -> bool:
    if parts[place].text == ")":
        return True
    inside: list[Part] = []
    for part in parts[place + 1 : place + 5]:
        if part.text == ")":
            return bool(inside) and all(p.role in ("figure", "unit") or p.text == "x" for p in inside)
        inside.append(part)
    return False


def _pair_sizes(
    parts: Sequence[Part], head: int | None, counts: Sequence[Count], amounts: Amounts, catalogue: Catalogue
) -> None:
    free = {c.place: c for c in counts if not c.used and c is not amounts.total}
    pending: list[int] = []
    for chunk in _chunks(parts):
        sizes = [p for p in chunk if _is_split(parts[p], catalogue)]
        numbers = [p for p in chunk if p in free and not free[p].used]
        if not sizes and len(numbers) == 1 and free[numbers[0]].each and pending:
            sizes = pending
        if not sizes or not numbers:
            pending = [*pending, *sizes] if sizes and not numbers else []
            continue
        if (
            len(numbers) == 1
            and (free[numbers[0]].each or free[numbers[0]].share == "half")
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


def _vary(
    parts: Sequence[Part], head: int | None, counts: Sequence[Count], amounts: Amounts, catalogue: Catalogue
) -> None:
    """ "20 red and 10 blue": numbers that each go with a different value of one attribute."""
    free = {c.place: c for c in counts if not c.used and not c.share}
    groups: dict[str, list[tuple[int, Count]]] = {}
    singles: dict[str, list[int]] = {}
    each: Count | None = None
    for chunk in _chunks(parts):
        for side in _sides(chunk, head):
            numbers = [p for p in side if p in free]
            each = next((free[p] for p in numbers if free[p].each), each)
            for place in side:
                part = parts[place]
                attribute = _varying(part, catalogue)
                if attribute is None:
                    continue
                singles.setdefault(attribute, []).append(place)
                if len(numbers) == 1 and not free[numbers[0]].each:
                    groups.setdefault(attribute, []).append((place, free[numbers[0]]))
    for pairs in groups.values():
        named = {parts[v].senses[0].id for v, _ in pairs}
        if len(pairs) > 1 and len(named) == len(pairs) == len({c.place for _, c in pairs}):
            amounts.variants = pairs
            for _, count in pairs:
                count.used = True
            return
    for places in singles.values() if each is not None else ():
        if each is not None and len(places) > 1 and len({parts[p].senses[0].id for p in places}) == len(places):
            amounts.variants = [(p, each) for p in places]
            each.used = True
            return


def _sides(chunk: Sequence[int], head: int | None) -> list[list[int]]:
    """What stands before the product's name and what after it."""
    if head is None or head not in chunk:
        return [list(chunk)]
    return [[p for p in chunk if p < head], [p for p in chunk if p > head]]


def _varying(part: Part, catalogue: Catalogue) -> str | None:
    """The attribute of a value of which one thing can have only one."""
    if part.role != "value" or part.excluded:
        return None
    attribute = catalogue.attributes[part.attribute or part.senses[0].attribute]
    return None if attribute.many or attribute.split or attribute.cues else attribute.id


def _lonely(parts: Sequence[Part], counts: Sequence[Count], bare: bool, headless: bool) -> Count | None:
    """A number that stands for itself: "14 pcs", "60 of them", 18件, or nothing but "12"."""
    for count in counts:
        if count.used or count.share:
            continue
        following = parts[count.place + 1] if count.place + 1 < len(parts) else None
        before = parts[count.place - 1] if count.place else None
        by_itself = (
            following is None
            or following.role == "sep"
            or following.tags & {"amount", "about", "each"}
            or following.text
            in ("吧", "的", "就", "x", "more", "extra", "please", "pls", "thanks", "哦", "谢谢", "nos")
        ) and (
            before is None
            or before.role in ("sep", "value", "product")
            or bool(before.tags & {"amount", "about", "least", "most", "with", "det", "of"})
            or before.text
            in (
                "make",
                "it",
                "quantity",
                ":",
                "just",
                "maybe",
                "就",
                "只",
                "做",
                "给",
                "来",
                "要",
                "共",
                "only",
                "order",
                "take",
                "x",
            )
        )
        counted = following is not None and (following.role == "unit" or (headless and following.role == "value"))
        if counted or (by_itself and bare) or (before is not None and "amount" in before.tags):
            count.used = True
            return count
    return None


def _settle(parts: Sequence[Part], amounts: Amounts) -> None:
    """Halves and remainders become numbers; a single size that has all the pieces carries none of its own."""
    total = amounts.total.value if amounts.total else None
    for place, count in list(amounts.pairs.items()):
        if count.share == "half":
            amounts.pairs[place] = Count(count.place, total // 2 if total is not None and total % 2 == 0 else None)
        elif count.share == "rest":
            known = sum(c.value or 0 for p, c in amounts.pairs.items() if p != place and not c.share)
            amounts.pairs[place] = Count(count.place, total - known if total is not None and total > known else None)
    amounts.pairs = {p: c for p, c in amounts.pairs.items() if c.value is not None}
    if len(amounts.pairs) == 1 and not amounts.variants:
        place, count = next(iter(amounts.pairs.items()))
        if amounts.total is None:
            amounts.total = count
            amounts.pairs = {}
        elif amounts.total.value == count.value:
            amounts.pairs = {}
