"""One message by itself: its items, and what it says of the order as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from nlu import denials, spans
from nlu.budget import find_budget
from nlu.calendar import DayFound
from nlu.cues import settle_cues
from nlu.items import Fragment, ItemMaker
from nlu.languages import LANGUAGES
from nlu.mention import Scan
from nlu.negation import mark_degrees, mark_exclusions
from nlu.parts import Part, build
from nlu.references import refer_back
from nlu.regions import Regions
from nlu.rethought import forget_first_thoughts
from nlu.scanner import Scanner
from nlu.sharing import share
from nlu.standing import Standing
from planner.domain.catalogue import Catalogue
from planner.domain.spec import Budget, Deadline, Item

_LIST_NOUNS = frozenset().union(*(language.list_nouns for language in LANGUAGES))
_FILLERS = frozenset().union(*(language.fillers for language in LANGUAGES))


@dataclass(frozen=True)
class Said:
    """What one message says, before it is held against what was said earlier."""

    scan: Scan
    parts: tuple[Part, ...]
    fragments: tuple[Fragment, ...]
    deadline: Deadline | None
    budget: Budget | None
    budget_cued: bool
    destination: str | None

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(f.item for f in self.fragments)


class OrderReader:
    """Reads single messages of one trade."""

    def __init__(self, catalogue: Catalogue, places: Sequence[str]):
        self.catalogue = catalogue
        self.scanner = Scanner(catalogue, places)
        self.regions = Regions(catalogue)
        self._maker = ItemMaker(catalogue, self.regions, self.scanner.vocabulary.implied)

    def read(self, text: str, today: date, standing: Standing | None = None) -> Said:
        """What the message says; with a draft, bare numbers and shares of it count."""
        asking = standing.asking if standing else None
        priced = standing is not None and standing.spec.budget is not None
        items = standing.spec.items if standing else ()
        pieces = items[0].quantity if len(items) == 1 else None
        scan = self.scanner.scan(text, today, asking)
        parts = spans.fill(build(scan, scan.mentions), scan.tokens, self.catalogue)
        forget_first_thoughts(scan, parts, self.catalogue)
        _forget_the_past(parts)
        _forget_headlines(parts)
        if standing is not None:
            _name_texts(parts, standing, self.catalogue)
        settle_cues(parts, self.catalogue)
        mark_degrees(parts, self.catalogue)
        mark_exclusions(parts, self.catalogue)
        parts = denials.complete(parts, self.catalogue, self.scanner.vocabulary)
        budget, cued = find_budget(parts, self.catalogue.currency, priced)
        regions = self.regions.divide(parts, self._asked(standing))
        fragments: list[Fragment] = []
        for region in regions:
            fragments += self._maker.make(scan, parts, region, standing is not None, pieces)
        fragments = refer_back(parts, fragments, regions, self.catalogue)
        fragments = share(parts, fragments, regions, self.regions)
        fragments = [f for f in fragments if f.item.product or f.item.attributes or f.item.quantity is not None]
        deadline = _deadline(parts)
        places = [p.data for p in parts if p.role == "place"]
        return Said(scan, tuple(parts), tuple(fragments), deadline, budget, cued, places[-1] if places else None)

    def _asked(self, standing: Standing | None) -> str | None:
        """The attribute in the open question, where the item that it is about has it."""
        index, _, name = (standing.asking if standing and standing.asking else "").partition(".")
        if standing is None or not index.isdigit() or int(index) >= len(standing.spec.items):
            return None
        product = standing.spec.items[int(index)].product
        return name if product is not None and self.regions.uses(product, name) else None


def _forget_the_past(parts: Sequence[Part]) -> None:
    """ "we had oak last time, now …": what is told of the past is not asked for."""
    start = 0
    for place in range(len(parts) + 1):
        if place < len(parts) and parts[place].role != "sep":
            continue
        clause = parts[start:place]
        start = place + 1
        if any(p.role == "day" and p.data.past for p in clause):
            for part in clause:
                if part.role in ("value", "figure", "product"):
                    part.role = "word"


def _forget_headlines(parts: Sequence[Part]) -> None:
    """ "two things: …", 三样东西：…: how many lines follow, not how many pieces."""
    for place, part in enumerate(parts):
        if part.role in ("product", "value"):
            return
        if part.role != "figure":
            continue
        here = place + 1
        while here < len(parts) and (parts[here].text in _LIST_NOUNS or parts[here].text in _FILLERS):
            here += 1
        named = any(p.text in _LIST_NOUNS for p in parts[place + 1 : here])
        following = parts[here + 1] if here + 1 < len(parts) else None
        ends = here < len(parts) and (
            parts[here].text in (":", "-", "–", "—")
            or parts[here].strong
            or (parts[here].role == "sep" and following is not None and following.role == "figure")
        )
        if named and ends:
            part.role = "word"
            for noun in parts[place + 1 : here]:
                noun.role, noun.tags = "word", frozenset()
            return


def _name_texts(parts: Sequence[Part], standing: Standing, catalogue: Catalogue) -> None:
    """ "change it to 'Hello'": a text that no word names is the one that stands, or the only one there can be."""
    items = standing.spec.items
    if any(p.role == "product" for p in parts):
        return
    texts = [a.id for a in catalogue.attributes.values() if a.kind == "text"]
    written = {e.name for item in items for e in item.attributes if e.name in texts}
    able = {name for item in items if item.product for name in catalogue.products[item.product].attributes}
    names = written or able.intersection(texts)
    for part in parts:
        if part.role == "text" and part.data.attribute is None and len(names) == 1:
            part.data = replace(part.data, attribute=next(iter(names)))


def _deadline(parts: Sequence[Part]) -> Deadline | None:
    """The day that binds: one with a cue of its own before one without; of several the last."""
    days: list[DayFound] = [p.data for p in parts if p.role == "day" and not p.data.past and not p.data.occasion]
    if not days:
        return None
    day = next((d for d in reversed(days) if d.cue in ("by", "before", "around", "on")), days[-1])
    cue = day.cue if day.cue in ("by", "before", "on", "around") else "by"
    return Deadline(day.day, cue)
