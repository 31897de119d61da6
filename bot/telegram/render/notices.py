"""Greetings, help, lists, and polite refusals."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from aiogram.utils.formatting import Bold, Italic, Text

from bot.telegram.menu import admin_menu
from bot.telegram.render import pools, progress, reasons, score, worklist
from bot.telegram.render.placed import tracking
from bot.telegram.render.wish import card
from bot.telegram.texts import Texts, lines

Data = Mapping[str, Any]


def notice(data: Data, t: Texts) -> Text:
    """The notice that `data["code"]` names."""
    return _NOTICES.get(data["code"], refused)(data, t)


def in_words(data: Data, t: Texts) -> Text:
    """What a reaction says, where nobody can react; nothing where something else says it."""
    return notice(data, t) if data["code"] else Text("")


def refused(data: Data, t: Texts) -> Text:
    """Why something can't be done (any more), and what can."""
    return Text(refusal_text(data["code"], t))


def refusal_text(code: str, t: Texts) -> str:
    """The short answer to something that is not possible; also shown above a button that was pressed."""
    known = {
        "done": t.plain("Done"),
        "order_placed": t.plain("This order is placed already."),
        "order_over": t.plain("This order is over."),
        "pool_closed": t.plain("That pool has closed. Please choose from the newest message."),
        "pool_joined": t.plain("Your order is in that pool already."),
        "pool_not_in": t.plain("Your order is in no pool any more."),
        "option_gone": t.plain("That offer has changed. Please choose from the newest message."),
        "nothing_proposed": t.plain("There's nothing to agree to any more."),
        "job_gone": t.plain("That job is no longer yours to answer."),
        "job_accepted": t.plain("You've taken this job already."),
        "job_declined": t.plain("You've declined this job already."),
        "job_countered": t.plain("You've named other terms already; we'll be back at once."),
        "job_expired": t.plain("The time to answer this job is over."),
        "job_started": t.plain("You've begun with this job already."),
        "job_ready": t.plain("This job is ready already."),
        "job_shipped": t.plain("This job is on its way already."),
        "job_received": t.plain("This job is done already."),
        "not_yet": t.plain("Not all makers have said yes yet. You'll hear when it's on."),
        "answer_first": t.plain("Please accept or decline this job first."),
        "day_over": t.plain("That day is over. Which day will it be?"),
        "arrived_already": t.plain("You've told me that already. Thank you!"),
        "quantity_unclear": t.plain("I don't understand that number. How much came whole?"),
        "not_sent": t.plain("It has not been sent yet. You'll hear when it is."),
        "not_delivered": t.plain("That order has not arrived yet."),
        "button_used": t.plain("You've pressed that already."),
        "picture_above": t.plain("Nothing has moved: the timeline above is up to date."),
        "pass_planning": t.plain("This order is being planned anew just now. Please try again when that is settled."),
        "pass_asked": t.plain("Somebody is asked already. You hear it as soon as they answer."),
        "pass_whole": t.plain("This job can't be divided. If you can't make it, write what you could do."),
        "pass_begun": t.plain("You've begun, so a part of it has to stay with you. How many are not made yet?"),
        "pass_nobody": t.plain("Nobody can take that over as it stands now. Please ask again."),
        "pass_too_dear": t.plain("That would cost more than your own pay for the job."),
        "pass_over": t.plain("That is settled already."),
        "job_withdrawn": t.plain("This job was taken back."),
        "button_old": t.plain("That button is from an older message. Please use the newest one."),
        "button_unknown": t.plain("That button isn't yours, or no longer works."),
        "admins_only": t.plain("That is for admins."),
        "nothing_to_cancel": t.plain("There's no open order to cancel."),
        "choose_with_button": t.plain("Which one? Please tap one of the options above, or write what to change."),
        "unknown_command": t.plain("I don't know that command. /help shows what I can do."),
        "no_use_for_file": t.plain("Thanks! Tell me first what it is for, then send it again."),
        "no_files_on_this": t.plain("Thanks, but this can't be made from a picture. Please describe it in words."),
        "file_known": t.plain("I have that file already."),
        "file_too_late": t.plain("Thanks, but what that is for has been made already."),
        "setup_tick_one": t.plain("At least one must stay ticked."),
        "setup_decided": t.plain("That is settled already, or they took it back to change it. See the newest message."),
        "setup_somebody": t.plain("This chat speaks for another supplier by now. Please reject it."),
        "setup_outdated": t.plain("What we sell has changed since. Please reject it, and invite them anew."),
        "setup_open": t.plain(
            "You are setting up a workshop already: /setup goes on. The link stays good for another."
        ),
        "suppliers_only": t.plain("That is for suppliers."),
        "busy": t.plain("That just changed. Please try once more."),
        "text_only": t.plain("I can read text only. Please write it."),
    }
    return known.get(code, known["button_old"])


