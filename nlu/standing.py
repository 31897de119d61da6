"""What stands from earlier messages, as the reading of the next one needs it."""

from __future__ import annotations

from dataclasses import dataclass

from planner.domain.spec import OrderSpec


@dataclass(frozen=True)
class Standing:
    """The draft so far, and the open question: "0.size", "0.quantity", "0.product", "destination" or "deadline".

    `unknown`: what earlier messages asked for that fitted nothing. `topic`: the product that they only talked of.
    """

    spec: OrderSpec
    asking: str | None = None
    unknown: tuple[str, ...] = ()
    topic: str | None = None
