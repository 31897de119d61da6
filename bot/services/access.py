"""Who somebody is to us. Checked here, in the use cases: a button or a menu is only a convenience."""

from __future__ import annotations

from enum import StrEnum

from bot.services.office import Office
from planner.domain.errors import NotAllowed


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
