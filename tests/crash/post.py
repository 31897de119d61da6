"""How updates get to the bot: again, late and in any order, but each at least once."""

from __future__ import annotations

from typing import Any

from bot.sandbox.telegram import Telegram
from tests.crash.weather import Weather

Json = dict[str, Any]

#: Updates that may be delivered once more.
REMEMBERED = 50


class Post:
    """Telegram's side of getUpdates. `thrice`: every update comes three times, in any order."""

    def __init__(self, telegram: Telegram, weather: Weather, *, thrice: bool = False):
        self._telegram = telegram
        self._weather = weather
        self._thrice = thrice
        self._held: list[Json] = []
        self._handed: list[Json] = []
        self._past: list[Json] = []

    @property
    def empty(self) -> bool:
        """Is there nothing to collect?"""
        return not self._held and not self._handed and self._telegram.updates.count() == 0

    def collected(self, offset: int) -> list[Json]:
        """What one getUpdates call brings. `offset` 0: a new process, which confirms nothing."""
        weather, odds = self._weather, self._weather.odds
        with self._telegram.database.transaction():
            self._telegram.updates.confirm(offset)
            fresh = self._telegram.updates.pending(100)
            late = [update for update in fresh if weather.happens(odds.late)]
            self._take_over(late)
        # What was held back comes whatever the offset, and again where nobody said that it had come.
        found = [*self._held, *(self._handed if offset == 0 else ())]
        self._handed, self._held = list(found), late
        found += [update for update in fresh if update not in late]
        weather.counts["late updates"] += len(late)
        again = [*found, *found] if self._thrice else []
        if self._past and weather.happens(odds.repeated):
            again.append(weather.random.choice(self._past))
        weather.counts["repeated updates"] += len(again)
        self._past = [*self._past, *found][-REMEMBERED:]
        found += again
        if odds.shuffled:
            weather.random.shuffle(found)
        return found

    def _take_over(self, late: list[Json]) -> None:
        """They wait here from now on."""
        for update in late:
            self._telegram.database.execute(
                "UPDATE updates SET confirmed = 1 WHERE update_id = ?", int(update["update_id"])
            )
