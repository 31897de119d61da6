"""What admins see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from aiogram.utils.formatting import Bold, Text

from bot.telegram.render.broadcasts import BROADCAST_NOTICES
from bot.telegram.render.catalogue import CATALOGUE_NOTICES
from bot.telegram.render.demand import DEMAND_NOTICES
from bot.telegram.render.exports import EXPORT_NOTICES
from bot.telegram.render.house import HOUSE_NOTICES
from bot.telegram.render.notices import order_line
from bot.telegram.render.order_sheet import ORDER_SHEET_NOTICES
from bot.telegram.render.oversight import OVERSIGHT_NOTICES
from bot.telegram.render.parts import PART_NOTICES
from bot.telegram.render.pools import POOL_NOTICES
from bot.telegram.render.prices import PRICE_NOTICES
from bot.telegram.render.set_up import SET_UP_NOTICES
from bot.telegram.render.stats import stats
from bot.telegram.render.steering import STEERING_NOTICES
from bot.telegram.render.teaching import TEACHING_NOTICES
from bot.telegram.render.workshop import WORKSHOP_NOTICES
from bot.telegram.texts import Texts, lines

Data = Mapping[str, Any]


def all_orders(data: Data, t: Texts) -> Text:
    """Everybody's newest orders."""
    if not data["orders"]:
        return t.say("No orders yet.")
    return lines(
        Bold(t.say("The newest orders")),
        *(order_line(o, t) for o in data["orders"]),
        t.say("/order and a number shows one of them."),
    )


def suppliers(data: Data, t: Texts) -> Text:
    """Who there is in a trade; a long list comes in several messages."""
    trade = data["trade"]
    head = t.count("{trade}: {n} supplier", "{trade}: {n} suppliers", trade["count"], trade=trade["trade"])
    return lines(Bold(head), *(_supplier(s, t) for s in trade["suppliers"]))


def _supplier(found: Data, t: Texts) -> Text:
    parts = {"name": found["name"], "city": found["city"], "processes": ", ".join(found["processes"])}
    if found["reachable"]:
        return t.say("{name}, {city}: {processes}", **parts)
    return t.say("📵 {name}, {city}: {processes}", **parts)


ADMIN_NOTICES: dict[str, Callable[[Data, Texts], Text]] = {
    "all_orders": all_orders,
    "suppliers": suppliers,
    "stats": stats,
    **BROADCAST_NOTICES,
    **POOL_NOTICES,
    **CATALOGUE_NOTICES,
    **DEMAND_NOTICES,
    **EXPORT_NOTICES,
    **ORDER_SHEET_NOTICES,
    **OVERSIGHT_NOTICES,
    **STEERING_NOTICES,
    **TEACHING_NOTICES,
    **HOUSE_NOTICES,
    **WORKSHOP_NOTICES,
    **PRICE_NOTICES,
    **PART_NOTICES,
    **SET_UP_NOTICES,
}
