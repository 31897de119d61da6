"""What the trades that come with the project promise."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from bot.services.catalogue_check import check_file
from planner.domain.makeable import unmakeable
from planner.domain.supplier import Trade

FOLDER = Path(__file__).parents[3] / "catalogues"


@pytest.mark.parametrize("name", ["apparel", "ice_cream"])
def test_the_catalogue_has_nothing_odd(name: str) -> None:
    """A shipped catalogue has no faults and no warnings, so everything in it is named in both languages and used."""
    report = check_file(FOLDER / f"{name}.yaml")
    assert report.faults == ()
    assert report.warnings == ()


@pytest.mark.parametrize("name", ["apparel", "ice_cream"])
def test_the_suppliers_have_nothing_odd_but_telegram(name: str) -> None:
    """A shipped book's only warning is that its invented suppliers are not connected."""
    report = check_file(FOLDER / f"{name}.suppliers.yaml")
    assert report.faults == ()
    assert [warning for warning in report.warnings if "telegram" not in warning] == []
    assert report.counts["connected"] == 0


def test_there_are_suppliers_enough(trade: Trade) -> None:
    """A trade has 44 suppliers or more in six towns, and five for every process, so that others can step in."""
    partners = trade.book.partners.values()
    assert len(partners) >= 44
    assert len({partner.supplier.zone for partner in partners}) >= 6
    processes = Counter(offer.process for partner in partners for offer in partner.supplier.offers)
    needed = {step.process for product in trade.catalogue.products.values() for step in product.routing}
    assert {process for process in needed if processes[process] < 5} == set()


def test_every_value_has_three_suppliers(trade: Trade) -> None:
    """Whatever value is ordered, at least three suppliers of each process that minds it can do it."""
    offers = [offer for partner in trade.book.partners.values() for offer in partner.supplier.offers]
    few = defaultdict(list)
    for process in {offer.process for offer in offers}:
        for name in {name for offer in offers if offer.process == process for name in offer.accepts}:
            for value in trade.catalogue.choices(name):
                able = sum(offer.takes(process, {name: value}) for offer in offers)
                if able < 3:
                    few[process].append((name, value, able))
    assert dict(few) == {}
    assert unmakeable(trade.catalogue, trade.book) == ()


def test_suppliers_are_shown_in_both_languages(trade: Trade) -> None:
    """Suppliers, towns and processes have English and Chinese names, and no two suppliers share one."""
    catalogue = trade.catalogue
    partners = trade.book.partners.values()
    for names in (*trade.book.zones.values(), *catalogue.processes.values(), *(partner.names for partner in partners)):
        assert set(names) == {"en", "zh"}
    for locale in ("en", "zh"):
        assert max(Counter(partner.name(locale) for partner in partners).values()) == 1
    assert {s.process for p in catalogue.products.values() for s in p.routing} <= catalogue.processes.keys()


def test_suppliers_differ(trade: Trade) -> None:
    """There are quick and slow, small and large, weekend and weekday suppliers, none perfect."""
    partners = [partner.supplier for partner in trade.book.partners.values()]
    offers = [offer for partner in partners for offer in partner.offers]
    assert {5, 6, 7} == {len(partner.workdays) for partner in partners}
    assert all(0.86 <= partner.reliability <= 0.995 for partner in partners)
    assert {0, 1, 2, 3} <= {offer.lead_days for offer in offers}
    assert min(offer.min_quantity for offer in offers) <= 1
    assert max(offer.min_quantity for offer in offers) >= 250
    assert any(len(offer.unit_costs) > 1 for offer in offers)
    assert {partner.language for partner in trade.book.partners.values()} == {"en", "zh"}


def test_the_guides_examples_are_right(tmp_path: Path) -> None:
    """The catalogue and the book that the guide shows load as they stand there."""
    blocks = re.findall(r"```yaml\n(.*?)```", (FOLDER / "README.md").read_text("utf-8"), re.S)
    assert len(blocks) == 2
    for name, text in zip(("candles.yaml", "candles.suppliers.yaml"), blocks, strict=True):
        (tmp_path / name).write_text(text, "utf-8")
    assert check_file(tmp_path / "candles.yaml").faults == ()
    assert check_file(tmp_path / "candles.suppliers.yaml").faults == ()
