"""Which items of the draft a message without a product is about, and which of their values it replaces."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.changes import asks_to
from nlu.intents import says
from nlu.items import Fragment
from nlu.order import Said
from nlu.regions import Regions
from nlu.removal import ordinal
from nlu.standing import Standing
from planner.domain.spec import Entry, Item


def targets_of(
    items: Sequence[Item], new: Item, old: Sequence[Entry], standing: Standing, text: str, trade: Regions
) -> list[int]:
    """Which items a message without a product is about."""
    fitting = [i for i, item in enumerate(items) if all(trade.uses(item.product, e.name) for e in new.attributes)]
    if not fitting:
        return []
    if len(fitting) == 1:
        return fitting
    place = ordinal(text)
    if place is not None and -len(items) <= place < len(items) and place % len(items) in fitting:
        return [place % len(items)]
    if old:
        holding = [i for i in fitting if any(has(items[i], e) for e in old)]
        if holding:
            return holding
    index, _, name = (standing.asking or "").partition(".")
    if index.isdigit() and int(index) in fitting:
        asked_quantity = name == "quantity" and new.quantity is not None
        if asked_quantity or any(e.name == name for e in new.attributes):
            return [int(index)]
    if says("EVERY", text):
        return fitting
    # A value that one item alone has already is how people point to it: "the red ones: 6 of them".
    for entry in new.attributes:
        holding = [i for i in fitting if has(items[i], entry)]
        if len(holding) == 1 and (new.quantity is not None or len(new.attributes) > 1):
            return holding
    lacking = [i for i in fitting if new.attributes and not any(items[i].values(e.name) for e in new.attributes)]
    if lacking:
        return lacking[:1] if len(lacking) > 1 and index.isdigit() else lacking
    return fitting[-1:]


def has(item: Item, entry: Entry) -> bool:
    """Does the item have this value, or may it?"""
    return any(e.value == entry.value or entry.value in e.alternatives for e in item.values(entry.name))


def old_values(said: Said, fragment: Fragment) -> list[Entry]:
    """ "the white ones to mint", 把白色换成薄荷绿: values before a word of change, with others of theirs after it."""
    parts = said.parts
    change = next(
        (
            i
            for i, p in enumerate(parts)
            if p.text in ("换成", "改成", "改为", "换为", "换", "to", "with", "for", "into", "->", "→", "by") and i > 0
        ),
        None,
    )
    given_way = asks_to("IN_ITS_PLACE", said.scan.folded.text) and any(
        p.role == "value" and not p.excluded for p in parts
    )
    taken = {
        (s.attribute, s.id)
        for p in parts
        if p.role == "value"
        and p.excluded
        and (given_way or _taken_out(said.scan.text(p.start if p.lead < 0 else p.first, p.last)))
        for s in p.senses
    }
    gone = [e for e in fragment.item.attributes if (e.name, e.value) in taken]
    if change is None or (parts[change].text.isascii() and not says("CHANGE", said.scan.folded.text)):
        return gone
    before = {(s.attribute, s.id) for p in parts[:change] if p.role == "value" for s in p.senses}
    # "M to 40, 20 L": what changes is a number, and the clause about it ends before the next size.
    numbered = change + 1 < len(parts) and parts[change + 1].role == "figure"
    end = next((i for i in range(change, len(parts)) if numbered and parts[i].role == "sep"), len(parts))
    after = {s.attribute for p in parts[change:end] if p.role == "value" for s in p.senses}
    old = {(a, v) for a, v in before if a in after}
    return gone + [e for e in fragment.item.attributes if (e.name, e.value) in old]


def _taken_out(words: str) -> bool:
    return says("TAKEN_OUT", words) or asks_to("INSTEAD", words)
