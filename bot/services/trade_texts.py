"""Where the trades come from: their files, and the texts that are served instead of some of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Protocol

from planner.domain.supplier import Trade

Kind = Literal["catalogue", "suppliers"]
KINDS: tuple[Kind, ...] = ("catalogue", "suppliers")
#: (trade, kind) → YAML.
Texts = Mapping[tuple[str, str], str]


class TradeTexts(Protocol):
    """The texts that make the trades."""

    def load(self, instead: Texts) -> Mapping[str, Trade]:
        """The trades, with these texts instead of their files. It takes its time: call it in a thread. Raises DataError
        with every fault, or SettingsError where a file is missing."""

    def texts(self) -> Texts:
        """What the files say, of every trade."""
