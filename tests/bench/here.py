"""The trades as they are shipped, and one day that every benchmark takes for today."""

from __future__ import annotations

import os
import platform
from datetime import datetime
from functools import cache

from bot.runtime.sandbox import with_chats
from bot.runtime.settings import CATALOGUES
from bot.runtime.trades import load_trades
from planner.domain.supplier import Trade

#: A Monday in the makers' time zone: figures do not depend on the day they are taken.
NOW = datetime(2026, 11, 23, 10)  # noqa: DTZ001 - the reader's calendar day


@cache
def shipped_trades() -> dict[str, Trade]:
    """Every trade in `catalogues/`, its suppliers with chats to reach them in."""
    return with_chats(load_trades([CATALOGUES / "apparel.yaml", CATALOGUES / "ice_cream.yaml"], ()))


def machine() -> str:
    """What the figures were taken on."""
    return f"{os.cpu_count()} cores ({platform.machine()}), {platform.system()}, Python {platform.python_version()}"
