"""Several trades in one chat: the catalogue that explains a message best reads it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from nlu.reader import Reader
from nlu.standing import Standing
from planner.domain.reply import JobTerms, SupplierReading
from planner.domain.spec import Intent, Reading


class TradesReader:
    """One reader for each trade; raises ValueError without any."""

    def __init__(self, readers: Mapping[str, Reader]):
        if not readers:
            raise ValueError("at least one trade is needed: give a reader for each")
        self._readers = dict(readers)

    def read(
        self, text: str, now: datetime, standing: Standing | None = None, trade: str | None = None
    ) -> tuple[str, Reading]:
        """The trade and its reading. A trade with a draft keeps the talk unless another's product is clearly named."""
        readers = self._readers
        if trade is not None and trade not in readers:
            trade = None
        if trade is not None:
            reading = readers[trade].read(text, now, standing)
            if len(readers) == 1:
                return trade, reading
            if standing is not None and (standing.spec.items or standing.asking):
                return _keep_or_leave(readers, text, now, trade, reading)
        fresh = {name: reader.read(text, now) for name, reader in readers.items()}
        best = max(fresh, key=lambda name: (*_fit(fresh[name]), name == trade))
        if trade is not None and _fit(fresh[best]) == _fit(fresh[trade]):
            return trade, readers[trade].read(text, now, standing)
        return best, fresh[best]

    def reply(self, trade: str, text: str, now: datetime, job: JobTerms | None = None) -> SupplierReading:
        """A supplier's reply, read in its trade."""
        readers = self._readers
        return readers.get(trade, next(iter(readers.values()))).reply(text, now, job)

    def take_over(self, other: TradesReader) -> None:
        """Read as `other` does from now on; a message that is being read is read to its end as before."""
        self._readers = other._readers


def _keep_or_leave(
    readers: Mapping[str, Reader], text: str, now: datetime, trade: str, reading: Reading
) -> tuple[str, Reading]:
    own = readers[trade].read(text, now)
    if any(item.product for item in own.spec.items):
        return trade, reading
    others = {name: reader.read(text, now) for name, reader in readers.items() if name != trade}
    best = max(others, key=lambda name: _fit(others[name]))
    named = others[best].intent is Intent.ORDER and any(item.product for item in others[best].spec.items)
    # A value of the draft's own trade outweighs a product of another that has the same name.
    if named and _fit(others[best])[1:] > _fit(own)[1:]:
        return best, others[best]
    return trade, reading


def _fit(reading: Reading) -> tuple[int, int, int, int]:
    """How well a catalogue explains a message: an order, products, values, few wordings left over."""
    items = reading.spec.items
    products = sum(item.product is not None for item in items)
    values = sum(len(item.attributes) for item in items)
    return (reading.intent is Intent.ORDER, products, values, -len(reading.unknown))
