"""Admins: slash commands."""

from __future__ import annotations

import logging

from aiogram import Bot, F, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import Command, CommandObject
from aiogram.types import Message
from aiogram.utils.deep_linking import create_start_link

from bot.services.access import Role
from bot.services.notices import notice
from bot.services.people import Receipt, Sender
from bot.services.use_cases import UseCases
from bot.telegram.render.house import invitation
from bot.telegram.routers.senders import From, as_number, number_of
from bot.telegram.routers.tables import receive
from bot.telegram.texts import Texts

log = logging.getLogger(__name__)


def admin_router() -> Router:
    router = Router(name="admin")
    admins = From(Role.ADMIN)
    router.message.register(orders, admins, Command("orders"))
    router.message.register(order, admins, Command("order"))
    router.message.register(replan, admins, Command("replan"))
    router.message.register(assign, admins, Command("assign"))
    router.message.register(cancel, admins, Command("cancel"), with_words)
    router.message.register(pools, admins, Command("pools"))
    router.message.register(pool, admins, Command("pool"))
    router.message.register(suppliers, admins, Command("suppliers"))
    router.message.register(supplier, admins, Command("supplier", "pause", "resume"))
    router.message.register(audit, admins, Command("audit"))
    router.message.register(health, admins, Command("health"))
    router.message.register(broadcast, admins, Command("broadcast"))
    router.message.register(stats, admins, Command("stats"))
    router.message.register(demand, admins, Command("demand"))
    router.message.register(catalogue, admins, Command("catalogue"))
    router.message.register(catalogue_file, admins, F.document.file_name.lower().endswith((".yaml", ".yml")))
    router.message.register(unknown, admins, Command("unknown"))
    router.message.register(teach, admins, Command("teach"))
    router.message.register(export, admins, Command("export"))
    router.message.register(invite, admins, Command("invite"))
    router.message.register(disconnect, admins, Command("disconnect"))
    return router


async def orders(message: Message, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    await use_cases.trail.orders(sender, receipt)


async def order(
    message: Message, command: CommandObject, sender: Sender, use_cases: UseCases, receipt: Receipt
) -> None:
    await use_cases.admin.order(sender, number_of(command), receipt)


async def replan(
    message: Message, command: CommandObject, sender: Sender, use_cases: UseCases, receipt: Receipt
) -> None:
    await use_cases.steering.replan(sender, number_of(command), receipt)


async def assign(
    message: Message, command: CommandObject, sender: Sender, use_cases: UseCases, receipt: Receipt
) -> None:
    number, _, rest = (command.args or "").strip().lstrip("#").partition(" ")
    await use_cases.steering.assign(sender, as_number(number), rest, receipt)


async def with_words(message: Message, command: CommandObject) -> bool:
    """/cancel alone is about an admin's own order."""
    return bool(command.args)


async def cancel(
    message: Message, command: CommandObject, sender: Sender, use_cases: UseCases, receipt: Receipt
) -> None:
    await use_cases.steering.cancel(sender, number_of(command), receipt)


async def pools(message: Message, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    await use_cases.pool_desk.all(sender, receipt)


async def pool(message: Message, command: CommandObject, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    number, _, rest = (command.args or "").strip().lstrip("#").partition(" ")
    await use_cases.pool_desk.steer(sender, as_number(number), rest, receipt)


async def suppliers(message: Message, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    await use_cases.admin.suppliers(sender, receipt)


async def supplier(
    message: Message, command: CommandObject, sender: Sender, use_cases: UseCases, receipt: Receipt
) -> None:
    card = use_cases.supplier_card
    act = {"pause": card.pause, "resume": card.resume}.get(command.command, card.show)
    await act(sender, command.args or "", receipt)


async def audit(message: Message, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    await use_cases.trail.audit(sender, receipt)


async def health(message: Message, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    await use_cases.health.show(sender, receipt)


async def broadcast(
    message: Message, command: CommandObject, sender: Sender, use_cases: UseCases, receipt: Receipt
) -> None:
    await use_cases.broadcasts.preview(sender, command.args or "", receipt)


async def stats(message: Message, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    await use_cases.admin.stats(sender, receipt)


async def demand(
    message: Message, command: CommandObject, sender: Sender, use_cases: UseCases, receipt: Receipt
) -> None:
    await use_cases.demand.show(sender, command.args or "", receipt)


async def catalogue(
    message: Message, command: CommandObject, bot: Bot, sender: Sender, use_cases: UseCases, receipt: Receipt
) -> None:
    """Also under a file: then that is meant."""
    if message.document is not None:
        await receive(use_cases.catalogue_changes, message, bot, sender, receipt)
    else:
        await use_cases.catalogue.show(sender, command.args or "", receipt)


async def catalogue_file(message: Message, bot: Bot, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    await receive(use_cases.catalogue_changes, message, bot, sender, receipt)


async def unknown(message: Message, sender: Sender, use_cases: UseCases, receipt: Receipt) -> None:
    await use_cases.unknown.show(sender, receipt)


async def teach(
    message: Message, command: CommandObject, sender: Sender, use_cases: UseCases, receipt: Receipt
) -> None:
    await use_cases.teaching.teach(sender, command.args or "", receipt)


async def export(
    message: Message, command: CommandObject, sender: Sender, use_cases: UseCases, receipt: Receipt
) -> None:
    await use_cases.exports.begin(sender, command.args or "", receipt)


async def invite(
    message: Message, command: CommandObject, bot: Bot, sender: Sender, use_cases: UseCases, receipt: Receipt
) -> None:
    """The link goes out at once rather than through the outbox, where it could be read for as long as that is kept."""
    office = use_cases.office
    language = await use_cases.meet(sender)
    made = await use_cases.invites.invite(sender, command.args or "", receipt)
    if made is None:
        return
    try:
        link = await create_start_link(bot, made.token)
        facts = {"supplier": made.supplier, "hours": made.hours, "link": link, "new": made.new}
        text, entities = invitation(facts, Texts(language, office.timezone)).render()
        await bot.send_message(sender.chat_id, text, entities=entities, parse_mode=None)
    except TelegramAPIError as error:
        log.warning("an invitation could not be shown: %s", error)
        await notice(office, sender, "invite_not_sent", None)


async def disconnect(
    message: Message, command: CommandObject, sender: Sender, use_cases: UseCases, receipt: Receipt
) -> None:
    await use_cases.invites.disconnect(sender, command.args or "", receipt)
