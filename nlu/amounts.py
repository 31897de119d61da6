"""How many of what: the ordered quantity, its parts by size ("10 M, 20 L"), parts that differ ("20 white, 10 mint")."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from nlu.counts import SHARES, Amounts, Count, collect, is_pronoun, is_split
from nlu.groups import find_groups
from nlu.languages import LANGUAGES
from nlu.packed import words
from nlu.parts import Part
from nlu.ratios import divide, find_ratio
from nlu.sizes import pair_sizes
from nlu.variants import vary
from planner.domain.catalogue import Catalogue

_FILLERS = frozenset().union(*(language.fillers for language in LANGUAGES))
_AFTER = words("吧 的 就 x more extra please pls thanks 哦 谢谢 nos then instead now actually sorry 了 好了 行 可以")
_BEFORE = words("make it that quantity : just maybe 就 只 做 给 来 要 共 only order take x")


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
    if not ratio and not (head is not None and any(is_pronoun(parts, p) for p in range(head + 1, len(parts)))):
        vary(parts, head, counts, amounts, catalogue)
    if head is not None:
        amounts.total = _of_head(parts, head, counts, catalogue)
    if not amounts.variants and not ratio:
        amounts.grouping = find_groups(parts, head, amounts.total, counts, catalogue, required)
        taken = {g.place for g in amounts.grouping.groups} if amounts.grouping else set()
        for count in counts:
            count.used = count.used or count.place in taken
    _count_values(parts, counts, amounts, catalogue)
    if not ratio:
        pair_sizes(parts, head, counts, amounts, catalogue)
    if amounts.total is None:
        amounts.total = _lonely(parts, counts, answer, head)
    if amounts.total is None and standing is not None and not (amounts.pairs or amounts.variants or ratio):
        amounts.total = _part_of(parts, counts, standing)
    if amounts.total is None and answer:
        amounts.total = _another(parts, catalogue)
    divide(parts, ratio, amounts, amounts.total.value if amounts.total else standing, catalogue)
    _settle(parts, amounts, standing, catalogue)
    return amounts


def _of_head(parts: Sequence[Part], head: int, counts: Sequence[Count], catalogue: Catalogue) -> Count | None:
    """The number (or article) in the phrase that names the product: "30 mint stools", "a red one", 凳子30个."""
    by_place = {c.place: c for c in counts if not c.share and not c.used}
    splits = {p for p, part in enumerate(parts) if is_split(part, catalogue)}
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
        if part.role in ("product", "money", "day", "text") or part.tags & {
            "with",
            "not",
            "the",
            "own",
            "each",
        }:
            break
        here -= 1
    if _of_each(parts, head):
        return None
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


def _of_each(parts: Sequence[Part], head: int) -> bool:
    """ "each table 2 drawers", 每张桌子两个抽屉: no number of tables follows."""
    here = head - 1
    while here >= 0 and parts[here].role in ("unit", "value"):
        here -= 1
    return here >= 0 and parts[here].text in ("each", "every", "每", "每个", "每件")


def _counts_value(parts: Sequence[Part], number: int, head: int, catalogue: Catalogue) -> bool:
    """带两个抽屉的桌子: the number counts the value after it, not the product behind 的 or "with"."""
    here = number + 1
    while here < head and (
        parts[here].role in ("unit", "degree") or (parts[here].tags & {"of"} and parts[here].text == "of")
    ):
        here += 1
    if parts[here].role != "value" or not any(catalogue.attributes[s.attribute].countable for s in parts[here].senses):
        return False
    return any(p.text == "的" or p.role == "sep" for p in parts[here + 1 : head])


def _per_variant(parts: Sequence[Part], here: int, head: int, by_place: dict[int, Count], catalogue: Catalogue) -> bool:
    """ "20 white and 10 mint stools": is this number the second of two that count different things?"""
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
    """ "stools 10 M 20 L": the number after the product counts a size, and every size has a number."""
    here = place + 1
    while here < len(parts) and (parts[here].role in ("unit", "name") or parts[here].tags & {"of"}):
        here += 1
    if here not in splits:
        return False
    later = [c for c in by_place if c >= place]
    sizes = [s for s in splits if s >= place]
    return len(later) <= len(sizes) and len(sizes) > 1


def _count_values(parts: Sequence[Part], counts: Sequence[Count], amounts: Amounts, catalogue: Catalogue) -> None:
    """ "two drawers": numbers of values that can be counted."""
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
            if not countable or is_split(parts[here], catalogue):
                continue
            amounts.counted[here] = count
            count.used = True
            parts[here].lead = parts[count.place].start
    _count_behind(parts, counts, amounts, catalogue)


def _count_behind(parts: Sequence[Part], counts: Sequence[Count], amounts: Amounts, catalogue: Catalogue) -> None:
    """ "drawers (2)", "hooks x 4", 抽屉两个: the number stands behind, and nothing that it could count follows."""
    if amounts.total is None:
        return
    for count in counts:
        here = count.place - 1
        while here >= 0 and (parts[here].text in ("(", "x", "*", "×", ":", "-") or "amount" in parts[here].tags):
            here -= 1
        after = count.place + 1
        if after < len(parts) and parts[after].role == "unit":
            after += 1
        ended = after >= len(parts) or parts[after].role in ("sep", "function") or parts[after].text == ")"
        if here < 0 or here in amounts.counted or not ended or count.used or count.share or count is amounts.total:
            continue
        part = parts[here]
        if part.role != "value" or part.excluded or is_split(part, catalogue):
            continue
        if any(catalogue.attributes[s.attribute].countable for s in part.senses):
            amounts.counted[here], count.used = count, True
            closed = after < len(parts) and parts[after].text == ")" and parts[here + 1].text == "("
            part.tail = max(part.tail, parts[after if closed else after - 1].end)


def _lonely(parts: Sequence[Part], counts: Sequence[Count], answer: bool, head: int | None) -> Count | None:
    """A number that stands for itself: "14 pcs", "60 of them", 18件, or nothing but "12"."""
    for count in counts:
        if count.used or count.share:
            continue
        following = parts[count.place + 1] if count.place + 1 < len(parts) else None
        before = parts[count.place - 1] if count.place else None
        ended = (
            following is None
            or following.role == "sep"
            or bool(following.tags & {"amount", "about", "each"})
            or following.text in _AFTER
            or (following.text == "of" and count.place + 2 < len(parts) and "the" in parts[count.place + 2].tags)
        )
        led = (
            before is None
            or before.role in ("sep", "value", "product")
            or bool(before.tags & {"amount", "about", "least", "most", "with", "det", "of"})
            or before.text in _BEFORE
        )
        counted = _counted(parts, count.place, head) or (head is None and _describes(parts, count.place))
        alone = ended and (answer or (led and head is not None))
        if counted or alone or (before is not None and "amount" in before.tags):
            count.used = True
            return count
    return None


def _part_of(parts: Sequence[Part], counts: Sequence[Count], standing: int) -> Count | None:
    """ "half of them in black": so many of the pieces that stand already."""
    shares = [c for c in counts if not c.used and (c.share in SHARES or c.share == "percent")]
    value = _share(shares[0], standing) if len(shares) == 1 else None
    return None if value is None or not _describes(parts, shares[0].place) else Count(shares[0].place, value)


def _another(parts: Sequence[Part], catalogue: Catalogue) -> Count | None:
    """ "another one in white", "one more": a piece of what stands already."""
    for place, part in enumerate(parts):
        if part.text not in ("another", "one more"):
            continue
        after = parts[place + 1] if place + 1 < len(parts) else None
        if (
            after is None
            or after.role in ("sep", "function")
            or after.text in ("one", "like", "same", "just", "please")
        ):
            return Count(place, 1)
        if after.role == "value" and all(
            not (catalogue.attributes[s.attribute].many or catalogue.attributes[s.attribute].countable)
            for s in after.senses
        ):
            return Count(place, 1)
    return None


def _counted(parts: Sequence[Part], place: int, head: int | None) -> bool:
    """Does a counting word follow, and no thing that the catalogue doesn't know (一个城堡)?"""
    if place + 1 >= len(parts) or parts[place + 1].role != "unit":
        return False
    if head is not None or place + 2 >= len(parts):
        return True
    after = parts[place + 2]
    return after.role != "word" or after.text in _FILLERS


