"""Time zones, by the names that people give them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from nlu.normalise import fold

#: What people call a zone, where its own name says something else.
_CALLED: Final = {
    "china": "Asia/Shanghai", "beijing": "Asia/Shanghai", "cst": "Asia/Shanghai", "中国": "Asia/Shanghai",
    "北京": "Asia/Shanghai", "上海": "Asia/Shanghai", "香港": "Asia/Hong_Kong", "台北": "Asia/Taipei",
    "台湾": "Asia/Taipei", "澳门": "Asia/Macau", "东京": "Asia/Tokyo", "日本": "Asia/Tokyo", "japan": "Asia/Tokyo",
    "新加坡": "Asia/Singapore", "伦敦": "Europe/London", "london": "Europe/London", "首尔": "Asia/Seoul",
    "india": "Asia/Kolkata", "germany": "Europe/Berlin", "france": "Europe/Paris",
}  # fmt: skip
_OFFSET: Final = re.compile(r"(?:utc|gmt)\s*([+-]\s*\d{1,2})|([+-]\d{1,2})|东(八|九|七)区")
_EAST: Final = {"七": 7, "八": 8, "九": 9}


def zone_said(text: str, likely: Iterable[str], now: datetime) -> str | None:
    """The IANA name of the zone that a text means; of several with the same offset one of the `likely` ones."""
    said = fold(text).text.strip().casefold()
    called = re.sub(r"(?:时间|时区|标准时间| time(?: zone)?)$", "", said).strip()
    key = re.sub(r"[\s-]+", "_", called)
    if key in _zones():
        return _zones()[key]
    if called in _CALLED:
        return _CALLED[called]
    match = _OFFSET.fullmatch(said)
    if match is None:
        return None
    hours = _EAST[match[3]] if match[3] else int((match[1] or match[2]).replace(" ", ""))
    for zone in likely:
        if ZoneInfo(zone).utcoffset(now.replace(tzinfo=None)) == timedelta(hours=hours):
            return zone
    # By POSIX's rule the sign of these names is the other way round.
    fixed = f"Etc/GMT{-hours:+d}" if hours else "Etc/UTC"
    return fixed if fixed in available_timezones() else None


@cache
def _zones() -> dict[str, str]:
    """The zones by their whole names and by the cities in them, in small letters."""
    names = sorted(available_timezones())
    cities = {name.rpartition("/")[2].casefold(): name for name in reversed(names) if "/" in name}
    return {**cities, **{name.casefold(): name for name in names}}
