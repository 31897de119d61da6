"""What admins see who steer an order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from aiogram.utils.formatting import Bold, Code, Text

from bot.telegram.texts import Texts, lines

Data = Mapping[str, Any]


def looking(data: Data, t: Texts) -> Text:
    return t.say("🔎 Order {number}: looking. You'll hear what comes of it.", number=data["number"])


def planned_already(data: Data, t: Texts) -> Text:
    """There is a question open that the admin's wish would only confuse."""
    number = data["number"]
    if data["choosing"]:
        return t.say("Order {number}: the customer is choosing how to go on. Try again after that.", number=number)
    return t.say("Order {number} is being planned anew right now. Try again in a moment.", number=number)


def not_with_makers(data: Data, t: Texts) -> Text:
    return t.say("Order {number} is not with any makers: there is nothing to change.", number=data["number"])


def rearranged(data: Data, t: Texts) -> Text:
    """It is done: who was asked now."""
    day = t.date(data["arrives"])
    asked = [t.say("{process}: {supplier}", process=one["process"], supplier=one["supplier"]) for one in data["asked"]]
    return lines(
        Bold(t.say("Order {number} is planned differently", number=data["number"])),
        *(Text("▪️ ", one) for one in asked),
        t.say("They have been asked; it still arrives by {day}, at the price agreed.", day=Bold(day)),
    )


def not_rearranged(data: Data, t: Texts) -> Text:
    """All stays as it is, and what could be done."""
    number = data["number"]
    if data["assigned"]:
        return lines(
            Bold(t.say("Order {number} stays as it is", number=number)),
            t.say("That maker can't do it within the date and price that were agreed."),
        )
    return lines(
        Bold(t.say("Order {number} stays as it is", number=number)),
        t.say("There is no plan that is cheaper or earlier. /assign gives a job to a maker of your choice."),
    )


def assign_what(data: Data, t: Texts) -> Text:
    """What was not clear, and what can be written."""
    number = data["number"]
    if not data["jobs"]:
        return t.say("Order {number}: work on every job has begun, so none can change hands.", number=number)
    example = Code(t.plain("/assign {number} {key} supplier", number=number, key=data["jobs"][0]["key"]))
    said: list[Text | str] = []
    if data["begun"]:
        said = [t.say("Work on that job has begun, so it can't change hands.")]
    elif data["process"] and len(data["named"]) > 1:
        said = [t.say("Which of them? {names}", names=t.any_of(data["named"]))]
    elif data["process"] and data["able"]:
        said = [t.say("{process} can also be done by: {names}", process=data["process"], names=t.all_of(data["able"]))]
    elif data["process"]:
        said = [t.say("Nobody else does {process}.", process=data["process"])]
    return lines(
        *said,
        Bold(t.say("Jobs of order {number} that can change hands", number=number)),
        *(Text(Code(job["key"]), " ", job["process"], ": ", job["supplier"]) for job in data["jobs"]),
        t.say("Write for example {command}.", command=example),
    )


def cancel_whose(data: Data, t: Texts) -> Text:
    """Before an order is called off: what has begun, and who pays."""
    number = data["number"]
    if not data["owed"]:
        return t.say("Call off order {number}? Nothing has been made yet; everybody is told.", number=number)
    owed = Bold(t.money(data["owed"], data["currency"]))
    return t.say(
        "Call off order {number}? Work for {owed} has begun, and its makers are paid. Who pays?",
        number=number,
        owed=owed,
    )


def order_called_off(data: Data, t: Texts) -> Text:
    return t.say("Order {number} is called off, and everybody knows.", number=data["number"])


STEERING_NOTICES: dict[str, Callable[[Data, Texts], Text]] = {
    "looking": looking,
    "planned_already": planned_already,
    "not_with_makers": not_with_makers,
    "rearranged": rearranged,
    "not_rearranged": not_rearranged,
    "assign_what": assign_what,
    "cancel_whose": cancel_whose,
    "order_called_off": order_called_off,
}
