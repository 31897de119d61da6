"""Short answers to the open question that mean something only because it was asked: "12", "the second one", "Leeds"."""

from __future__ import annotations

import re
from dataclasses import replace

from nlu.intents import pattern, says
from nlu.languages import LANGUAGES
from nlu.measures import DIMENSIONS
from nlu.normalise import fold
from nlu.order import Said
from nlu.removal import ordinal
from nlu.standing import Standing
from nlu.tokens import split
from planner.domain.catalogue import Catalogue
from planner.domain.spec import PRODUCT, QUANTITY, Entry, Item, Measure, OrderSpec

_LEAD = re.compile(
    r"^\W*(?:(?:it'?s|its|to|in|for|at|please|just|we are in|we'?re in|i'?m in|i live in|our city is|the city is|"
    r"在|到|寄到|发到|就|是|我在|我们在|送到)\s*:?\s*)+"
)
_TALK = re.compile(
    r"[?？]|\b(?:don'?t|dunno|no idea|not sure|what|which|why|how|cancel|you|any|whatever|later|yes|no|ok|okay|"
    r"sure|hello|hi)\b|不知道|随便|都行|什么|取消|吗|不|好的?$|可以$|嗯|你好"
)
_FILLERS = frozenset().union(*(language.fillers for language in LANGUAGES))
_LONGEST_PART = 6
_LONGEST_PLACE = 60
_EDGES = " .。!！,，~吧呢哦"


def answered(said: Said, standing: Standing, catalogue: Catalogue) -> OrderSpec | None:
    """The draft with the open question answered; None where the message is no mere answer to it."""
    asking = standing.asking
    remeasured = _remeasured(said, standing.spec)
    if remeasured is not None or asking is None:
        return remeasured
    if asking == "destination":
        return _place(said, standing.spec)
    index, _, name = asking.partition(".")
    if not index.isdigit() or int(index) >= len(standing.spec.items):
        return None
    place = int(index)
    item = standing.spec.items[place]
    changed: Item | None = None
    if name == QUANTITY:
        changed = _quantity(said, item)
    elif name != PRODUCT:
        changed = (
            _choice(said, item, name, catalogue)
            or _by_part(said, item, name, catalogue)
            or _free(said, item, name, catalogue)
        )
    if changed is None:
        return None
    spec = standing.spec.with_item(place, changed)
    return replace(spec, destination=said.destination or spec.destination)


def _remeasured(said: Said, spec: OrderSpec) -> OrderSpec | None:
    """ "140 cm", where one measure of that dimension stands: the new one takes its place."""
    sized = [p for p in said.parts if p.role == "measure" and len(p.data.measures) == 1]
    if len(sized) != 1 or said.fragments:
        return None
    part = sized[0]
    found = [
        (place, entry)
        for place, item in enumerate(spec.items)
        for entry in item.attributes
        if isinstance(entry.value, Measure) and DIMENSIONS.get(entry.value.unit) == part.data.dimension
    ]
    if len(found) != 1:
        return None
    place, entry = found[0]
    changed = replace(entry, value=part.data.measures[0], said=said.scan.said(part.start, part.end))
    return spec.with_item(place, spec.items[place].with_entry(changed))


def _bare(said: Said) -> str:
    return said.scan.folded.text.strip()


def _place(said: Said, spec: OrderSpec) -> OrderSpec | None:
    text = _bare(said)
    if said.destination is not None or said.fragments or said.deadline or said.budget:
        return None
    if any(p.role in ("value", "product", "name") or "not" in p.tags for p in said.parts):
        return None
    nowhere = pattern("NOWHERE")
    lead = _LEAD.match(text)
    start = said.scan.folded.text.find(text) + (lead.end() if lead else 0)
    end = said.scan.folded.text.rfind(text) + len(text)
    answer = said.scan.folded.said(start, end).strip(_EDGES)
    if nowhere.fullmatch(text.strip(_EDGES)) or nowhere.fullmatch(fold(answer).text) or _only_talk(said):
        return None
    if not 1 < len(answer) <= _LONGEST_PLACE or _TALK.search(text) or len(text.split()) > 8:
        return None
    return replace(spec, destination=answer) if any(c.isalpha() for c in answer) else None


