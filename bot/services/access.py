"""Who somebody is to us. Checked here, in the use cases: a button or a menu is only a convenience."""

from __future__ import annotations

import re
from enum import StrEnum

from bot.services.office import Office
from planner.domain.errors import NotAllowed
from planner.domain.supplier import Partner, Trade
from storage.ports import Transaction

_JOB_KEY = re.compile(r"(?<![0-9-])[0-9]{1,12}-[0-9]{1,4}(?![0-9-])")


class Role(StrEnum):
    """What somebody may do; an admin may do everything."""

    CONSUMER = "consumer"
    SUPPLIER = "supplier"
    ADMIN = "admin"


def role_of(office: Office, chat_id: int) -> Role:
    """The role of whoever writes from this (private) chat."""
    if chat_id in office.admins:
        return Role.ADMIN
    if office.trades.partner_of_chat(chat_id):
        return Role.SUPPLIER
    return Role.CONSUMER


def check_role(office: Office, chat_id: int, role: Role) -> None:
    """Raises NotAllowed for anybody else."""
    if role_of(office, chat_id) is not role:
        raise NotAllowed("admins_only" if role is Role.ADMIN else "suppliers_only")


def supplier_of(office: Office, chat_id: int) -> tuple[Trade, Partner]:
    """Whom a chat stands for. Raises NotAllowed where it is no supplier."""
    found = office.trades.partner_of_chat(chat_id)
    if found is None:
        raise NotAllowed("suppliers_only")
    return found


async def names_anothers_job(tx: Transaction, text: str, supplier: str) -> bool:
    """Does a text name a job that is another supplier's ("accept 12-3")? It is not about one of their own, then."""
    for key in dict.fromkeys(_JOB_KEY.findall(text)):
        row = await tx.orders.job(key)
        if row is not None and row.supplier != supplier:
            return True
    return False