def welcome(data: Data, t: Texts) -> Text:
    """Who we are, and what to write."""
    if data["role"] == "supplier":
        return lines(
            Bold(t.say("Welcome! Here you get jobs that fit your workshop.")),
            t.say("Each comes with what, how many, when and for how much. Tap Accept or Decline, or just write back."),
            t.say("/jobs shows what is open. /help tells more."),
        )
    return lines(
        Bold(t.say("Hello! Tell me what you'd like made, in your own words.")),
        t.say("I can have these made: {products}.", products=t.all_of(data["products"])),
        t.say("For example: {example}", example=Italic(example(t))),
        t.say("I'll ask only for what is missing, and find the makers, the price and the date."),
    )


def example(t: Texts) -> str:
    """A sentence to start with."""
    return t.plain("30 navy hoodies with a metal zip, 10 M and 20 L, by next Friday, under ¥150 each")


def help_text(data: Data, t: Texts) -> Text:
    """What each role can do."""
    if data["role"] == "supplier":
        return lines(
            Bold(t.say("Your jobs")),
            t.say("/jobs: what waits for your answer, what to do today, and what comes"),
            t.say("Answer with the buttons, or write: “ok”, “no, full this week”, “ok, but 12.50 each”."),
            t.say("Reply to a message to answer about that very job."),
            t.say("Once it's on: tap Begun, Ready, Sent, or write it; send a picture if you like."),
            t.say("/away, /capacity, /hours: your workshop. Or just write “closed next week”, “only 50 a day today”."),
            t.say("/prices: what you ask for, and a file to change it with"),
            t.say("/pass: have somebody else make a part of a job that is too much for you."),
            t.say("/material: order what you need yourself, to your workshop"),
            t.say("/tell dyeing Hello: write to another maker of your order. /score: how you are doing."),
        )
    parts: list[Text | str] = [
        Bold(t.say("How it works")),
        t.say("1. Write what you want: how many, which colour, by when, for how much."),
        t.say("2. Answer what I ask; change anything at any time by writing it."),
        t.say("3. Choose an option. I ask the makers, remind them, and find others if one can't."),
        t.say("Send pictures or files of your artwork: they go to the makers who need them."),
        t.say("Later, just ask: “where is my order?”, “the same again, but in black”."),
        t.say("/orders shows your orders, /cancel calls one off, /forget makes me forget you."),
        t.say("For example: {example}", example=Italic(example(t))),
    ]
    if data["role"] == "admin":
        parts += ["", Bold(t.say("For admins"))]
        parts += [Text(f"/{one.command}: {one.description}") for one in admin_menu(t)]
        parts.append(t.say("/invite new: a link for a workshop that is in no book yet"))
        parts.append(t.say("/export 2026-10: the orders of a month as files, /export json for programs"))
    return lines(*parts)


def not_understood(data: Data, t: Texts) -> Text:
    """Nothing in it could be read as an order."""
    return lines(
        t.say("Sorry, I didn't find anything in that which we can make."),
        t.say("I can have these made: {products}.", products=t.all_of(data["products"])),
        t.say("For example: {example}", example=Italic(example(t))),
    )


def draft_stands(data: Data, t: Texts) -> Text:
    """Something was written into a draft that changes nothing in it."""
    head = t.say("I didn't get that.")
    if data["unknown"]:
        head = t.say("🤔 I didn't get: {wordings}", wordings=Italic(", ".join(data["unknown"])))
    return lines(
        head,
        t.say("Your order stands as it was. Write what to change, answer the question above, or /cancel it."),
    )


def draft_waits(data: Data, t: Texts) -> Text:
    """Somebody is back, and their order is not finished."""
    return lines(t.say("You were writing an order. Shall we go on?"), order_line(data["order"], t))


def asked(data: Data, t: Texts) -> Text:
    """A question: we can't answer it yet, so we say what we can do."""
    return lines(
        t.say("Good question! I'm best at orders: tell me what you'd like, and I'll show price, date and makers."),
        t.say("I can have these made: {products}.", products=t.all_of(data["products"])),
    )


def status_name(status: str, t: Texts) -> str:
    """Where an order stands, in a word or two."""
    return {
        "draft": t.plain("being written"),
        "quoted": t.plain("waiting for your choice"),
        "pooled": t.plain("waiting in a pool"),
        "confirming": t.plain("asking the makers"),
        "placed": t.plain("asking the makers"),
        "confirmed": t.plain("confirmed"),
        "in_production": t.plain("being made"),
        "delivered": t.plain("delivered"),
        "closed": t.plain("done"),
        "cancelled": t.plain("cancelled"),
        "failed": t.plain("could not be made"),
    }.get(status, status)


def items_text(order: Data, t: Texts) -> str:
    """ "30 × hoodie"."""
    names = []
    for item in order["items"]:
        name = item["names"].get(t.language) or next((n for n in item["names"].values() if n), None)
        name = name or t.plain("something")
        names.append(name if item["quantity"] is None else f"{t.number(item['quantity'])} × {name}")
    return t.all_of(names)


