"""The ordered quantity: the number of the phrase that names the product, or one that stands for itself."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.counts import SHARES, Count, is_split, share_of
from nlu.languages import LANGUAGES
from nlu.packed import words
from nlu.parts import Part
from planner.domain.catalogue import Catalogue

_FILLERS = frozenset().union(*(language.fillers for language in LANGUAGES))
_AFTER = words("吧 的 就 x more extra please pls thanks 哦 谢谢 nos then instead now actually sorry 了 好了 行 可以")
#: "10 that are the same": a clause about the pieces.
_RELATIVES = words("that which who like identical same exactly just")
_CHANGES = words("be 换成 改成 换为 改为 换 改 变成 做成 要 用")
_BEFORE = words("make it that quantity : - – — just maybe 就 只 做 给 来 要 共 only order take x")


def of_head(parts: Sequence[Part], head: int, counts: Sequence[Count], catalogue: Catalogue) -> Count | None:
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
    if after == head + 1 and after in by_place and _of_content(parts, head, after, catalogue):
        return None
    if after in by_place and not _size_follows(parts, after, by_place, splits):
        by_place[after].used = True
        return by_place[after]
    return None


def _of_content(parts: Sequence[Part], head: int, number: int, catalogue: Catalogue) -> bool:
    """ "iced americano four shots": right before what can be counted, where the product itself needs no number."""
    products = [catalogue.products[s.id] for s in parts[head].senses if s.role == "product"] or [
        p
        for p in catalogue.products.values()
        for s in parts[head].senses
        if s.attribute in p.attributes and p.attributes[s.attribute].identifies
    ]
    following = parts[number + 1] if number + 1 < len(parts) else None
    return (
        following is not None
        and following.role == "value"
        and any(catalogue.attributes[s.attribute].countable for s in following.senses)
        and bool(products)
        and all(p.quantity.default is not None for p in products)
    )


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


def lonely(parts: Sequence[Part], counts: Sequence[Count], answer: bool, head: int | None) -> Count | None:
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
            or following.text in _RELATIVES
            or (following.text == "of" and count.place + 2 < len(parts) and "the" in parts[count.place + 2].tags)
        )
        led = (
            before is None
            or before.role in ("sep", "value", "product")
            or bool(before.tags & {"amount", "about", "least", "most", "with", "det", "of", "aside"})
            or before.text in _BEFORE
            or (before.text == "the" and count.place > 1 and parts[count.place - 2].text in ("just", "only"))
        )
        counted = _counted(parts, count.place, head) or (head is None and _describes(parts, count.place))
        alone = ended and (answer or (led and head is not None))
        if counted or alone or (before is not None and "amount" in before.tags):
            count.used = True
            return count
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


def part_of(parts: Sequence[Part], counts: Sequence[Count], standing: int) -> Count | None:
    """ "half of them in black": so many of the pieces that stand already."""
    shares = [c for c in counts if not c.used and (c.share in SHARES or c.share == "percent")]
    value = share_of(shares[0], standing) if len(shares) == 1 else None
    if value is None or not _describes(parts, _past_change(parts, shares[0].place)):
        return None
    return Count(shares[0].place, value)


def _past_change(parts: Sequence[Part], place: int) -> int:
    """一半换成灰色: the verb between the share and what its pieces shall be."""
    return place + 1 if place + 1 < len(parts) and parts[place + 1].text in _CHANGES else place


def another(parts: Sequence[Part], catalogue: Catalogue) -> Count | None:
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
