"""Pools: what joining would mean, and how one stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiogram.utils.formatting import Bold, Italic, Text

from bot.telegram.texts import Texts, lines

Data = Mapping[str, Any]


def offer(data: Data, currency: str, t: Texts) -> list[Text]:
    """Under the options: the same, for less, if it can wait."""
    alone, day = t.money(data["alone"], currency), Bold(t.date(data["latest"]))
    product, price = data["product"], Bold(t.money(data["price"], currency))
    following = None if data["next_price"] is None else Bold(t.money(data["next_price"], currency))
    if data["members"]:
        friends = t.say("🫂 Your friends' pool for {product}", product=product)
        pooling = t.say("🫂 Can it wait? There is a pool for {product}", product=product)
        found: list[Text] = [Bold(friends if data["invited"] else pooling)]
        found.append(
            t.count(
                "Made together with {n} other order, yours costs {price} instead of {alone}.",
                "Made together with {n} other orders, yours costs {price} instead of {alone}.",
                data["members"],
                price=price,
                alone=alone,
            )
        )
        if following is not None:
            found.append(t.say("With one more like it: {price}.", price=following))
    else:
        found = [
            Bold(t.say("🫂 Can it wait? Start a pool", product=product)),
            t.say(
                "With one more order like yours it costs {price} instead of {alone}, and less the more join.",
                price=following or price,
                alone=alone,
            ),
        ]
    found.append(
        t.say(
            "The pool closes {moment} at the latest; yours arrives by {day}, and never costs more than {alone}.",
            moment=Bold(t.moment(data["closes"])),
            day=day,
            alone=alone,
        )
    )
    return found


def pool(data: Data, t: Texts) -> Text:
    """How it stands: who is in it as a number, what it costs now and next, until when."""
    if not data["members"]:
        return t.say("Order {number} is in no pool any more.", number=data["number"])
    currency = data["currency"]
    alone = t.money(data["alone"], currency)
    parts: list[Text | None] = [
        Bold(t.say("🫂 Order {number} is in the pool for {product}", number=data["number"], product=data["product"])),
        t.count(
            "{n} order so far: yours", "{n} orders so far, {pieces} pieces", data["members"], pieces=data["pieces"]
        ),
    ]
    if data["price"] is not None and data["price"] < data["alone"]:
        saved = t.money(data["alone"] - data["price"], currency)
        price = Bold(t.money(data["price"], currency))
        parts.append(t.say("💰 Yours costs {price} now, {saved} less than alone", price=price, saved=saved))
    else:
        parts.append(t.say("💰 Yours costs {price}, as alone, until others join", price=Bold(alone)))
    if data["next_price"] is not None:
        parts.append(t.say("📉 {price} with one more order", price=Bold(t.money(data["next_price"], currency))))
    parts += [
        t.say("⏳ It closes {moment} at the latest", moment=Bold(t.moment(data["closes"]))),
        t.say("📅 With you by {day} at the latest", day=Bold(t.date(data["latest"]))),
        Italic(
            t.say(
                "What you make together is shared by how much of it is yours, so that nobody pays more than alone. "
                "Leaving is free until it closes."
            )
        ),
        t.say("Friends who want one too? Send them this: {link}", link=data["link"]) if data.get("link") else None,
    ]
    return lines(*parts)


def made(data: Data, t: Texts) -> Text:
    """It has closed: what each pays, and by which rule."""
    currency = data["currency"]
    price, alone = Bold(t.money(data["price"], currency)), t.money(data["alone"], currency)
    return lines(
        Bold(
            t.count(
                "🫂 The pool has closed: yours is made by itself",
                "🫂 The pool has closed: {n} orders are made together",
                data["members"],
            )
        ),
        t.say(
            "You pay {price} instead of {alone}, and have it by {day}.",
            price=price,
            alone=alone,
            day=t.date(data["arrives"]),
        )
        if data["price"] < data["alone"]
        else t.say("You pay {price}, as alone, and have it by {day}.", price=price, day=t.date(data["arrives"])),
        Italic(
            t.say(
                "What is made together is shared by how much of it is everybody's own, and freight is everybody's own; "
                "nobody, and no group of you, pays more than without the others."
            )
        )
        if data["members"] > 1
        else None,
        t.say("The makers are being asked now."),
    )


def all_pools(data: Data, t: Texts) -> Text:
    """/pools."""
    if data["off"]:
        return t.say("There are no pools: POOL_HOURS is 0.")
    if not data["pools"]:
        return t.say("No pools yet. One begins when somebody who can wait starts it.")
    return lines(
        Bold(t.say("🫂 Pools")),
        *(_line(found, t) for found in data["pools"]),
        Italic(t.say("/pool N shows one; /pool N close ends it now, /pool N extend 24 gives it 24 hours more.")),
    )


def _line(found: Data, t: Texts) -> Text:
    parts = {
        "number": found["pool"],
        "product": Bold(found["product"]),
        "orders": t.count("{n} order", "{n} orders", found["members"]),
        "pieces": t.count("{n} piece", "{n} pieces", found["pieces"]),
    }
    match found["status"]:
        case "open":
            moment = t.moment(found["closes"])
            return t.say("🟢 {number}: {product}, {orders}, {pieces}, closes {moment}", **parts, moment=moment)
        case "closing":
            return t.say("🟡 {number}: {product}, {orders}, {pieces}, being planned", **parts)
        case "made":
            saved = t.money(found["saved"], found["currency"])
            made = {**parts, "order": found["order"], "saved": saved, "setups": found["setups"] or 0}
            return t.say(
                "🏁 {number}: {product}, {orders}, {pieces}, made as order {order}: "
                "{saved} less than alone, {setups} runs saved",
                **made,
            )
        case _:
            return t.say("⚪️ {number}: {product}, nobody is in it any more", **parts)


def one_pool(data: Data, t: Texts) -> Text:
    """/pool N."""
    act = {
        "close": t.say("It closes now."),
        "extend": t.say("It closes later; no member's date is put at risk."),
    }.get(data["act"])
    members = [
        t.say(
            "    order {number}: {pieces} pieces, {price} instead of {alone}, by {day}",
            number=one["number"],
            pieces=t.number(one["pieces"]),
            price=t.money(one["alone"] if one["price"] is None else one["price"], data["currency"]),
            alone=t.money(one["alone"], data["currency"]),
            day=t.date(one["latest"]),
        )
        for one in data["orders"]
    ]
    return lines(_line(data, t), *members, act)


def pool_how(data: Data, t: Texts) -> Text:
    if not data["found"]:
        return t.say("There is no such pool. /pools lists them.")
    return t.say("Write /pool N, /pool N close, or /pool N extend HOURS (up to 720).")


def pool_not_open(data: Data, t: Texts) -> Text:
    return t.say("Pool {number} has closed already, so there's nothing to steer. /pools lists them.", **_number(data))


def _number(data: Data) -> dict[str, Any]:
    return {"number": data["number"]}


def in_pool(data: Data, t: Texts) -> Text:
    """Words that change nothing about an order in a pool."""
    return t.say(
        "Order {number} waits in a pool, so I can't change it now. Leave the pool first (it costs nothing): "
        "/orders shows the button. A new wish starts a new order.",
        **_number(data),
    )


def pool_welcome(data: Data, t: Texts) -> Text:
    return lines(
        Bold(t.say("🫂 You are invited to a pool for {product}", product=data["product"])),
        t.count(
            "{n} order is in it. Say what yours should be like, and I'll show what it costs with them.",
            "{n} orders are in it. Say what yours should be like, and I'll show what it costs with them.",
            data["members"],
        ),
        t.say("It closes {moment} at the latest.", moment=t.moment(data["closes"])),
    )


def pool_over(data: Data, t: Texts) -> Text:
    return t.say("That pool has closed. Just tell me what you'd like: perhaps there is another one.")


def pool_for_consumers(data: Data, t: Texts) -> Text:
    return t.say("That link is for customers: this chat is a workshop's. Please pass it on to somebody who orders.")


POOL_NOTICES = {
    "pools": all_pools,
    "pool": one_pool,
    "pool_how": pool_how,
    "pool_not_open": pool_not_open,
    "in_pool": in_pool,
    "pool_welcome": pool_welcome,
    "pool_over": pool_over,
    "pool_for_consumers": pool_for_consumers,
}