def order_line(order: Data, t: Texts) -> Text:
    """One order in a line."""
    parts = {
        "number": order["number"],
        "items": Bold(items_text(order, t)),
        "status": status_name(order["status"], t),
    }
    if order["price"] is None:
        return t.say("{number}: {items}, {status}", **parts)
    parts |= {"price": t.money(order["price"], order["currency"]), "day": t.date(order["arrives"])}
    return t.say("{number}: {items}, {status}, {price}, by {day}", **parts)


def orders(data: Data, t: Texts) -> Text:
    """The consumer's orders."""
    if not data["orders"]:
        return t.say("You have no orders yet. Just write what you'd like made.")
    return lines(
        Bold(t.say("Your orders")),
        *(order_line(o, t) for o in data["orders"]),
        t.say("Tap a number to see how far it is, or to order it again."),
    )


def my_order(data: Data, t: Texts) -> Text:
    """One of the consumer's orders: what it is, and how far."""
    tracked = ("", tracking(data["tracking"], t)) if data["tracking"] else ()
    return lines(card(data["order"], t), *tracked, *(("", pools.pool(data["pool"], t)) if data.get("pool") else ()))


def cancel_placed(data: Data, t: Texts) -> Text:
    if data.get("owed"):
        owed = Bold(t.money(data["owed"], data["currency"]))
        return t.say(
            "Order {number}: some of it has been made already. Calling it off costs you {owed}. Really?",
            number=data["number"],
            owed=owed,
        )
    return t.say("Order {number} is with the makers already. Really call it off?", number=data["number"])


def how_many_missing(data: Data, t: Texts) -> Text:
    return t.say(
        "I'm sorry! How many pieces of order {number} are missing or can't be used? Write for example “2 missing”.",
        number=data["number"],
    )


def with_makers(data: Data, t: Texts) -> Text:
    """Words that change nothing about an order that is placed."""
    return lines(
        order_line(data["order"], t),
        t.say("It is with the makers, so I can't change it now. /cancel calls it off; a new wish starts a new order."),
    )


def passed_on(data: Data, t: Texts) -> Text:
    return t.say("There's no open job to answer, so I've passed that on. /jobs shows what you have taken on.")


def supplier_writes(data: Data, t: Texts) -> Text:
    return lines(t.say("💬 {supplier} writes:", supplier=Bold(data["supplier"])), Italic(data["text"]))


def which_job(data: Data, t: Texts) -> Text:
    return t.say(
        "Several jobs wait for you ({keys}). Please use a job's buttons, reply to its message, or write its number.",
        keys=", ".join(data["keys"]),
    )


def your_id(data: Data, t: Texts) -> Text:
    return t.say("Your Telegram id is {id}.", id=data["id"])


def files_enough(data: Data, t: Texts) -> Text:
    return t.count(
        "An order can have {n} file. If there is more, please put it into one .zip or .pdf.",
        "An order can have {n} files. If there is more, please put it into one .zip or .pdf.",
        data["most"],
    )


def file_passed_on(data: Data, t: Texts) -> Text:
    """A file for an order that is with the makers."""
    if not data["makers"]:
        return t.say("Thank you! Whoever makes order {number} will see it.", number=data["number"])
    return t.say(
        "Thank you! For order {number} I've passed it on to {makers}.",
        number=data["number"],
        makers=t.all_of(data["makers"]),
    )


_NOTICES: dict[str, Callable[[Data, Texts], Text]] = {
    "welcome": welcome,
    "help": help_text,
    "not_understood": not_understood,
    "question": asked,
    "draft_stands": draft_stands,
    "draft_waits": draft_waits,
    "another_draft_first": lambda data, t: t.say(
        "Please finish order {number} first, or /cancel it. Then we can go on with this one.", number=data["number"]
    ),
    "orders": orders,
    "my_order": my_order,
    "which_language": lambda data, t: t.say("Which language shall I write to you in?"),
    "language_chosen": lambda data, t: t.say("I'll write in English from now on. /language changes it."),
    "change_what": lambda data, t: t.say("What shall be different? Tap it, or just write it."),
    "say_deadline": lambda data, t: t.say("By when do you need it? Write a day, such as “by next Friday”."),
    "say_budget": lambda data, t: t.say("How much may it cost? Write for example “under ¥150 each” or “¥4000 in all”."),
    "cancel_placed": cancel_placed,
    "jobs": worklist.worklist,
    "which_job": which_job,
    "with_makers": with_makers,
    "passed_on": passed_on,
    "supplier_writes": supplier_writes,
    "your_id": your_id,
    "files_enough": files_enough,
    "file_passed_on": file_passed_on,
    "how_many_missing": how_many_missing,
    "reason_unknown": reasons.reason_unknown,
    "how_long": progress.how_long,
    "picture_of": progress.picture_of,
    "how_many": progress.how_many,
    "give_back_sure": progress.give_back_sure,
    "told": progress.told,
    "passed_to_maker": progress.passed_to_maker,
    "tell_how": progress.tell_how,
    "tell_which": progress.tell_which,
    "tell_nobody": progress.tell_nobody,
    "thread": progress.thread,
    "no_thread": progress.no_thread,
    "score": score.score,
}