def _describes(parts: Sequence[Part], place: int) -> bool:
    """ "two large with …", "another 5 in white": a number before a value, with the product left out."""
    here = place + 1
    while here < len(parts) and (parts[here].tags & {"of", "amount"} or parts[here].role in ("degree", "name")):
        here += 1
    return here < len(parts) and parts[here].role == "value"


def _settle(parts: Sequence[Part], amounts: Amounts, standing: int | None, catalogue: Catalogue) -> None:
    """Halves and remainders become numbers; a single size that has all the pieces carries none of its own."""
    total = amounts.total.value if amounts.total else standing
    _spread_evenly(amounts, total)
    _all_but(parts, amounts, total, catalogue)
    shares = {c.place for c in amounts.pairs.values() if c.share}
    for place, count in list(amounts.pairs.items()):
        if count.share == "percent" or count.share in SHARES:
            amounts.pairs[place] = Count(count.place, _share(count, total), share=count.share)
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


def _share(count: Count, total: int | None) -> int | None:
    """Half, or so many per cent, of the total; None where that is no whole number."""
    if total is None:
        return None
    part = total * (Fraction(count.value or 0, 100) if count.share == "percent" else SHARES[count.share])
    return int(part) if part.denominator == 1 else None


def _shared_variants(variants: Sequence[tuple[int, Count]], total: int | None) -> list[tuple[int, Count]]:
    """Variants by share ("half white, half mint") with numbers; none at all where they don't come out even."""
    known = sum(c.value or 0 for _, c in variants if not c.share)
    settled: list[tuple[int, Count]] = []
    for place, count in variants:
        value = count.value
        if count.share == "percent" or count.share in SHARES:
            value = _share(count, total)
            known += value or 0
        elif count.share == "rest":
            value = total - known if total is not None and total > known else None
        if value is None:
            return []
        settled.append((place, Count(count.place, value)))
    return settled
