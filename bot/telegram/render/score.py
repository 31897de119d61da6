"""A supplier's score, and why it is what it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiogram.utils.formatting import Bold, Italic, Text

from bot.telegram.texts import Texts, lines

Data = Mapping[str, Any]


def score(data: Data, t: Texts) -> Text:
    """The three kinds with how sure they are, and what was seen last."""
    seen = [_seen(one, t) for one in data["newest"]]
    heading = t.say("What counted last, and by how many points") if seen else t.say("Nothing has counted yet.")
    return lines(
        Bold(t.say("Your score: {percent}", percent=t.percent(data["whole"]))),
        *(_kind(kind, t) for kind in data["kinds"]),
        "",
        Bold(heading) if seen else heading,
        *seen,
        Italic(t.say("What is long ago counts less and less. A better score brings more jobs.")),
    )


def _kind(kind: Data, t: Texts) -> Text:
    parts = {"mean": Bold(t.percent(kind["mean"])), "low": t.percent(kind["low"]), "high": t.percent(kind["high"])}
    match kind["kind"]:
        case "acceptance":
            return t.say("🤝 taking jobs: {mean} ({low} to {high})", **parts)
        case "punctuality":
            return t.say("⏱ in time: {mean} ({low} to {high})", **parts)
        case _:
            return t.say("💎 quality: {mean} ({low} to {high})", **parts)


def _seen(one: Data, t: Texts) -> Text:
    mark = "🟢" if one["good"] >= 0.9 else "🟡" if one["good"] >= 0.5 else "🔴"
    parts = {"job": one["job"], "what": _why(one, t), "points": t.signed(one["moves"] * 100)}
    return Text(mark, " ", t.say("{job}: {what} ({points})", **parts))


def _why(one: Data, t: Texts) -> Text:
    match one["why"]:
        case "accepted":
            return t.say("taken")
        case "countered":
            return t.say("other terms named")
        case "declined":
            return t.say("declined")
        case "expired":
            return t.say("not answered")
        case "gave_back":
            return t.say("given back after a yes")
        case "ready":
            if one["days"]:
                return t.count("ready {n} day late", "ready {n} days late", one["days"])
            return t.say("ready in time")
        case "arrived":
            return t.say("{percent} arrived whole", percent=t.percent(one["share"]))
        case _:
            return Text(one["why"])
