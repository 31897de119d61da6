"""Puts together what belongs together: which reading, plan and messages an update or a follow-up led to."""

from __future__ import annotations

import json
import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime

from bot.runtime.agenda import PLANNING
from bot.runtime.lane.entries import Entry, Json, Out, entry_of_update
from bot.runtime.lane.noted import Noted

log = logging.getLogger(__name__)

#: So many entries are kept, and so many links to them.
MOST_ENTRIES, MOST_LINKS = 300, 3000
#: Follow-ups that are no waiting but the next piece of the same work.
AT_ONCE = PLANNING | {"offer"}


class Journal:
    """Keeps nothing but the last entries, in memory. `tell` gets every entry that is new or has changed."""

    def __init__(self, tell: Callable[[Json], None], now: Callable[[], datetime]):
        self._tell = tell
        self._now = now
        self._next = 1
        self._entries: OrderedDict[int, Entry] = OrderedDict()
        self._by_update: OrderedDict[int, Entry] = OrderedDict()
        self._by_due: OrderedDict[int, Entry] = OrderedDict()
        self._kinds: OrderedDict[int, tuple[str, int]] = OrderedDict()
        self._planning: OrderedDict[int, int] = OrderedDict()
        self._out: OrderedDict[int, tuple[Entry, Out]] = OrderedDict()
        self._slots: OrderedDict[tuple[int, str], int] = OrderedDict()

    def did(self, noted: Noted) -> None:
        """A transaction has committed. Never raises: the bot does not depend on being watched."""
        try:
            self._did(noted)
        except Exception:
            log.exception("the lane lost something")

    def read(self, update: int | None, reading: Json) -> None:
        """A message of an update was read."""
        entry = self._by_update.get(update) if update is not None else None
        if entry is not None:
            entry.readings.append(reading)
            self._tell(entry.told())

    def planned(self, order: int, plan: Json) -> None:
        """A plan was made for an order, or nothing fitted."""
        number = self._planning.get(order)
        entry = self._by_due.get(number) if number is not None else None
        if entry is not None:
            entry.plans.append(plan)
            self._tell(entry.told())

    def _did(self, noted: Noted) -> None:
        changed: dict[int, Entry] = {}
        for update, raw in noted.came:
            entry = self._new(entry_of_update(self._next, json.loads(raw), self._now().isoformat(), time.monotonic()))
            self._by_update[update] = changed[entry.id] = entry
        for due in noted.claimed:
            self._kinds[due.id] = (due.kind, due.order_id)
            if due.kind in PLANNING:
                self._planning[due.order_id] = due.id
                changed.update(self._known(self._entry_of_due(due.id)))
        self._slots.update(noted.slots)
        follows = noted.queued or noted.decided
        cause = self._cause(noted) if follows or noted.set else None
        for number, kind, order in noted.set:
            self._kinds[number] = (kind, order)
            if cause is not None and kind in AT_ONCE:
                self._by_due[number] = cause
        if cause is not None and follows:
            changed[cause.id] = cause
            self._follows(cause, noted)
        for entry in self._delivered(noted):
            changed[entry.id] = entry
        self._let_go()
        for entry in changed.values():
            self._tell(entry.told())

    def _cause(self, noted: Noted) -> Entry | None:
        """What a transaction was about: what it finished, else what was being worked on."""
        for update in (*noted.updates_done, noted.update):
            if update is not None and update in self._by_update:
                return self._by_update[update]
        return self._entry_of_due(noted.due_done[0]) if noted.due_done else None

    def _entry_of_due(self, number: int) -> Entry | None:
        if number in self._by_due or number not in self._kinds:
            return self._by_due.get(number)
        kind, order = self._kinds[number]
        entry = self._new(Entry(self._next, "due", kind, self._now().isoformat(), time.monotonic(), order=order))
        self._by_due[number] = entry
        return entry

    def _new(self, entry: Entry) -> Entry:
        self._next += 1
        self._entries[entry.id] = entry
        return entry

    def _follows(self, cause: Entry, noted: Noted) -> None:
        for order, event in noted.decided:
            cause.order = order if order is not None else cause.order
            cause.decisions.append(event)
        for queued in noted.queued:
            before = self._out.get(queued.number)
            if before is not None and before[0] is not cause:
                before[1].state = "replaced"
                self._tell(before[0].told())
            elif before is not None:
                before[1].view = queued.view
                continue
            out = Out(queued.chat, queued.view, queued.slot)
            cause.out.append(out)
            self._out[queued.number] = (cause, out)

    def _delivered(self, noted: Noted) -> list[Entry]:
        found: list[Entry] = []
        recorded = dict(noted.recorded)
        for number in noted.sent:
            if number not in self._out:
                continue
            entry, out = self._out[number]
            out.shown = recorded.get(out.chat)
            out.state = "sent" if out.shown is not None else "edited"
            if out.shown is not None and out.slot is not None:
                self._slots[out.chat, out.slot] = out.shown
            elif out.slot is not None:
                out.shown = self._slots.get((out.chat, out.slot))
            out.after = round(time.monotonic() - entry.came, 2)
            found.append(entry)
        for number in noted.buried:
            if number in self._out:
                self._out[number][1].state = "dead"
                found.append(self._out[number][0])
        return found

    def _let_go(self) -> None:
        while len(self._entries) > MOST_ENTRIES:
            self._entries.popitem(last=False)
        for links in (self._by_update, self._by_due, self._kinds, self._planning, self._out, self._slots):
            while len(links) > MOST_LINKS:
                links.popitem(last=False)

    @staticmethod
    def _known(entry: Entry | None) -> dict[int, Entry]:
        return {} if entry is None else {entry.id: entry}
