"""The trades of this installation: catalogues and their suppliers, from files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from bot.services.catalogue_file import load_catalogue, read_catalogue
from bot.services.supplier_file import load_suppliers, read_suppliers
from bot.services.trade_texts import Texts
from nlu.reader import Reader
from nlu.trades import TradesReader
from planner.domain.errors import SettingsError
from planner.domain.supplier import Trade


def load_trades(catalogues: Sequence[Path], suppliers: Sequence[Path]) -> dict[str, Trade]:
    """Each catalogue with its suppliers: the file at the same place in `suppliers`, else `X.suppliers.yaml` beside
    `X.yaml`. Raises SettingsError or DataError, saying which file and what to do."""
    return TradeFiles(catalogues, suppliers).load({})


class TradeFiles:
    """`bot.services.trade_texts.TradeTexts` of these files, paired as `load_trades` says. `finished`: what is done to
    the trades at last."""

    def __init__(
        self,
        catalogues: Sequence[Path],
        suppliers: Sequence[Path],
        finished: Callable[[dict[str, Trade]], dict[str, Trade]] = lambda trades: trades,
    ):
        self._catalogues = catalogues
        self._suppliers = suppliers
        self._finished = finished

    def load(self, instead: Texts) -> dict[str, Trade]:
        trades: dict[str, Trade] = {}
        for path, book in self._paths():
            catalogue = load_catalogue(path)
            if catalogue.id in trades:
                raise SettingsError(f"CATALOGUE: two files describe {catalogue.id!r}")
            if (text := instead.get((catalogue.id, "catalogue"))) is not None:
                catalogue = read_catalogue(text, f"{catalogue.id}.yaml")
            if (text := instead.get((catalogue.id, "suppliers"))) is not None:
                suppliers = read_suppliers(text, f"{catalogue.id}.suppliers.yaml", catalogue)
            else:
                suppliers = load_suppliers(book, catalogue)
            trades[catalogue.id] = Trade(catalogue, suppliers)
        return self._finished(trades)

    def texts(self) -> Texts:
        found: dict[tuple[str, str], str] = {}
        for path, book in self._paths():
            trade = load_catalogue(path).id
            found |= {(trade, "catalogue"): path.read_text("utf-8"), (trade, "suppliers"): book.read_text("utf-8")}
        return found

    def _paths(self) -> Iterator[tuple[Path, Path]]:
        if self._suppliers and len(self._suppliers) != len(self._catalogues):
            raise SettingsError(
                f"SUPPLIERS names {len(self._suppliers)} files, CATALOGUE {len(self._catalogues)}:"
                " give one for each, in the same order"
            )
        for index, path in enumerate(self._catalogues):
            book = self._suppliers[index] if self._suppliers else path.with_suffix(".suppliers.yaml")
            for file, setting in ((path, "CATALOGUE"), (book, "SUPPLIERS")):
                if not file.exists():
                    raise SettingsError(f"{setting}: there is no file {file}")
            yield path, book


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
