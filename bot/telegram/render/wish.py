"""The card, the question, and the options."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiogram.utils.formatting import Bold, ExpandableBlockQuote, Italic, Text

from bot.telegram.render import pools
from bot.telegram.texts import Texts, lines

Data = Mapping[str, Any]


def card(data: Data, t: Texts) -> Text:
    """What was understood so far."""
    items = data["items"]
    head = {
        "draft": t.say("Your order, as I understand it"),
        "quoted": t.say("Your order, as I understand it"),
        "pooled": t.say("Order {number}: waiting in a pool", number=data["number"]),
        "placed": t.say("Order {number}: asking the makers", number=data["number"]),
        "confirming": t.say("Order {number}: asking the makers", number=data["number"]),
        "in_production": t.say("Order {number}: being made", number=data["number"]),
        "delivered": t.say("Order {number}: delivered", number=data["number"]),
        "closed": t.say("Order {number}: done", number=data["number"]),
        "confirmed": t.say("Order {number}: confirmed", number=data["number"]),
        "cancelled": t.say("Order {number}: cancelled", number=data["number"]),
        "failed": t.say("Order {number}: could not be made", number=data["number"]),
    }[data["status"]]
    return lines(
        Text("📝 ", Bold(head)),
        *(part for item in items for part in _item(item, t)),
        _deadline(data["deadline"], t),
        _budget(data["budget"], t),
        _destination(data, t),
        _unknown(data["unknown"], t),
    )


def _item(item: Data, t: Texts) -> list[Text]:
    name = item["product"] or t.plain("something")
    if item["quantity"] is None:
        head = Text("▪️ ", Bold(name))
    else:
        quantity = t.number(item["quantity"])
        if item["quantity_max"]:
            quantity = t.plain("{low} to {high}", low=quantity, high=t.number(item["quantity_max"]))
        if item["approximate"]:
            quantity = t.plain("about {quantity}", quantity=quantity)
        head = Text("▪️ ", Bold(quantity, " × ", name))
    grouped: dict[str, list[str]] = {}
    for line in item["lines"]:
        grouped.setdefault(line["name"], []).append(value(line, t))
    said = [Text("    ", name, ": ", Bold(t.all_of(values))) for name, values in grouped.items()]
    assumed = [Italic(f"{a['name']}: {a['value']}") for a in item["assumed"]]
    unless = [Text("    ", Italic(t.say("unless you say otherwise:")))] if assumed else []
    return [head, *said, *unless, *(Text("    ", a) for a in assumed)]


def value(line: Data, t: Texts) -> str:
    """One value as it was said: "10 × M", "no zip", "extra thick", "blue or sky blue?"."""
    shown = str(line["value"])
    if line["modifier"]:
        shown = t.plain("{modifier} {value}", modifier=line["modifier"], value=shown)
    if line["alternatives"]:
        shown = t.plain("{choices}?", choices=t.any_of([shown, *line["alternatives"]]))
    if line["quantity"] is not None:
        shown = f"{t.number(line['quantity'])} × {shown}"
    return t.plain("no {value}", value=shown) if line["excluded"] else shown


def _deadline(deadline: Data | None, t: Texts) -> Text | None:
    if deadline is None:
        return None
    day = Bold(t.date(deadline["date"]))
    return {
        "by": t.say("📅 by {day}", day=day),
        "before": t.say("📅 before {day}", day=day),
        "on": t.say("📅 on {day}", day=day),
        "around": t.say("📅 around {day}", day=day),
    }[deadline["bound"]]


def _budget(budget: Data | None, t: Texts) -> Text | None:
    if budget is None:
        return None
    amount = Bold(t.amount(budget["amount"], budget["currency"]))
    said = {
        ("max", "unit"): t.say("💰 at most {amount} each", amount=amount),
        ("max", "order"): t.say("💰 at most {amount} in all", amount=amount),
        ("about", "unit"): t.say("💰 about {amount} each", amount=amount),
        ("about", "order"): t.say("💰 about {amount} in all", amount=amount),
        ("min", "unit"): t.say("💰 at least {amount} each", amount=amount),
        ("min", "order"): t.say("💰 at least {amount} in all", amount=amount),
    }[budget["bound"], budget["per"]]
    if budget["comparable"]:
        return said
    return lines(said, Italic(t.say("    Our makers' prices are in another currency, so please compare yourself.")))


def _destination(data: Data, t: Texts) -> Text | None:
    if not data["destination"]:
        return None
    place = t.say("📍 to {place}", place=Bold(data["destination"]))
    if not data["outside"]:
        return place
    return lines(place, Italic(t.say("    Outside the cities we know: the general freight rate applies.")))


def _unknown(unknown: list[str], t: Texts) -> Text | None:
    if not unknown:
        return None
    return t.say("🤔 I didn't get: {wordings}", wordings=Italic(", ".join(unknown)))


def question(data: Data, t: Texts) -> Text:
    """The one open question."""
    if data["place"] is None:
        return t.say("Anything else?")
    product = data["product"] or t.plain("it")
    ask = _asked(data, product, t)
    if data["item"]:
        return lines(Italic(t.say("Item {n}", n=data["item"])), ask)
    return ask


def _asked(data: Data, product: str, t: Texts) -> Text:
    name = Bold(data["attribute"])
    if data["why"] == "sum":
        said, total = (t.number(n) for n in data["sums"])
        return t.say("You said {said}, but the parts add up to {total}. How many in all?", said=said, total=total)
    if data["why"] == "limit":
        low, high = (t.number(n) for n in data["sums"])
        if data["sums"][1]:
            return t.say("{product}: we can make {low} to {high}. How many?", low=low, high=high, product=product)
        return t.say("{product}: we can make {low} or more. How many?", low=low, product=product)
    if data["why"] == "ambiguous":
        return t.say("“{said}” can mean several things. Which {attribute}?", said=data["said"], attribute=name)
    match data["place"]:
        case "product":
            return t.say("What shall we make?")
        case "quantity":
            return t.say("{product}: how many do you need?", product=Bold(product))
        case "destination":
            return t.say("Where shall it go? Pick a city, or type one.")
    if data["more"]:
        return t.say("Which {attribute}? Pick one, or type any other.", attribute=name)
    if data["split"]:
        return t.say("Which {attribute}? Pick one for all, or type a mix such as “10 M, 20 L”.", attribute=name)
    if data["kind"] == "file":
        return t.say("Please send the file for {attribute}.", attribute=name)
    if data["kind"] == "choice":
        return t.say("Which {attribute}?", attribute=name)
    return t.say("What should {attribute} be? Just type it.", attribute=name)


def planning(data: Data, t: Texts) -> Text:
    """Being worked on."""
    if again := _again(data["again"], t):
        return again
    return t.say("🔎 Thanks, that's all I need. Asking the planner for the best makers …")


def _again(why: str, t: Texts) -> Text | None:
    """Why the options are not those that were chosen from."""
    match why:
        case "taken":
            return t.say("Somebody just took a place that this needed, so I've looked again.")
        case "stale":
            return t.say("The last options were out of date, so I've looked again.")
        case "pool_left":
            return t.say("You've left the pool. This is what can be had alone.")
        case "pool_released":
            return t.say(
                "The pool can't make yours in time, I'm sorry. This is what can be had alone; you owe nothing."
            )
    return None


def labels(found: list[str], t: Texts) -> str:
    """What an option is best at."""
    names = {
        "cheapest": t.plain("cheapest"),
        "fastest": t.plain("fastest"),
        "safest": t.plain("most reliable"),
    }
    return t.all_of(names[label] for label in found)


def options(data: Data, t: Texts) -> Text:
    """What can be chosen: price, date, who makes it."""
    currency = data["currency"]
    parts: list[Text | str] = [Italic(again)] if (again := _again(data["again"], t)) else []
    parts += [Bold(t.count("Here is the one way to make it:", "Here are {n} ways to make it:", len(data["options"])))]
    for option in data["options"]:
        price, day = Bold(t.money(option["price"], currency)), Bold(t.date(option["arrives"]))
        parts.append(Text("⭐ ", Bold(labels(option["labels"], t).capitalize())))
        if option["each"]:
            each = t.money(option["each"], currency)
            parts.append(t.say("{price} in all ({each} each), with you by {day}", price=price, each=each, day=day))
        else:
            parts.append(t.say("{price} in all, with you by {day}", price=price, day=day))
        makers = [
            t.say(
                "{process}: {supplier}, {city}, {price}",
                **{k: m[k] for k in ("process", "supplier", "city")},
                price=t.money(m["cost"], currency),
            )
            for m in option["makers"]
        ]
        extras = t.say(
            "freight {freight}, our share {service}; all of them keep their word {reliability} of the time",
            freight=t.money(option["freight"], currency),
            service=t.money(option["service"], currency),
            reliability=t.percent(option["reliability"]),
        )
        parts.append(ExpandableBlockQuote(lines(*makers, Italic(extras))))
    if data["range"]:
        parts.append(t.say("Prices are for the smaller quantity that you named."))
    if data.get("pool"):
        parts += ["", *pools.offer(data["pool"], currency, t)]
    parts.append(t.say("Tap one to order it. Nothing is binding before that."))
    return lines(*parts)


def refusal(data: Data, t: Texts) -> Text:
    """Why nothing fits, and what would."""
    parts: list[Text | str] = [Bold(t.say("Nobody can make it quite like that:"))]
    parts += [Text("▪️ ", reason(r, t)) for r in data["reasons"]]
    if data["ways"]:
        parts += ["", t.say("But this would work:")]
        parts += [Text(f"{n}. ", way_out(way, data["currency"], t)) for n, way in enumerate(data["ways"], start=1)]
    parts += ["", t.say("You can also change anything: just write it.")]
    return lines(*parts)


def reason(found: Data, t: Texts) -> Text:
    """One constraint that stands in the way."""
    process = found["process"]
    match found["code"]:
        case "due":
            return t.say("It can't arrive by that day.")
        case "capacity":
            if process:
                return t.say("All makers for {process} are full until then.", process=process)
            return t.say("The makers are full until then.")
        case "budget":
            return t.say("It costs more than you want to spend.")
        case "quantity":
            return t.say("It is more than our makers can do in that time.")
        case _:
            if process:
                return t.say("No maker does {process} like that.", process=process)
            return t.say("No maker does it like that.")


def way_out(way: Data, currency: str, t: Texts) -> Text:
    """One change that would make it possible."""
    day = t.date(way["due"]) if "due" in way else ""
    price = t.money(way["price"], currency) if "price" in way else ""
    if way.get("swaps"):
        swaps = [t.plain("{instead} instead of {value}", instead=s["instead"], value=s["value"]) for s in way["swaps"]]
        return Text(t.all_of(swaps))
    if "quantity" in way:
        return t.say("{quantity} pieces instead", quantity=t.number(way["quantity"]))
    if day and price:
        return t.say("by {day}, for {price} in all", day=day, price=price)
    if price:
        return t.say("for {price} in all", price=price)
    return t.say("by {day}", day=day)
