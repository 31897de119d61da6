"""What is being looked at while somebody waits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.telegram.texts import Texts


def words(facts: Mapping[str, Any], turn: int, t: Texts) -> str:
    """In one line; `turn` counts how often something was said before."""
    if turn == 0:
        steps = t.all_of(facts["steps"])
        match facts["what"]:
            case "price_curve":
                return t.plain("📈 Working out the price of each day …")
            case "why_price":
                return t.plain("🔎 Asking what others would charge for {steps} …", steps=steps)
            case "why_not_sooner":
                return t.plain("⏱ Looking at which step takes longest: {steps} …", steps=steps)
        n = facts["makers"]
        return t.count(
            "🔎 Looking at {n} maker for {steps} …", "🔎 Looking at {n} makers for {steps} …", n, steps=steps
        ).render()[0]
    if turn == 1:
        return t.plain("🧮 Comparing prices, dates and who keeps their word …")
    return t.plain("⏳ Still at it: looking for an even better way …")
