"""What goes wrong, and when: by chance from a seed, or at one point that is named."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import Literal

When = Literal["before", "after"]


class Crash(BaseException):
    """The process ends at this instant. No handler may stop it, as none could stop a kill -9."""


@dataclass(frozen=True)
class Odds:
    """How probable each mishap is, each time it could happen; 0 to 1.

    `crash` at the commit of a transaction or at a call to Telegram, before or after; `lost`: the call is carried out
    and no answer comes; `refused`: 429, a 5xx, or a time-out before the call arrived; `forbidden`: 403 though nobody
    blocked the bot; `repeated`: an update that was delivered comes once more; `late`: an update comes after later ones.
    `shuffled`: the updates of one answer come in any order.
    """

    crash: float = 0.0
    lost: float = 0.0
    refused: float = 0.0
    forbidden: float = 0.0
    repeated: float = 0.0
    late: float = 0.0
    shuffled: bool = False


CALM = Odds()
ROUGH = Odds(crash=0.0008, lost=0.005, refused=0.01, repeated=0.05, late=0.05, shuffled=True)


@dataclass(frozen=True)
class Point:
    """The `nth` time (from 1) that the run comes to a commit or a call of this name: just before it, or just after."""

    name: str
    nth: int
    when: When


@dataclass
class Weather:
    """The run's mishaps; it outlives the crashes. `at`: crash at just this point, once."""

    random: Random
    odds: Odds = CALM
    at: Point | None = None
    #: Every commit and call so far, in order, with how often its name came before.
    passed: list[tuple[str, int]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    _names: Counter[str] = field(default_factory=Counter)
    #: Points are noted only where somebody will look at them.
    noting: bool = False

    def happens(self, chance: float) -> bool:
        return chance > 0 and self.random.random() < chance

    def crashes(self, name: str, when: When) -> bool:
        """Does the process end here?"""
        if when == "before":
            self._names[name] += 1
            if self.noting:
                self.passed.append((name, self._names[name]))
        if self.at is not None:
            return self.at == Point(name, self._names[name], when)
        return self.happens(self.odds.crash)


@dataclass
class Life:
    """One process, from start to crash: once it is over, nothing that is left of it can commit or send."""

    weather: Weather
    over: bool = False
    #: A message has been sent, and nothing was stored since: a crash now means that it is sent again.
    in_the_air: bool = False

    def point(self, name: str, when: When) -> None:
        """Raises Crash where the process ends here, or has ended."""
        if self.over:
            raise Crash(name)
        if self.weather.crashes(name, when):
            self.over = True
            self.weather.counts["crashes"] += 1
            self.weather.counts["crashes after a send"] += self.in_the_air
            raise Crash(f"{when} {name}")
