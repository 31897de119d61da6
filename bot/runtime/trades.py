"""The trades of this installation: catalogues and their suppliers, from files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.services.catalogue_file import load_catalogue
from bot.services.supplier_file import load_suppliers
from nlu.reader import Reader
from nlu.trades import TradesReader
from planner.domain.errors import SettingsError
from planner.domain.supplier import Trade


def load_trades(catalogues: Sequence[Path], suppliers: Sequence[Path]) -> dict[str, Trade]:
    """Each catalogue with its suppliers: the file at the same place in `suppliers`, else `X.suppliers.yaml` beside
    `X.yaml`. Raises SettingsError or DataError, saying which file and what to do."""
    if suppliers and len(suppliers) != len(catalogues):
        raise SettingsError(
            f"SUPPLIERS names {len(suppliers)} files, CATALOGUE {len(catalogues)}: give one for each, in the same order"
        )
    trades: dict[str, Trade] = {}
    for index, path in enumerate(catalogues):
        book = suppliers[index] if suppliers else path.with_suffix(".suppliers.yaml")
        for file, setting in ((path, "CATALOGUE"), (book, "SUPPLIERS")):
            if not file.exists():
                raise SettingsError(f"{setting}: there is no file {file}")
        catalogue = load_catalogue(path)
        if catalogue.id in trades:
            raise SettingsError(f"CATALOGUE: two files describe {catalogue.id!r}")
        trades[catalogue.id] = Trade(catalogue, load_suppliers(book, catalogue))
    return trades


def make_reader(trades: Mapping[str, Trade]) -> TradesReader:
    """A reader of all trades, which knows their cities."""
    return TradesReader(
        {
            name: Reader(
                trade.catalogue,
                tuple(word for names in trade.book.zones.values() for words in names.values() for word in words),
            )
            for name, trade in trades.items()
        }
    )
