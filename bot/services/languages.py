"""In which language somebody is written to: as they choose, else as they write, else as their Telegram says."""

from __future__ import annotations

from dataclasses import replace

from bot.services.notices import notify
from bot.services.office import Office
from bot.services.people import LANGUAGES, Receipt, Sender, person_of, supported
from bot.services.presenting.payload import Button
from bot.services.transitions import finish
from planner.domain.errors import NotAllowed
from storage.ports import Person, Transaction

#: Each in its own words: whoever looks for theirs may not read any other.
NAMES = {"en": "English", "zh": "中文"}


class Languages:
    """/language."""

    def __init__(self, office: Office):
        self._office = office

    async def ask(self, sender: Sender, words: str, receipt: Receipt | None) -> None:
        """/language: a button for each; "/language zh" needs none."""
        office = self._office
        wanted = supported(words.strip()) or next((code for code in LANGUAGES if NAMES[code] == words.strip()), None)
        async with office.database.transaction() as tx:
            person = await person_of(tx, sender, office)
            if wanted is not None:
                await self._set(tx, person, wanted)
            else:
                buttons = [[Button(NAMES[code], "language", {"to": code}, literal=True) for code in LANGUAGES]]
                await notify(tx, office, sender.chat_id, "which_language", buttons)
            await finish(tx, receipt, office)
        office.signals.outbox()

    async def choose(self, tx: Transaction, chat_id: int, language: str) -> None:
        """The button. Raises NotAllowed for a language that is no longer spoken."""
        person = await tx.people.get(chat_id)
        if person is None or language not in LANGUAGES:
            raise NotAllowed("button_old")
        await self._set(tx, person, language)

    async def _set(self, tx: Transaction, person: Person, language: str) -> None:
        await tx.people.save(replace(person, language=language, chosen=True), self._office.now())
        await notify(tx, self._office, person.chat_id, "language_chosen")
