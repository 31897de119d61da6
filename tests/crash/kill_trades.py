"""Small trades whose orders are read, planned and told in little time, and still need two makers' yes.

Several, because what a plan has to look at grows with the open orders of its trade.
"""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from bot.runtime.trades import load_trades, make_reader
from bot.sandbox.cast import CastMember
from nlu.trades import TradesReader
from planner.domain.supplier import Trade

PRODUCTS = ("crate", "stool", "shelf", "ladder")
FIRST_MAKER = 5001

_CATALOGUE = """
catalogue: {name}_workshop
currency: CNY
locales: [en]
attributes:
  colour:
    kind: choice
    names: {{en: [colour]}}
    values: {{red: {{en: [red]}}, blue: {{en: [blue]}}}}
products:
  {name}:
    names: {{en: [{name}]}}
    quantity: {{min: 1, max: 5000, default: null}}
    attributes: {{colour: {{required: true}}}}
    routing:
      - {{step: saw, process: sawing}}
      - {{step: paint, process: painting, after: [saw], variant: [colour]}}
  {name}_kit:
    names: {{en: [{name} kit]}}
    attributes: {{colour: {{required: true}}}}
"""
_SUPPLIERS = """
catalogue: {name}_workshop
zones: {{hangzhou: {{names: {{en: [Hangzhou]}}}}}}
shipping:
  default: {{cost: 5, unit_cost: 0.01, days: 1}}
suppliers:
"""
_TERMS = "setup_cost: 10, min_quantity: 1, lead_days: 0"
_SUPPLIER = """
  - id: {name}_{process}
    names: {{en: [{name} {process}]}}
    zone: hangzhou
    language: en
    reliability: 0.95
    workdays: [1, 2, 3, 4, 5, 6, 7]
    telegram: {chat}
    offers:
      - {{process: {process}, unit_costs: [[1, {price}]], daily_capacity: 100000, {terms}}}
"""


@cache
def trades() -> dict[str, Trade]:
    """One for each product; every supplier has a chat."""
    with tempfile.TemporaryDirectory() as folder:
        catalogues = []
        for number, name in enumerate(PRODUCTS):
            book = _SUPPLIERS.format(name=name)
            for index, (process, price) in enumerate((("sawing", 2), ("painting", 3))):
                chat = FIRST_MAKER + 2 * number + index
                book += _SUPPLIER.format(name=name, process=process, price=price, chat=chat, terms=_TERMS)
            catalogues.append(Path(folder, f"{name}.yaml"))
            catalogues[-1].write_text(_CATALOGUE.format(name=name), "utf-8")
            Path(folder, f"{name}.suppliers.yaml").write_text(book, "utf-8")
        return load_trades(catalogues, ())


@cache
def reader() -> TradesReader:
    """Reads orders of all of them."""
    return make_reader(trades())


def makers() -> list[CastMember]:
    """Everybody who makes something."""
    return [
        CastMember(partner.telegram, partner.id, "supplier", "en")
        for trade in trades().values()
        for partner in trade.book.partners.values()
        if partner.telegram is not None
    ]
