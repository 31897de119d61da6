"""Every table, and the index that keeps each look-up's cost flat as the tables grow.

A queue's row waits while `ended_at` is null, and somebody holds it while `held_until` is not. A lane is what must stay
in order (a chat). It has a row of its own while anything waits in it, which names the row at its head and says from
when on that may be taken. Claims look at lanes alone, so a long queue behind one slow chat costs the others nothing.
"""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Date, Double, ForeignKey, Index, Integer, MetaData, Table, and_, false

from storage.types import Number, PlainText, UtcDateTime

metadata = MetaData()

inbox = Table(
    "inbox",
    metadata,
    Column("bot_id", Number, primary_key=True, autoincrement=False),
    Column("update_id", Number, primary_key=True, autoincrement=False),
    Column("chat_id", Number),
    Column("lane", PlainText, nullable=False),
    Column("raw", PlainText, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("due", UtcDateTime, nullable=False),
    Column("held_until", UtcDateTime),
    Column("attempts", Integer, nullable=False),
    Column("ended_at", UtcDateTime),
    Column("outcome", PlainText),
    Column("error", PlainText),
    Column("kind", PlainText, nullable=False, server_default="message"),
)
inbox_lanes = Table(
    "inbox_lanes",
    metadata,
    Column("lane", PlainText, primary_key=True),
    Column("ready_at", UtcDateTime),
    Column("head", Number),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Number, primary_key=True),
    Column("chat_id", Number, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("slot", PlainText),
    Column("about", PlainText),
    Column("created_at", UtcDateTime, nullable=False),
    Column("due", UtcDateTime, nullable=False),
    Column("held_until", UtcDateTime),
    Column("attempts", Integer, nullable=False),
    Column("ended_at", UtcDateTime),
    Column("outcome", PlainText),
    Column("error", PlainText),
    sqlite_autoincrement=True,
)
outbox_lanes = Table(
    "outbox_lanes",
    metadata,
    Column("lane", Number, primary_key=True, autoincrement=False),
    Column("ready_at", UtcDateTime),
    Column("head", Number),
)

messages = Table(
    "messages",
    metadata,
    Column("chat_id", Number, primary_key=True, autoincrement=False),
    Column("message_id", Number, primary_key=True, autoincrement=False),
    Column("slot", PlainText),
    Column("about", PlainText),
    Column("sent_at", UtcDateTime, nullable=False),
    Column("picture", PlainText),
)

orders = Table(
    "orders",
    metadata,
    Column("id", Number, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("trade", PlainText, nullable=False),
    Column("consumer", Number, nullable=False),
    Column("status", PlainText, nullable=False),
    Column("state", JSON, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    sqlite_autoincrement=True,
)
jobs = Table(
    "jobs",
    metadata,
    Column("id", Number, primary_key=True),
    Column("key", PlainText, nullable=False),
    Column("order_id", Number, ForeignKey("orders.id", name="jobs_order"), nullable=False),
    Column("trade", PlainText, nullable=False),
    Column("supplier", PlainText, nullable=False),
    Column("status", PlainText, nullable=False),
    Column("live", Boolean, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("state", JSON, nullable=False),
    sqlite_autoincrement=True,
)

follow_ups = Table(
    "follow_ups",
    metadata,
    Column("id", Number, primary_key=True),
    Column("kind", PlainText, nullable=False),
    Column("order_id", Number, nullable=False),
    Column("job", PlainText),
    Column("due", UtcDateTime, nullable=False),
    Column("ready_at", UtcDateTime, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("error", PlainText),
    sqlite_autoincrement=True,
)

actions = Table(
    "actions",
    metadata,
    Column("id", PlainText, primary_key=True),
    Column("chat_id", Number, nullable=False),
    Column("kind", PlainText, nullable=False),
    Column("args", JSON, nullable=False),
    Column("order_id", Number),
    Column("version", Integer, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime),
)

people = Table(
    "people",
    metadata,
    Column("chat_id", Number, primary_key=True, autoincrement=False),
    Column("name", PlainText, nullable=False),
    Column("language", PlainText),
    Column("reachable", Boolean, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("chosen", Boolean, nullable=False, server_default=false()),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Number, primary_key=True),
    Column("order_id", Number),
    Column("at", UtcDateTime, nullable=False),
    Column("actor", PlainText, nullable=False),
    Column("event", PlainText, nullable=False),
    Column("data", JSON, nullable=False),
    sqlite_autoincrement=True,
)

leases = Table(
    "leases",
    metadata,
    Column("name", PlainText, primary_key=True),
    Column("holder", PlainText, nullable=False),
    Column("until", UtcDateTime, nullable=False),
)

observations = Table(
    "observations",
    metadata,
    Column("id", Number, primary_key=True),
    Column("supplier", PlainText, nullable=False),
    Column("kind", PlainText, nullable=False),
    Column("job", PlainText, nullable=False),
    Column("good", Double, nullable=False),
    Column("weight", Double, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("why", PlainText, nullable=False),
    Column("facts", JSON, nullable=False),
    sqlite_autoincrement=True,
)
scores = Table(
    "scores",
    metadata,
    Column("supplier", PlainText, primary_key=True),
    Column("kind", PlainText, primary_key=True),
    Column("good", Double, nullable=False),
    Column("bad", Double, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
#: What one supplier has handed over to another.
pairs = Table(
    "pairs",
    metadata,
    Column("sender", PlainText, primary_key=True),
    Column("receiver", PlainText, primary_key=True),
    Column("times", Integer, nullable=False),
    Column("fine", Integer, nullable=False),
    Column("good", Double, nullable=False),
    Column("bad", Double, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)
Index("pairs_receiver", pairs.c.receiver)

invites = Table(
    "invites",
    metadata,
    Column("token_hash", PlainText, primary_key=True),
    Column("supplier", PlainText, nullable=False),
    Column("trade", PlainText, nullable=False),
    Column("created_by", Number, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("used_by", Number),
    Column("used_at", UtcDateTime),
)
connections = Table(
    "connections",
    metadata,
    Column("trade", PlainText, primary_key=True),
    Column("supplier", PlainText, primary_key=True),
    Column("chat_id", Number, nullable=False),
    Column("connected_at", UtcDateTime, nullable=False),
)
pauses = Table(
    "pauses",
    metadata,
    Column("trade", PlainText, primary_key=True),
    Column("supplier", PlainText, primary_key=True),
    Column("actor", PlainText, nullable=False),
    Column("since", UtcDateTime, nullable=False),
)
supplier_records = Table(
    "supplier_records",
    metadata,
    Column("trade", PlainText, primary_key=True),
    Column("supplier", PlainText, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("record", JSON, nullable=False),
    Column("actor", PlainText, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
)
artwork = Table(
    "artwork",
    metadata,
    Column("id", Number, primary_key=True),
    Column("order_id", Number, nullable=False),
    Column("file_id", PlainText, nullable=False),
    Column("kind", PlainText, nullable=False),
    Column("name", PlainText, nullable=False),
    Column("album", PlainText),
    Column("sent_at", UtcDateTime, nullable=False),
    sqlite_autoincrement=True,
)
set_ups = Table(
    "set_ups",
    metadata,
    Column("chat_id", Number, primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    Column("status", PlainText, nullable=False),
    Column("state", JSON, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
)
unknown_wordings = Table(
    "unknown_wordings",
    metadata,
    Column("trade", PlainText, primary_key=True),
    Column("wording", PlainText, primary_key=True),
    Column("said", PlainText, nullable=False),
    Column("product", PlainText),
    Column("language", PlainText, nullable=False),
    Column("seen", Integer, nullable=False),
    Column("last_seen", UtcDateTime, nullable=False),
)
teachings = Table(
    "teachings",
    metadata,
    Column("trade", PlainText, primary_key=True),
    Column("wording", PlainText, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("said", PlainText, nullable=False),
    Column("target", PlainText),
    Column("actor", PlainText, nullable=False),
    Column("taught_at", UtcDateTime, nullable=False),
)
catalogue_texts = Table(
    "catalogue_texts",
    metadata,
    Column("trade", PlainText, primary_key=True),
    Column("kind", PlainText, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("content", PlainText),
    Column("actor", PlainText, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
)
catalogue_proposals = Table(
    "catalogue_proposals",
    metadata,
    Column("token", PlainText, primary_key=True),
    Column("trade", PlainText, nullable=False),
    Column("kind", PlainText, nullable=False),
    Column("content", PlainText, nullable=False),
    Column("proposed_at", UtcDateTime, nullable=False),
)

pools = Table(
    "pools",
    metadata,
    Column("id", Number, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("trade", PlainText, nullable=False),
    Column("product", PlainText, nullable=False),
    Column("token", PlainText, nullable=False),
    Column("status", PlainText, nullable=False),
    Column("state", JSON, nullable=False),
    Column("opened_at", UtcDateTime, nullable=False),
    sqlite_autoincrement=True,
)
notes = Table(
    "notes",
    metadata,
    Column("id", Number, primary_key=True),
    Column("order_id", Number, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("author", PlainText, nullable=False),
    Column("job", Integer),
    Column("to_job", Integer),
    Column("text", PlainText, nullable=False),
    Column("file_id", PlainText),
    sqlite_autoincrement=True,
)
export_parts = Table(
    "export_parts",
    metadata,
    Column("name", PlainText, primary_key=True),
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("content", PlainText, nullable=False),
)
demand_marks = Table(
    "demand_marks",
    metadata,
    Column("order_id", Number, primary_key=True, autoincrement=False),
    Column("outcome", PlainText, primary_key=True),
    Column("product", PlainText, primary_key=True),
    Column("attribute", PlainText, primary_key=True),
    Column("value", PlainText, primary_key=True),
    Column("trade", PlainText, nullable=False),
    Column("day", Date, nullable=False),
    Column("pieces", Integer, nullable=False),
    Column("who", PlainText, nullable=False),
    Column("open", Boolean, nullable=False),
)
demand_blocks = Table(
    "demand_blocks",
    metadata,
    Column("trade", PlainText, primary_key=True),
    Column("outcome", PlainText, primary_key=True),
    Column("product", PlainText, primary_key=True),
    Column("attribute", PlainText, primary_key=True),
    Column("first", Date, primary_key=True),
    Column("value", PlainText, primary_key=True),
    Column("last", Date, nullable=False),
    Column("orders", Integer, nullable=False),
    Column("pieces", Number, nullable=False),
)
demand_secrets = Table(
    "demand_secrets",
    metadata,
    Column("name", PlainText, primary_key=True),
    Column("secret", PlainText, nullable=False),
)
demand_subscriptions = Table(
    "demand_subscriptions",
    metadata,
    Column("trade", PlainText, primary_key=True),
    Column("supplier", PlainText, primary_key=True),
    Column("rhythm", PlainText, nullable=False),
    Column("weekday", Integer, nullable=False),
    Column("hour", Integer, nullable=False),
    Column("last_sent", UtcDateTime),
)


def _partial(name: str, *columns: Column[object], where: object, unique: bool = False) -> Index:
    return Index(name, *columns, unique=unique, sqlite_where=where, postgresql_where=where)


for _rows, _lane, _place in ((inbox, inbox.c.lane, inbox.c.update_id), (outbox, outbox.c.chat_id, outbox.c.id)):
    _waiting = _rows.c.ended_at.is_(None)
    # The head of a lane; and, for good, the rule that no two rows of a lane are in somebody's hands at once.
    _partial(f"{_rows.name}_waiting", _lane, _place, where=_waiting)
    _partial(f"{_rows.name}_held", _lane, where=and_(_waiting, _rows.c.held_until.is_not(None)), unique=True)
    Index(f"{_rows.name}_outcome", _rows.c.outcome)
    _partial(f"{_rows.name}_ended", _rows.c.ended_at, where=_rows.c.ended_at.is_not(None))
for _lanes in (inbox_lanes, outbox_lanes):
    Index(f"{_lanes.name}_ready", _lanes.c.ready_at, _lanes.c.head)

_partial("inbox_chat", inbox.c.chat_id, where=inbox.c.ended_at.is_(None))
Index("inbox_recent", inbox.c.chat_id, inbox.c.received_at, inbox.c.kind, inbox.c.update_id)
Index("outbox_chat", outbox.c.chat_id)
_partial("outbox_slot", outbox.c.chat_id, outbox.c.slot, where=outbox.c.ended_at.is_(None))
_partial(
    "messages_slot", messages.c.chat_id, messages.c.slot, messages.c.message_id, where=messages.c.slot.is_not(None)
)
_partial(
    "messages_about", messages.c.chat_id, messages.c.about, messages.c.message_id, where=messages.c.about.is_not(None)
)
Index("orders_consumer", orders.c.consumer, orders.c.id)
Index("orders_consumer_status", orders.c.consumer, orders.c.status, orders.c.id)
Index("orders_status", orders.c.status)
Index("orders_created", orders.c.created_at, orders.c.id, orders.c.status)
Index("jobs_key", jobs.c.key, unique=True)
Index("jobs_supplier", jobs.c.supplier, jobs.c.status, jobs.c.id)
Index("jobs_status", jobs.c.status)
_partial("jobs_booked", jobs.c.trade, jobs.c.last_day, where=jobs.c.live.is_(True))
Index("follow_ups_ready", follow_ups.c.ready_at, follow_ups.c.id)
Index("follow_ups_order", follow_ups.c.order_id, follow_ups.c.due)
_partial("people_unreachable", people.c.chat_id, where=people.c.reachable.is_(False))
Index("audit_order", audit.c.order_id, audit.c.id)
Index("actions_expiry", actions.c.expires_at)
Index("observations_once", observations.c.job, observations.c.kind, unique=True)
Index("observations_supplier", observations.c.supplier, observations.c.at, observations.c.id)
Index("connections_chat", connections.c.chat_id)
Index("artwork_order", artwork.c.order_id, artwork.c.file_id, unique=True)
Index("unknown_wordings_last_seen", unknown_wordings.c.last_seen)
Index("catalogue_proposals_at", catalogue_proposals.c.proposed_at)
Index("notes_order", notes.c.order_id, notes.c.id)
Index("pools_token", pools.c.token, unique=True)
_partial("pools_open", pools.c.trade, pools.c.product, pools.c.id, where=pools.c.status == "open")
_partial(
    "demand_marks_open",
    demand_marks.c.trade,
    demand_marks.c.outcome,
    demand_marks.c.product,
    demand_marks.c.attribute,
    demand_marks.c.day,
    where=demand_marks.c.open.is_(True),
)
Index("demand_marks_who", demand_marks.c.who)
Index("demand_marks_day", demand_marks.c.day)
Index("demand_blocks_last", demand_blocks.c.trade, demand_blocks.c.last)
