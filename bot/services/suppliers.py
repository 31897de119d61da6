"""Finding a supplier by what somebody calls it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.services.office import Trades
from planner.domain.supplier import Partner, Trade

#: Fewer letters than this are in any name.
SHORTEST = 2


@dataclass(frozen=True)
class Found:
    """A supplier, in its trade."""

    of: Trade
    partner: Partner

    @property
    def trade(self) -> str:
        return self.of.id

    @property
    def supplier(self) -> str:
        return self.partner.id

    @property
    def key(self) -> str:
        """What names it beyond doubt: `apparel/dyeworks`."""
        return f"{self.trade}/{self.supplier}"

    @property
    def facts(self) -> dict[str, str]:
        """For the audit trail."""
        return {"trade": self.trade, "supplier": self.supplier}


def everybody(trades: Trades) -> list[Found]:
    """All suppliers of all trades."""
    return [Found(trade, partner) for trade in trades for partner in trade.book.partners.values()]


def called(trades: Trades, words: str) -> list[Found]:
    """Those with just this id, name (in any language) or key."""
    wanted = " ".join(words.split()).casefold()
    return [one for one in everybody(trades) if wanted in _names(one)]


def find_suppliers(trades: Trades, words: str) -> list[Found]:
    """Those with this id, name (in any language) or key; where there are none, those whose name holds the words."""
    wanted = " ".join(words.split()).casefold()
    exactly = called(trades, words)
    if exactly or len(wanted) < SHORTEST:
        return exactly
    return [one for one in everybody(trades) if any(wanted in name for name in _names(one))]


def _names(one: Found) -> set[str]:
    names = {one.supplier, one.key, *(name for names in one.partner.names.values() for name in names)}
    return {name.casefold() for name in names}