def _only_talk(said: Said) -> bool:
    """ "deliver it please": several words, and none of them names anything."""
    tokens = said.scan.tokens
    return len(tokens) > 1 and all(t.kind == "mark" or (t.kind == "word" and t.text in _FILLERS) for t in tokens)


def _quantity(said: Said, item: Item) -> Item | None:
    """A number is the quantity, whatever stands beside it, unless the message names goods or sizes of its own."""
    if any(f.item.product or f.item.attributes for f in said.fragments):
        return None
    figures = [p.data for p in said.parts if p.role == "figure"]
    if len(figures) != 1 or said.deadline or said.budget:
        return None
    count = next((f.item for f in said.fragments if f.item.quantity is not None), None)
    whole = figures[0].whole
    if whole is None or whole < 1:
        return None
    if count is not None:
        return replace(item, quantity=count.quantity, quantity_max=count.quantity_max, approximate=count.approximate)
    most = None if figures[0].most is None else int(figures[0].most)
    return replace(item, quantity=whole, quantity_max=most, approximate=figures[0].about)


def _choice(said: Said, item: Item, name: str, catalogue: Catalogue) -> Item | None:
    """ "the second one": of the readings in question, else of the values in the catalogue's order."""
    attribute = catalogue.attributes.get(name)
    if attribute is None or attribute.kind != "choice" or any(f.item.attributes for f in said.fragments):
        return None
    text = said.scan.folded.text
    place = ordinal(text)
    if place is None or says("REMOVE", text):
        return None
    quoted = said.scan.said(0, len(said.scan.tokens))
    doubtful = next((e for e in item.values(name) if e.alternatives), None)
    options = [str(doubtful.value), *doubtful.alternatives] if doubtful else list(attribute.values)
    if not -len(options) <= place < len(options):
        return None
    kept = (
        replace(doubtful, value=options[place], alternatives=(), said=quoted)
        if doubtful
        else Entry(name, options[place], quoted)
    )
    return item.with_entry(kept)


def _by_part(said: Said, item: Item, name: str, catalogue: Catalogue) -> Item | None:
    """ "metal", of a metal and a plastic lock: the only one in question whose wording has the answer's words."""
    attribute = catalogue.attributes.get(name)
    words = [t for t in said.scan.tokens if t.wordy and t.text not in _FILLERS]
    if attribute is None or attribute.kind != "choice" or any("not" in p.tags for p in said.parts):
        return None
    doubtful = next((e for e in item.values(name) if e.alternatives), None)
    # "White" may be a value of something else as well; asked which of two pines is meant, it answers that.
    other = any(f.item.product or f.item.quantity or (f.item.attributes and not doubtful) for f in said.fragments)
    if other or not 0 < len(words) <= _LONGEST_PART:
        return None
    options = [str(doubtful.value), *doubtful.alternatives] if doubtful else list(attribute.values)
    wanted = {w.stem for w in words}
    meant = [
        option
        for option in options
        if option in attribute.values
        and any(
            wanted <= {t.stem for t in split(fold(wording))}
            for wordings in attribute.values[option].names.values()
            for wording in wordings
        )
    ]
    if len(meant) != 1:
        return None
    quoted = said.scan.said(0, len(said.scan.tokens))
    if doubtful is not None:
        return item.with_entry(replace(doubtful, value=meant[0], alternatives=(), said=quoted))
    return item.with_entry(Entry(name, meant[0], quoted))


def _free(said: Said, item: Item, name: str, catalogue: Catalogue) -> Item | None:
    """A number or a text that was asked for."""
    attribute = catalogue.attributes.get(name)
    if attribute is None or any(e.name == name for f in said.fragments for e in f.item.attributes):
        return None
    if attribute.kind == "number":
        figures = [p.data for p in said.parts if p.role == "figure"]
        if len(figures) == 1:
            value = figures[0].value
            text = said.scan.said(figures[0].start, figures[0].end)
            return item.with_entry(Entry(name, int(value) if value == int(value) else float(value), text))
    if attribute.kind == "text" and not said.fragments and not _TALK.search(_bare(said)):
        text = said.scan.said(0, len(said.scan.tokens)).strip()
        if text:
            return item.with_entry(Entry(name, text.strip("\"'“”‘’「」《》"), text))
    return None
