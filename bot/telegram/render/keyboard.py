"""Buttons: labels in the reader's language, and nothing but an action id behind each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.telegram.render.set_up_labels import set_up_label
from bot.telegram.texts import Texts

#: Marks a press as one of our actions; ids are at most 60 bytes, Telegram allows 64 in all.
PREFIX = "a:"


def keyboard(
    rows: Sequence[Sequence[Mapping[str, Any]]], data: Mapping[str, Any], t: Texts
) -> InlineKeyboardMarkup | None:
    """The inline keyboard of a payload; None where it has no buttons."""
    if not rows:
        return None
    number = 0
    shown: list[list[InlineKeyboardButton]] = []
    for row in rows:
        cells = []
        for cell in row:
            number += 1
            cells.append(
                InlineKeyboardButton(
                    text=cell["label"] if cell.get("literal") else label(cell["label"], number, data, t),
                    callback_data=PREFIX + cell["action"],
                    style=cell.get("style"),
                )
            )
        shown.append(cells)
    return InlineKeyboardMarkup(inline_keyboard=shown)


def label(name: str, number: int, data: Mapping[str, Any], t: Texts) -> str:
    """The text on a button. `number`: its position, for buttons that are numbered like the lines above them."""
    if name.startswith("choose_"):
        option = data["options"][number - 1]
        price, day = t.money(option["price"], data["currency"]), t.date(option["arrives"])
        match name.removeprefix("choose_"):
            case "cheapest":
                return t.plain("Cheapest: {price}, {day}", price=price, day=day)
            case "fastest":
                return t.plain("Fastest: {price}, {day}", price=price, day=day)
            case _:
                return t.plain("Most reliable: {price}, {day}", price=price, day=day)
    if name == "join_pool":
        offer = data["pool"]
        lowest = t.money(
            offer["price"] if offer["members"] else offer["next_price"] or offer["price"], data["currency"]
        )
        return t.plain("🫂 Join: {price} together", price=lowest) if offer["members"] else t.plain("🫂 Start a pool")
    if name == "field":
        return _field(data["fields"][number - 1], t)
    if name == "later":
        return t.count("{n} day", "{n} days", data["days"][number - 1]).render()[0]
    if name == "tap":
        key, kind = data["taps"][number - 1]
        return f"{key} {label(kind, number, data, t)}"
    if name.startswith("setup_"):
        return set_up_label(name.removeprefix("setup_"), data, t)
    if name == "workshop_pick":
        return str(data["picks"][number - 1])
    return {
        "workshop_yes": t.plain("Yes, right"),
        "workshop_no": t.plain("No, leave it"),
        "teach_yes": t.plain("Yes, right"),
        "teach_no": t.plain("No, leave it"),
        "use_it": t.plain("Use it"),
        "leave_it": t.plain("Leave it"),
        "give_back_job": t.plain("Give it back"),
        "material": t.plain("🧵 I need material"),
        "pass_anyone": t.plain("Whoever says yes first"),
        "pass_fewer": t.plain("Ask for {n}", n=data.get("fewer", "")),
        "pass_back": t.plain("No, I keep all of it"),
        "accept": t.plain("✅ Accept"),
        "decline": t.plain("❌ Decline"),
        "agree": t.plain("Yes, go on"),
        "take": t.plain("Take {number}", number=number),
        "give_back": t.plain("Yes, give it back"),
        "started": t.plain("🛠 Begun"),
        "ready": t.plain("📦 Ready"),
        "shipped": t.plain("🚚 Sent"),
        "delayed": t.plain("🐢 Later"),
        "all_arrived": t.plain("✅ All here"),
        "something_missing": t.plain("⚠️ Something is missing"),
        "it_came": t.plain("✅ It has come"),
        "pause": t.plain("⏸ No new jobs for now"),
        "resume": t.plain("▶️ Ask again for new jobs"),
        "broadcast_send": t.plain("📣 Send it"),
        "stop": t.plain("Stop"),
        "demand_daily": t.plain("Tell me daily"),
        "demand_weekly": t.plain("Tell me weekly"),
        "demand_never": t.plain("Don't tell me"),
        "older": t.plain("Older"),
        "cancel_ours": t.plain("Call it off at our cost"),
        "cancel_theirs": t.plain("Call it off, the customer pays"),
        "go_on": t.plain("▶️ Go on with it"),
        "order_again": t.plain("🔁 Order it again"),
        "change": t.plain("✏️ Change"),
        "leave": t.plain("Leave it as it is"),
        "no_deadline": t.plain("Any day will do"),
        "no_budget": t.plain("No limit"),
        "cancel_order": t.plain("Cancel the order"),
        "cancel_sure": t.plain("Yes, call it off"),
        "timeline": t.plain("🗓 Timeline"),
        "price_curve": t.plain("📈 Price by day"),
        "why_price": t.plain("Why this price?"),
        "why_not_sooner": t.plain("Why not sooner?"),
        "way_out": t.plain("Take {number}", number=number),
        "leave_pool": t.plain("Leave the pool"),
    }[name]


def _field(field: Mapping[str, Any], t: Texts) -> str:
    """A field of a wish, with what stands there."""
    match field["kind"]:
        case "quantity":
            shown = t.plain("How many: {value}", value=field["value"])
        case "destination":
            shown = t.plain("Where to: {value}", value=field["value"])
        case "deadline":
            shown = t.plain("By when")
        case "budget":
            shown = t.plain("How much it may cost")
        case _ if field["value"]:
            shown = t.plain("{name}: {value}", name=field["name"], value=field["value"])
        case _:
            shown = field["name"]
    return t.plain("{n}. {field}", n=field["of"], field=shown) if field["of"] else shown
