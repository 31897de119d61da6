"""In which language somebody is written to: as they choose, else as they write, else as their Telegram says."""

from __future__ import annotations

from dataclasses import replace

from bot.services.notices import notify
from bot.services.office import Office
from bot.services.people import Receipt, Sender, person_of
from bot.services.presenting.payload import Button, in_rows
from bot.services.spoken import own_name, spoken, supported
from bot.services.transitions import finish
from planner.domain.errors import NotAllowed
from storage.ports import Person, Transaction


class Languages:
    """/language."""

    def __init__(self, office: Office):
        self._office = office

    async def ask(self, sender: Sender, words: str, receipt: Receipt | None) -> None:
        """/language: a button for each; "/language zh" needs none."""
        office = self._office
        wanted = supported(words.strip()) or next(
            (c for c in spoken() if own_name(c).casefold() == words.strip().casefold()), None
        )
        async with office.database.transaction() as tx:
            person = await person_of(tx, sender, office)
            if wanted is not None:
                await self._set(tx, person, wanted)
            else:
                buttons = in_rows([Button(own_name(c), "language", {"to": c}, literal=True) for c in spoken()], 3)
                await notify(tx, office, sender.chat_id, "which_language", buttons)
            await finish(tx, receipt, office)
        office.signals.outbox()

    async def choose(self, tx: Transaction, chat_id: int, language: str) -> None:
        """The button. Raises NotAllowed for a language that is no longer spoken."""
        person = await tx.people.get(chat_id)
        if person is None or language not in spoken():
            raise NotAllowed("button_old")
        await self._set(tx, person, language)

    async def _set(self, tx: Transaction, person: Person, language: str) -> None:
        await tx.people.save(replace(person, language=language, chosen=True), self._office.now())
        await notify(tx, self._office, person.chat_id, "language_chosen")
