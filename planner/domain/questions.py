"""What to ask next: one question at a time, the one that matters most first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from planner.domain.catalogue import Catalogue
from planner.domain.spec import PRODUCT, QUANTITY, Item, OrderSpec, missing_of, split_sum
from planner.domain.supplier import SupplierBook

DESTINATION = "destination"


class Why(StrEnum):
    """Why it is asked."""

    MISSING = "missing"
    AMBIGUOUS = "ambiguous"
    SUM = "sum"
    LIMIT = "limit"


@dataclass(frozen=True)
class Question:
    """`place`: "0.size", "0.quantity", "0.product" or "destination". `choices`: value ids to offer as buttons.

    `said`: the wording that is ambiguous. `sums`: for a split that disagrees, what was said and what it adds up to;
    for a limit, the least and the greatest quantity.
    """

    place: str
    why: Why = Why.MISSING
    choices: tuple[str, ...] = ()
    said: str = ""
    sums: tuple[int, int] | None = None

    @property
    def item(self) -> int | None:
        """The index of the item it is about; None: the whole order."""
        head, _, tail = self.place.partition(".")
        return int(head) if tail else None

    @property
    def attribute(self) -> str:
        return self.place.rpartition(".")[2]


def next_question(spec: OrderSpec, catalogue: Catalogue, book: SupplierBook) -> Question | None:
    """The best next question, or None where the order can be planned."""
    if not spec.items:
        return Question(f"0.{PRODUCT}", choices=tuple(catalogue.products))
    for place in missing_of(spec, catalogue):
        return Question(place, choices=choices_at(place, spec, catalogue, book))
    for index, item in enumerate(spec.items):
        doubt = _doubt(index, item, catalogue)
        if doubt:
            return doubt
    if spec.destination is None and book.zones:
        return Question(DESTINATION, choices=tuple(book.zones))
    return None


def choices_at(place: str, spec: OrderSpec, catalogue: Catalogue, book: SupplierBook) -> tuple[str, ...]:
    """The values that can be picked at a place; none where it is typed."""
    if place == DESTINATION:
        return tuple(book.zones)
    index, _, name = place.partition(".")
    if name == PRODUCT:
        return tuple(p for p in catalogue.products if _fits(spec.items[int(index)], p, catalogue))
    if name == QUANTITY:
        return ()
    return tuple(catalogue.choices(name)) if catalogue.attributes[name].kind == "choice" else ()


def _fits(item: Item, product: str, catalogue: Catalogue) -> bool:
    """Does the product have every attribute that was named?"""
    return all(entry.name in catalogue.products[product].attributes for entry in item.attributes)


def _doubt(index: int, item: Item, catalogue: Catalogue) -> Question | None:
    """Where two readings stand, or the figures contradict each other or the catalogue."""
    for entry in item.attributes:
        if entry.alternatives:
            return Question(
                f"{index}.{entry.name}", Why.AMBIGUOUS, (str(entry.value), *entry.alternatives), said=entry.said
            )
    for name, attribute in catalogue.attributes.items():
        total = split_sum(item, name) if attribute.split else None
        if total is not None and item.quantity is not None and total != item.quantity:
            return Question(f"{index}.{QUANTITY}", Why.SUM, sums=(item.quantity, total))
    if item.product is not None and item.quantity is not None:
        rule = catalogue.products[item.product].quantity
        if item.quantity < rule.min or (rule.max is not None and item.quantity > rule.max):
            return Question(f"{index}.{QUANTITY}", Why.LIMIT, sums=(rule.min, rule.max or 0))
    return None
