"""How reliable a supplier is, learned from what it does: three Beta posteriors with decay.

Acceptance (does it take what it is offered), punctuality (is it ready when it said) and quality (does what it sends
arrive whole, and please). Each observation is a share of good between 0 and 1 with a weight; it adds `weight × share`
to the good and the rest to the bad pseudo-counts of a Beta distribution (Gelman et al., Bayesian Data Analysis, 2.1),
and older ones fade with a half-life, so that a supplier can mend its ways. The book's own figure is the prior.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from planner.domain.beta import quantile

#: An observation counts half as much after this time: two seasons ago says little about today.
HALF_LIFE: Final = timedelta(days=180)
#: The book's figure counts as much as so many observations of each kind: one bad day moves it, and does not topple it.
PRIOR_STRENGTH: Final = 8.0
#: An interval leaves this much to chance at either end, however certain the book is.
_DOUBT: Final = 0.001


class Kind(StrEnum):
    """What is observed."""

    ACCEPTANCE = "acceptance"
    PUNCTUALITY = "punctuality"
    QUALITY = "quality"


@dataclass(frozen=True)
class Evidence:
    """What one thing that a supplier did says about it: 0 (as bad as can be) to 1, and how much that counts."""

    kind: Kind
    good: float
    weight: float = 1.0


#: What the answers to an offer say. Other terms are an answer to work with; a no is honest and quick enough to ask
#: somebody else; silence costs hours. A yes that is taken back is worse than all of them, since others have relied on
#: it: it counts twice, and as unpunctual, because the yes itself has counted already.
ANSWERS: Final[Mapping[str, Evidence]] = {
    "accepted": Evidence(Kind.ACCEPTANCE, 1.0),
    "countered": Evidence(Kind.ACCEPTANCE, 0.6),
    "declined": Evidence(Kind.ACCEPTANCE, 0.3),
    "expired": Evidence(Kind.ACCEPTANCE, 0.0),
    "gave_back": Evidence(Kind.PUNCTUALITY, 0.0, 2.0),
}
#: How good it is to be ready so many days late: the first day breaks the promise, and each one more makes it worse.
LATE: Final = (1.0, 0.6, 0.45, 0.3, 0.15, 0.0)
#: A tenth missing is not a tenth less good: somebody's order can't be finished. From a quarter on it's all bad.
MISSING_COUNTS: Final = 4.0
#: A rating is of a whole order, of which a supplier made a part.
RATING_WEIGHT: Final = 0.25


def evidence_of(what: str, days: int = 0, share: float = 1.0) -> Evidence | None:
    """What an observation (a code of the life-cycle) says; None where it says nothing.

    `ready` by `days` late (early: below 0); `arrived`, of which a `share` is good; `rated`, with a share of the stars.
    """
    part = min(max(share, 0.0), 1.0)
    match what:
        case "ready":
            return Evidence(Kind.PUNCTUALITY, LATE[min(max(days, 0), len(LATE) - 1)])
        case "arrived":
            return Evidence(Kind.QUALITY, max(0.0, 1 - MISSING_COUNTS * (1 - part)))
        case "rated":
            return Evidence(Kind.QUALITY, part, RATING_WEIGHT)
    return ANSWERS.get(what)


@dataclass(frozen=True)
class Posterior:
    """Decayed pseudo-counts as of `at`."""

    good: float = 0.0
    bad: float = 0.0
    at: datetime | None = None

    @property
    def weight(self) -> float:
        """How many fresh observations it is worth."""
        return self.good + self.bad

    def seen(self, good: float, weight: float, at: datetime) -> Posterior:
        """With one more observation. In which order they come makes no difference."""
        latest = at if self.at is None else max(at, self.at)
        old, counts = self.faded(latest), weight * _fade(latest - at)
        return Posterior(old.good + counts * good, old.bad + counts * (1 - good), latest)

    def faded(self, now: datetime) -> Posterior:
        """The same as of a later time."""
        if self.at is None or now <= self.at:
            return self
        share = _fade(now - self.at)
        return Posterior(self.good * share, self.bad * share, now)

    def mean(self, prior: float) -> float:
        """The posterior's mean, where the prior has the mean `prior`: just that where nothing was observed."""
        return prior + (self.good * (1 - prior) - self.bad * prior) / (self.weight + PRIOR_STRENGTH)

    def interval(self, prior: float, level: float = 0.8) -> tuple[float, float]:
        """The middle of the posterior that holds `level` of it, and its mean at any rate."""
        certain = min(max(prior, _DOUBT), 1 - _DOUBT)
        a, b = self.good + PRIOR_STRENGTH * certain, self.bad + PRIOR_STRENGTH * (1 - certain)
        tail, mean = (1 - level) / 2, self.mean(prior)
        return min(quantile(tail, a, b), mean), max(quantile(1 - tail, a, b), mean)


def _fade(age: timedelta) -> float:
    return float(0.5 ** (age / HALF_LIFE))


def prior_of(book: float) -> float:
    """Each kind's prior mean, such that the product of the three is the book's figure."""
    return float(max(book, 0.0) ** (1 / len(Kind)))


def reliability_of(posteriors: Mapping[str, Posterior], book: float, now: datetime) -> float:
    """The chance that all goes well: it takes the job, in time, and well. Without observations, the book's figure.

    The product of the three means, written so that rounding can't move a supplier that nothing is known about.
    """
    prior = prior_of(book)
    if not prior:
        return 0.0
    product = book
    for kind in Kind:
        product *= posteriors.get(kind.value, Posterior()).faded(now).mean(prior) / prior
    return min(product, 1.0)


@dataclass(frozen=True)
class Seen:
    """One thing that was observed: a code of the life-cycle, the key of the job, and what was made of it."""

    what: str
    job: str
    evidence: Evidence
    at: datetime


@dataclass(frozen=True)
class Reason:
    """How one kind stands: its mean, the interval that it is in four times of five, and how many observations it is
    worth. `newest`: what was observed last, each with how much it moves the mean now (0.02: two points up)."""

    kind: Kind
    mean: float
    low: float
    high: float
    observations: float
    newest: tuple[tuple[Seen, float], ...] = ()


def reasons(
    posteriors: Mapping[str, Posterior], book: float, now: datetime, newest: Sequence[Seen] = ()
) -> tuple[Reason, ...]:
    """Why a supplier stands as it does, kind by kind."""
    prior, found = prior_of(book), []
    for kind in Kind:
        known = posteriors.get(kind.value, Posterior()).faded(now)
        low, high = known.interval(prior)
        own = tuple((seen, _effect(known, seen, prior, now)) for seen in newest if seen.evidence.kind is kind)
        found.append(Reason(kind, known.mean(prior), low, high, known.weight, own))
    return tuple(found)


def _effect(known: Posterior, seen: Seen, prior: float, now: datetime) -> float:
    """By how much the mean would be lower if something had never been observed."""
    counts = seen.evidence.weight * _fade(max(now - seen.at, timedelta(0)))
    good = max(known.good - counts * seen.evidence.good, 0.0)
    bad = max(known.bad - counts * (1 - seen.evidence.good), 0.0)
    return known.mean(prior) - Posterior(good, bad, known.at).mean(prior)
