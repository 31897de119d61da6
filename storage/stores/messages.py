"""Which message in a chat shows what. Telegram numbers a chat's messages upwards: the newest has the greatest id."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.schema import messages
from storage.stores.store import Store

_new = insert(messages)
RECORD = _new.on_conflict_do_update(
    index_elements=["chat_id", "message_id"],
    set_={name: _new.excluded[name] for name in ("slot", "about", "sent_at", "picture")},
)
_chat = messages.c.chat_id == bindparam("chat")
OF_SLOT = select(func.max(messages.c.message_id)).where(_chat, messages.c.slot == bindparam("place"))
ABOUT = select(messages.c.about).where(_chat, messages.c.message_id == bindparam("message"))
NEWEST_ABOUT = select(func.max(messages.c.message_id)).where(_chat, messages.c.about == bindparam("subject"))
PICTURE = select(messages.c.picture).where(_chat, messages.c.message_id == bindparam("message"))
PICTURED = (
    update(messages).where(_chat, messages.c.message_id == bindparam("message")).values(picture=bindparam("drawn"))
)
FORGET_SLOT = update(messages).where(_chat, messages.c.slot == bindparam("place")).values(slot=None)


class SqlMessages(Store):
    """`storage.ports.Messages`."""

    async def record(
        self,
        chat_id: int,
        message_id: int,
        slot: str | None,
        about: str | None,
        now: datetime,
        picture: str | None = None,
    ) -> None:
        row = {"chat_id": chat_id, "message_id": message_id, "slot": slot, "about": about, "sent_at": now}
        await self._run(RECORD, row | {"picture": picture})

    async def pictured(self, chat_id: int, message_id: int, picture: str) -> None:
        await self._run(PICTURED, {"chat": chat_id, "message": message_id, "drawn": picture})

    async def picture(self, chat_id: int, message_id: int) -> str | None:
        drawn: str | None = (await self._run(PICTURE, {"chat": chat_id, "message": message_id})).scalar_one_or_none()
        return drawn

    async def slot(self, chat_id: int, slot: str) -> int | None:
        message: int | None = (await self._run(OF_SLOT, {"chat": chat_id, "place": slot})).scalar_one()
        return message

    async def about(self, chat_id: int, message_id: int) -> str | None:
        about: str | None = (await self._run(ABOUT, {"chat": chat_id, "message": message_id})).scalar_one_or_none()
        return about

    async def newest_about(self, chat_id: int, about: str) -> int | None:
        message: int | None = (await self._run(NEWEST_ABOUT, {"chat": chat_id, "subject": about})).scalar_one()
        return message

    async def forget_slot(self, chat_id: int, slot: str) -> None:
        await self._run(FORGET_SLOT, {"chat": chat_id, "place": slot})
