"""The order reader of one trade: a message in, an order out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from nlu.amend import Amender
from nlu.answers import answered
from nlu.corrections import overruled, turns_of
from nlu.foreign import is_foreign
from nlu.inquiry import wish_after_question
from nlu.intents import Content, intent_of, says
from nlu.languages import language_of
from nlu.learned.fallback import Fallback, committed
from nlu.memory import made_to_stay
from nlu.normalise import fold
from nlu.order import OrderReader, Said
from nlu.removal import dropped, ordinal, removed_items
from nlu.replies import ReplyReader
from nlu.scaling import subtracts
from nlu.standing import Standing
from nlu.unknown import unknown_of
from planner.domain.catalogue import Catalogue
from planner.domain.reply import JobTerms, SupplierReading
from planner.domain.spec import Intent, Item, OrderSpec, Reading, missing_of


class Reader:
    """Reads consumers' messages and suppliers' replies in one trade.

    `places`: names that are destinations; `fallback`: tells what a message is for where no rule does.
    """

    def __init__(self, catalogue: Catalogue, places: Sequence[str] = (), fallback: Fallback | None = None):
        self.catalogue = catalogue
        self._fallback = fallback or committed()
        with made_to_stay():
            self._orders = OrderReader(catalogue, places)
            self._amender = Amender(catalogue, self._orders.regions)
            self._replies = ReplyReader(self._orders.scanner, self._fallback)

    def read(self, text: str, now: datetime, standing: Standing | None = None) -> Reading:
        """What the message says; with a draft, what stands after it (an order cancelled stands no more)."""
        folded_text = fold(text)
        wish = wish_after_question(folded_text.text) if standing is None else None
        if wish is not None:
            return self._asked_then_ordered(folded_text.said(wish, len(folded_text.text)), text, now)
        turns = turns_of(folded_text.text)
        for start, end in turns[:-1]:
            # Only an order can be corrected: what comes before a second thought must hold one.
            earlier = self._read(folded_text.said(start, end), now, standing)
            if earlier.intent is not Intent.ORDER or not earlier.spec.items:
                return self._read(text, now, standing)
            standing = Standing(earlier.spec, None, earlier.unknown)
        if len(turns) > 1 and standing is not None:
            before, after = (folded_text.said(start, end) for start, end in turns[-2:])
            standing = self._overruled(standing, before, after, now)
        start, end = turns[-1]
        last = folded_text.said(start, end) + folded_text.rest
        return self._read(last if len(turns) > 1 else text, now, standing)

    def _overruled(self, standing: Standing, before: str, after: str, now: datetime) -> Standing:
        """What stands without the value that the second thought in `after` puts another in place of."""
        told, thought = (self._orders.read(text, now.date(), None) for text in (before, after))
        text = thought.scan.folded.text
        return replace(standing, spec=overruled(standing.spec, told.parts, thought.parts, text, self.catalogue))

    def _asked_then_ordered(self, wish: str, text: str, now: datetime) -> Reading:
        """What the wish says alone where it names the goods; else it speaks of those that the question named."""
        alone = self._read(wish, now, None)
        if alone.intent is Intent.ORDER and all(item.product is not None for item in alone.spec.items):
            return alone
        said = self._orders.read(text, now.date(), None)
        spec = self._fresh(said)
        numbered = any(part.role == "figure" for part in said.parts)
        if not numbered or not any(item.product is not None for item in spec.items):
            return self._read(text, now, None)
        unknown = unknown_of(said, self._orders.scanner.vocabulary.known_words, self.catalogue)
        return Reading(Intent.ORDER, language_of(text), spec, missing_of(spec, self.catalogue), unknown)

    def _read(self, text: str, now: datetime, standing: Standing | None) -> Reading:
        said, reading = self._understood(text, now, standing)
        if reading.spec.items:
            return reading
        return replace(reading, topic=_topic(said) or (standing.topic if standing else None))

    def _understood(self, text: str, now: datetime, standing: Standing | None) -> tuple[Said, Reading]:
        said = self._orders.read(text, now.date(), standing)
        folded = said.scan.folded.text
        answer = answered(said, standing, self.catalogue) if standing else None
        content = self._content(said, answer is not None, standing.spec.items if standing else ())
        drafting = standing is not None and bool(standing.spec.items)
        known = self._orders.scanner.vocabulary.known_words
        if answer is None and is_foreign(folded, said.scan.tokens, known):
            spec = standing.spec if standing else OrderSpec()
            return said, Reading(Intent.OTHER, language_of(text), spec, missing_of(spec, self.catalogue), ())
        intent = Intent.ORDER if answer is not None else intent_of(folded, content, drafting)
        if answer is None and not says("COMPLAINT", folded) and not (standing and standing.asking):
            intent = self._fallback.message(intent, folded, said.scan.tokens)
        language = language_of(text)
        unknown = unknown_of(said, known, self.catalogue)
        if standing is None:
            spec = self._fresh(said) if intent is Intent.ORDER else OrderSpec()
            if intent is Intent.ORDER and not spec.items:
                intent = Intent.OTHER
            return said, Reading(intent, language, spec, missing_of(spec, self.catalogue), unknown)
        return said, self._continue(said, standing, answer, intent, language, unknown)

    def reply(self, text: str, now: datetime, job: JobTerms | None = None) -> SupplierReading:
        """What a supplier's message says about a job."""
        return self._replies.read(text, now.date(), job)

    def _continue(
        self,
        said: Said,
        standing: Standing,
        answer: OrderSpec | None,
        intent: Intent,
        language: str,
        unknown: tuple[str, ...],
    ) -> Reading:
        spec = standing.spec
        if answer is not None:
            spec = answer
        elif intent is Intent.ORDER:
            spec = self._amender.apply(said, standing) if spec.items else self._merged(said, standing)
        elif intent is Intent.CANCEL:
            return Reading(intent, language, OrderSpec(), (), ())
        spec = self._with_defaults(spec)
        if intent is Intent.ORDER and standing.spec.items and not spec.items:
            return Reading(Intent.CANCEL, language, OrderSpec(), (), ())
        if intent is Intent.ORDER and not spec.items and not (spec.deadline or spec.budget or spec.destination):
            intent = Intent.OTHER
        kept = tuple(dict.fromkeys((*standing.unknown, *unknown)))
        return Reading(intent, language, spec, missing_of(spec, self.catalogue), kept)

    def _content(self, said: Said, answers: bool, items: Sequence[Item]) -> Content:
        goods = any(f.item.product is not None or f.counted for f in said.fragments)
        values = any(f.item.attributes for f in said.fragments) or answers
        goods = goods or (values and all(p.role not in ("word", "day") for p in said.parts))
        frame = (
            says("UNDO_LIMIT", said.scan.folded.text)
            or said.deadline is not None
            or said.budget is not None
            or said.destination is not None
        )
        text = said.scan.folded.text
        denied = any(p.excluded for p in said.parts if p.role in ("product", "value"))
        named = any(p.role == "product" for p in said.parts)
        removes = says("REMOVE", text) and (denied or named or bool(dropped(said)) or ordinal(text) is not None)
        removes = removes or bool(removed_items(items, said, self.catalogue)) or (bool(items) and subtracts(text))
        swaps = says("SWAP", text) and says("SWAP_NUMBERS", text)
        scales = any(says(name, text) for name in ("DOUBLE", "TRIPLE", "HALVE", "FEWER", "MORE_OF_EACH", "SHIFT"))
        items = [f.item for f in said.fragments if f.item.product is not None]
        counted = any(item.quantity is not None for item in items)
        spec = OrderSpec(tuple(items)) if counted else OrderSpec()
        attributes = {entry.name for item in items for entry in item.attributes}
        framed = said.deadline is not None or said.destination is not None
        detailed = counted and not missing_of(spec, self.catalogue) and (framed or len(attributes) > 1)
        stated = counted and _states(said)
        return Content(
            goods, values or swaps or removes or scales, frame, removes, counted, bool(items), detailed, stated
        )

    def _fresh(self, said: Said) -> OrderSpec:
        items = tuple(self._deduced(item) for item in said.items)
        spec = OrderSpec(items, said.deadline, said.budget, said.destination)
        return self._with_defaults(spec)

    def _deduced(self, item: Item) -> Item:
        """The only product that has all that was said of one without a name."""
        if item.product is not None or not item.attributes:
            return item
        fitting = [
            p.id for p in self.catalogue.products.values() if all(e.name in p.attributes for e in item.attributes)
        ]
        return replace(item, product=fitting[0]) if len(fitting) == 1 else item

    def _merged(self, said: Said, standing: Standing) -> OrderSpec:
        old = standing.spec
        items = tuple(self._of_topic(item, standing.topic) for item in said.items)
        return OrderSpec(
            items, said.deadline or old.deadline, said.budget or old.budget, said.destination or old.destination
        )

    def _of_topic(self, item: Item, topic: str | None) -> Item:
        """ "Do you make mugs? / 30 in red please": what was asked about is meant, if it can be so."""
        item = self._deduced(item)
        if item.product is not None or topic is None:
            return item
        fits = all(self._orders.regions.uses(topic, e.name) for e in item.attributes)
        return replace(item, product=topic) if fits else item

    def _with_defaults(self, spec: OrderSpec) -> OrderSpec:
        return replace(spec, items=tuple(self._with_default(item) for item in spec.items))

    def _with_default(self, item: Item) -> Item:
        if item.product is None and len(self.catalogue.products) == 1:
            item = replace(item, product=next(iter(self.catalogue.products)))
        if item.product is None or item.quantity is not None:
            return item
        return replace(item, quantity=self.catalogue.products[item.product].quantity.default)


def _topic(said: Said) -> str | None:
    """The only product that a message names."""
    named = {p.senses[0].id for p in said.parts if p.role == "product" and not p.excluded}
    return named.pop() if len(named) == 1 else None


def _states(said: Said) -> bool:
    """Does the message name goods before it asks anything? "3 oak tables, how long would that take?" does."""
    end = next((index for index, part in enumerate(said.parts) if part.role == "product"), None)
    if end is None:
        return False
    while end < len(said.parts) and said.parts[end].role != "sep":
        end += 1
    if end >= len(said.parts):
        return False
    opening = said.scan.text(0, said.parts[end].end)
    return not any(
        says(name, opening) for name in ("QUESTION", "STATUS", "COMPLAINT", "ORDERED_BEFORE", "AMEND", "CANCEL")
    )
