"""An outbox payload as Telegram wants it: text, entities, keyboard, and what is to be drawn."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from aiogram.types import InlineKeyboardMarkup, MessageEntity
from aiogram.utils.formatting import Text

from bot.telegram.pictures.charts import Chart
from bot.telegram.render import (
    admin,
    alerts,
    demand,
    exports,
    notices,
    offers,
    parts,
    placed,
    pools,
    price_curve,
    progress,
    reasons,
    stats,
    timeline,
    wish,
)
from bot.telegram.render.exports import ExportFile
from bot.telegram.render.keyboard import keyboard
from bot.telegram.texts import Texts

Render = Callable[[Mapping[str, Any], Texts], Text]
ChartOf = Callable[[Mapping[str, Any], Texts], Chart]

log = logging.getLogger(__name__)

#: Telegram's limits, in UTF-16 code units.
MAX_TEXT, MAX_CAPTION = 4096, 1024
_ELLIPSIS = "\n…"

_VIEWS: dict[str, Render] = {
    "card": wish.card,
    "question": wish.question,
    "planning": wish.planning,
    "options": wish.options,
    "pool": pools.pool,
    "pool_made": pools.made,
    "refusal": wish.refusal,
    "tracking": placed.tracking,
    "proposal": placed.proposal,
    "confirmed": placed.confirmed,
    "cancelled": placed.cancelled,
    "failed": placed.failed,
    "offer": offers.offer,
    "reminder": offers.reminder,
    "go_ahead": offers.go_ahead,
    "job_withdrawn": offers.job_withdrawn,
    "job_note": offers.job_note,
    "alert": alerts.alert,
    "changed": placed.changed,
    "trouble": placed.trouble,
    "on_its_way": placed.on_its_way,
    "delivered": placed.delivered,
    "closed": placed.closed,
    "progress": progress.progress,
    "handover": progress.handover,
    "arrived": progress.arrived,
    "passing": parts.passing,
    "artwork": offers.artwork,
    "notice": notices.notice,
    "reaction": notices.in_words,
    "timeline": timeline.caption,
    "price_curve": price_curve.caption,
    "why_price": reasons.why_price,
    "why_not_sooner": reasons.why_not_sooner,
}

_PICTURES: dict[str, ChartOf] = {
    "timeline": timeline.chart,
    "price_curve": price_curve.chart,
    "stats": stats.chart,
    "demand": demand.chart,
    "demand_overview": demand.chart,
}


@dataclass(frozen=True)
class Album:
    """Files that Telegram has: their ids. `kind`: "photo" or "document"."""

    kind: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class Reaction:
    """On a message of the reader's own."""

    emoji: str
    to: int


@dataclass(frozen=True)
class Rendered:
    """What Telegram gets. `photo`: the file id of a picture that goes with it; `chart`: it is the caption of this;
    `table`: the rows of files that go with it; `album`: the files that it is the caption of; `reaction`: what to react
    with, to which message, instead of the text; `export`: a file that has to be put together first;
    `documents`: files that go with it, each with its name and its text.
    """

    text: str
    entities: list[MessageEntity]
    markup: InlineKeyboardMarkup | None
    photo: str = ""
    chart: Chart | None = None
    table: Sequence[Sequence[str]] = ()
    album: Album | None = None
    reaction: Reaction | None = None
    export: ExportFile | None = None
    documents: tuple[tuple[str, str], ...] = ()


def render(payload: Mapping[str, Any], zone: ZoneInfo) -> Rendered:
    """The message that a payload stands for. Text over Telegram's limit ends in an ellipsis."""
    t = Texts(payload["language"], zone)
    data = payload["data"]
    view = payload["view"]
    draw = admin.ADMIN_NOTICES.get(data["code"], notices.notice) if view == "notice" else _VIEWS[view]
    reaction = Reaction(data["emoji"], data["to"]) if view == "reaction" else None
    album = Album(data["kind"], tuple(file["id"] for file in data["files"])) if view == "artwork" else None
    text, entities = draw(data, t).render()
    chart = _chart(view, data, t)
    text, entities = shortened(text, entities, MAX_TEXT if chart is None and album is None else MAX_CAPTION)
    table = data.get("table", ()) if data.get("files") else ()
    documents = tuple((str(name), str(content)) for name, content in data.get("documents", ()))
    markup, photo = keyboard(payload["buttons"], data, t), data.get("photo") or ""
    export = exports.file_of(data, t) if view == "notice" else None
    return Rendered(text, entities, markup, photo, chart, table, album, reaction, export, documents)


def _chart(view: str, data: Mapping[str, Any], t: Texts) -> Chart | None:
    """What is to be drawn. Where that fails, the words are there still."""
    if data.get("picture") is None:
        return None
    try:
        return _PICTURES[data["code"] if view == "notice" else view](data["picture"], t)
    except Exception:
        log.exception("the picture of a %s can't be made", view)
        return None


def shortened(text: str, entities: list[MessageEntity], limit: int = MAX_TEXT) -> tuple[str, list[MessageEntity]]:
    """Text and entities within Telegram's limit, cut at a line's end."""
    encoded = text.encode("utf-16-le")
    if len(encoded) // 2 <= limit:
        return text, entities
    kept = encoded[: (limit - len(_ELLIPSIS)) * 2].decode("utf-16-le", "ignore").rpartition("\n")[0]
    length = len(kept.encode("utf-16-le")) // 2
    inside = [e.model_copy(update={"length": min(e.length, length - e.offset)}) for e in entities if e.offset < length]
    return kept + _ELLIPSIS, inside
