"""Checks a catalogue or a book of suppliers before it is used: faults, warnings, and what is in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.services.catalogue_file import load_catalogue
from bot.services.supplier_file import load_suppliers
from bot.services.yaml_text import read_yaml_file
from planner.domain.catalogue import Catalogue
from planner.domain.catalogue_warnings import catalogue_warnings
from planner.domain.errors import DataError, Fault
from planner.domain.makeable import unmakeable
from planner.domain.supplier import SupplierBook


@dataclass(frozen=True)
class Report:
    """What a check found. `kind`: "catalogue", "suppliers", "" (the file can't tell); `counts`: what → how many."""

    source: str
    kind: str
    faults: tuple[Fault, ...] = ()
    warnings: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def sound(self) -> bool:
        return not self.faults

    def __str__(self) -> str:
        """As the command line shows it: a line each for faults, warnings, and what is in the file."""
        lines = [f"fault: {fault}" for fault in self.faults] + [f"warning: {warning}" for warning in self.warnings]
        if self.counts:
            lines.append(", ".join(f"{number} {what}" for what, number in self.counts.items()))
        verdict = "can be used" if self.sound else f"can't be used: {len(self.faults)} faults"
        return "\n".join([f"{self.source} {verdict}", *lines])


def check_file(path: Path, catalogue: Path | None = None) -> Report:
    """Check a catalogue or a suppliers file, whichever it is; nothing is raised for what is wrong in it.

    A suppliers file is checked against `catalogue`, else against the catalogue next to it that has the id it names.
    """
    kind = ""
    try:
        data = read_yaml_file(path).data
        if isinstance(data, dict) and not data.keys().isdisjoint({"suppliers", "zones", "shipping"}):
            kind = "suppliers"
            trade = load_catalogue(catalogue or _beside(path, str(data.get("catalogue"))))
            return _of_suppliers(path, trade, load_suppliers(path, trade))
        kind = "catalogue"
        return _of_catalogue(path, load_catalogue(path))
    except DataError as problem:
        faults = problem.faults
        if problem.source != str(path):
            faults = tuple(Fault(f"{problem.source}: {f.place}".rstrip(": "), f.problem, f.remedy) for f in faults)
        return Report(str(path), kind, faults)


def _beside(path: Path, trade: str) -> Path:
    """The catalogue called `trade` in the same folder. Raises DataError where there is none."""
    for other in sorted(path.parent.glob("*.y*ml"), key=lambda p: (p.stem != trade, p.name)):
        try:
            data = read_yaml_file(other).data
        except DataError:
            if other.stem == trade:
                return other
            continue
        if isinstance(data, dict) and data.get("catalogue") == trade and "products" in data:
            return other
    remedy = "put it there, correct the id, or name the catalogue's file"
    raise DataError(str(path), [Fault("catalogue", f"no catalogue '{trade}' in {path.parent}", remedy)])


def _of_catalogue(path: Path, catalogue: Catalogue) -> Report:
    choices = [a for a in catalogue.attributes.values() if a.like is None]
    counts = {
        "products": len(catalogue.products),
        "attributes": len(catalogue.attributes),
        "values": sum(len(attribute.values) for attribute in choices),
        "routing steps": sum(len(product.routing) for product in catalogue.products.values()),
        "languages": len(catalogue.locales),
    }
    return Report(str(path), "catalogue", warnings=catalogue_warnings(catalogue), counts=counts)


def _of_suppliers(path: Path, catalogue: Catalogue, book: SupplierBook) -> Report:
    offers = Counter(offer.process for partner in book.partners.values() for offer in partner.supplier.offers)
    needed = dict.fromkeys(step.process for product in catalogue.products.values() for step in product.routing)
    connected = sum(partner.telegram is not None for partner in book.partners.values())
    warnings = [
        *unmakeable(catalogue, book),
        *(f"'{process}' has one supplier: nobody can step in" for process in needed if offers[process] == 1),
        *(["no supplier has a telegram id, so nobody can be asked"] if book.partners and not connected else []),
    ]
    counts = {
        "suppliers": len(book.partners),
        "connected": connected,
        "offers": offers.total(),
        "processes": len(offers),
        "zones": len(book.zones),
        "legs": len(book.shipping.legs),
    }
    return Report(str(path), "suppliers", warnings=tuple(warnings), counts=counts)
