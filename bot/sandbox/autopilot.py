"""Suppliers who answer by themselves, as people would: they see their chat, wait a while, press or write."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from bot.sandbox.cast import Temperament
from bot.sandbox.errors import SandboxError
from bot.sandbox.offers import MOST_ANSWERS, Offer, open_offers
from bot.sandbox.people_do import PeopleDo
from bot.sandbox.phrases import AutopilotSettings, Words
from bot.sandbox.tables.offers import AnsweredOffers
from bot.sandbox.tables.people import PersonRow
from bot.sandbox.telegram import Telegram

COUNTERED, AGREED = "counter", "agree"

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Waiting:
    """An answer to come; planned anew when the offer's newest message, its urgency or the person's temper changes."""

    why: tuple[int, bool, Temperament | None]
    task: asyncio.Task[None]


class Autopilot:
    """Answers each offer once; what it has answered outlives a restart, and what it has not is taken up again."""

    def __init__(self, telegram: Telegram, people_do: PeopleDo, settings: AutopilotSettings) -> None:
        self._telegram = telegram
        self._do = people_do
        self._settings = settings
        self._answered = AnsweredOffers(telegram.database)
        self._waiting: dict[tuple[int, int], _Waiting] = {}
        self._paused = False

    async def run(self) -> None:
        """Until cancelled."""
        try:
            with self._telegram.feed.listen() as events:
                for person in self._telegram.people.all():
                    self._look(person)
                while True:
                    event = await events.get()
                    person_now = self._telegram.people.find(event.chat_id) if event.chat_id is not None else None
                    if person_now is not None and event.kind in ("message", "deleted", "person"):
                        self._look(person_now)
        finally:
            for waiting in self._waiting.values():
                waiting.task.cancel()

    def pause(self, paused: bool) -> None:
        """Answer nothing while paused; what is open afterwards is answered then."""
        self._paused = paused
        for person in self._telegram.people.all():
            self._look(person)

    def _look(self, person: PersonRow) -> None:
        """Set out to answer what is open in the chat, and give up what is not (any more)."""
        offers = {offer.root: offer for offer in self._offers(person)}
        for user_id, root in [key for key in self._waiting if key[0] == person.user_id and key[1] not in offers]:
            self._waiting.pop((user_id, root)).task.cancel()
        for offer in offers.values():
            key = (person.user_id, offer.root)
            why = (offer.message, offer.reminded, person.temperament)
            known = self._waiting.get(key)
            if known is not None:
                if known.why == why:
                    continue
                known.task.cancel()
            task = asyncio.create_task(self._answer_later(key, self._delay(person, offer)))
            self._waiting[key] = _Waiting(why, task)

    def _offers(self, person: PersonRow) -> list[Offer]:
        if self._paused or not person.autopilot or person.temperament is None or person.blocked:
            return []
        messages = [self._telegram.shown(row) for row in self._telegram.messages.of_chat(person.user_id, 200)]
        found = open_offers(messages, self._settings.phrases, self._answered.of_chat(person.user_id))
        return [o for o in found if self._answered.times(person.user_id, o.message) < MOST_ANSWERS]

    def _random(self, person: PersonRow, offer: Offer, what: str) -> Random:
        return Random(f"{self._settings.seed}:{person.user_id}:{offer.ordinal}:{what}")

    def _delay(self, person: PersonRow, offer: Offer) -> float:
        settings = self._settings
        if person.temperament == "slow" and not offer.progress:
            bounds = settings.reminded if offer.reminded else settings.slow
        else:
            bounds = settings.prompt
        return self._random(person, offer, "delay").uniform(*bounds)

    async def _answer_later(self, key: tuple[int, int], delay: float) -> None:
        await asyncio.sleep(delay)
        self._waiting.pop(key, None)
        user_id, root = key
        person = self._telegram.people.get(user_id)
        offer = next((offer for offer in self._offers(person) if offer.root == root), None)
        if offer is not None:
            self._answer(person, offer)

    def _answer(self, person: PersonRow, offer: Offer) -> None:
        did, words = self._choice(person, offer)
        with self._telegram.database.transaction():
            reply = 0
            try:
                if words is None:
                    self._do.press(person.user_id, offer.message, offer.button)
                else:
                    reply = self._do.write(person.user_id, words, reply_to=offer.message).id
            except SandboxError as error:
                # A phrase that is too long, say: it would fail again, so it counts as answered.
                _log.warning("%s could not answer message %d: %s", person.name, offer.message, error)
            self._answered.add(person.user_id, offer.all_data, offer.message, did, reply)

    def _choice(self, person: PersonRow, offer: Offer) -> tuple[str, str | None]:
        """What they do, and in which words; None: by button."""
        phrases = self._settings.phrases
        random = self._random(person, offer, "choice")
        if offer.progress:
            return "progress", None
        if self._comes_back(person, offer):
            return AGREED, None
        if person.temperament == "counters":
            words = _said(phrases.counter_words, person.language, random)
            return (COUNTERED, words) if words else ("accept", None)
        if person.temperament == "declines" and random.random() < self._settings.decline_share:
            words = _said(phrases.decline_words, person.language, random)
            return ("decline", words) if words else ("accept", None)
        if random.random() < self._settings.words_share:
            return "accept", _said(phrases.accept_words, person.language, random)
        return "accept", None

    def _comes_back(self, person: PersonRow, offer: Offer) -> bool:
        """Is this what the bot says to their counter-offer? The same message changed, or one after theirs."""
        countered = self._answered.done(person.user_id, COUNTERED)
        unsettled = countered[len(self._answered.done(person.user_id, AGREED)) :]
        changed = any(message in (offer.message, offer.root) for message, _ in countered)
        return changed or any(offer.root > reply for _, reply in unsettled)


def _said(words: Words, language: str, random: Random) -> str | None:
    choices = _in_language(words, language)
    return random.choice(choices) if choices else None


def _in_language(words: Mapping[str, tuple[str, ...]], language: str) -> tuple[str, ...]:
    return words.get(language) or words.get(language.split("-")[0]) or words.get("en") or ()
