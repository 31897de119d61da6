"""A small trade of the harness's own: one product, three steps, eight makers with little capacity."""

from __future__ import annotations

from dataclasses import replace

import yaml

from bot.sandbox.cast import CastMember
from planner.domain.catalogue_format import catalogue_from_data
from planner.domain.supplier import Trade
from planner.domain.supplier_format import supplier_book_from_data

ADMIN = 1001
#: The chats of makers and of consumers are counted from here.
FIRST_MAKER, FIRST_CONSUMER = 2001, 10_001

_CATALOGUE = """
catalogue: signs
currency: CNY
locales: [en]
units: {piece: {names: {en: [piece]}}}
attributes:
  colour: {kind: choice, names: {en: [colour]}, values: {red: {en: [red]}, blue: {en: [blue]}, green: {en: [green]}}}
products:
  banner:
    names: {en: [banner]}
    unit: piece
    quantity: {min: 1, max: 400}
    attributes: {colour: {required: true}}
    routing:
      - {step: cloth, process: cutting}
      - {step: print, process: printing, after: [cloth], variant: [colour]}
      - {step: hem, process: hemming, after: [print]}
"""

_ZONES = {"east": {"names": {"en": ["Easton"]}}, "west": {"names": {"en": ["Westville"]}}}
_MAKERS = (
    ("ada", "east", "cutting", 2, 80), ("bob", "west", "cutting", 3, 60), ("cat", "east", "cutting", 4, 90),
    ("dan", "east", "printing", 5, 70), ("eve", "west", "printing", 6, 80), ("fay", "west", "printing", 8, 60),
    ("gus", "east", "hemming", 3, 60), ("hal", "west", "hemming", 4, 90),
)  # fmt: skip


def small_trade(makers_of_each: int = 0) -> Trade:
    """The trade; `makers_of_each` cutters besides, all alike, where a crowd is needed."""
    catalogue = catalogue_from_data(yaml.safe_load(_CATALOGUE), "signs.yaml")
    crowd = tuple((f"cutter{n}", "east", "cutting", 5, 100) for n in range(makers_of_each))
    suppliers = [_maker(*maker, FIRST_MAKER + n) for n, maker in enumerate((*_MAKERS, *crowd))]
    data = {
        "catalogue": "signs",
        "zones": _ZONES,
        "shipping": {"default": {"cost": 8, "unit_cost": 0.02, "days": 1}},
        "suppliers": suppliers,
    }
    return Trade(catalogue, supplier_book_from_data(data, "signs.suppliers.yaml", catalogue))


def _maker(name: str, zone: str, process: str, price: int, capacity: int, chat: int) -> dict[str, object]:
    offer = {
        "process": process,
        "setup_cost": 10 + price,
        "unit_costs": [[1, price], [50, price - 1]],
        "daily_capacity": capacity,
        "lead_days": 0,
    }
    return {
        "id": name,
        "names": {"en": [name.capitalize()]},
        "zone": zone,
        "language": "en",
        "timezone": "Asia/Shanghai",
        "telegram": chat,
        "reliability": 0.95,
        "offers": [offer],
    }


def without(trade: Trade, *makers: str) -> Trade:
    """The trade as it would be if these makers were not there."""
    partners = {name: partner for name, partner in trade.book.partners.items() if name not in makers}
    return replace(trade, book=replace(trade.book, partners=partners))


def cast_of(trade: Trade, consumers: int) -> list[CastMember]:
    """An admin, the makers, and so many consumers, who write English."""
    makers = [
        CastMember(partner.telegram, name.capitalize(), "supplier", "en")
        for name, partner in trade.book.partners.items()
        if partner.telegram is not None
    ]
    crowd = [CastMember(FIRST_CONSUMER + n, f"Consumer {n}", "consumer", "en") for n in range(consumers)]
    return [CastMember(ADMIN, "Admin", "admin", "en"), *makers, *crowd]
