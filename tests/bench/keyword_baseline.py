"""What a look-up of keywords makes of messages: the yardstick for the reader.

The longest wording that matches wins, the first number is the quantity, and there is one item. Called on its own, it
reads and writes what `bespoke parse` does: `python -m tests.bench.keyword_baseline CATALOGUE [consumer|supplier]`.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bot.services.catalogue_file import load_catalogue
from planner.domain.catalogue import Catalogue

_REPLIES = {
    "decline": ("sorry", "unable", "can't", "cannot", "too busy", "不好意思", "抱歉", "做不了", "接不了"),
    "accept": ("yes", "ok", "okay", "sure", "fine", "accepted", "no problem", "可以", "没问题", "好的", "接了"),
}
_WORD = re.compile(r"[a-z0-9'&%/-]+|[\u4e00-\u9fff]")


def words(text: str) -> tuple[str, ...]:
    """Lower-case words without a plural's s, and single Han characters."""
    return tuple(word.removesuffix("s") for word in _WORD.findall(text.lower()))


class KeywordReader:
    """Looks wordings up, and knows nothing of language."""

    def __init__(self, catalogue: Catalogue):
        self._products = catalogue.products
        self._lexicon: dict[tuple[str, ...], tuple[str, str]] = {}
        named = [("", product.id, product.names) for product in catalogue.products.values()]
        named += [(a.id, v.id, v.names) for a in catalogue.attributes.values() for v in a.values.values() if not a.cues]
        for attribute, value, names in named:
            for wording in (wording for wordings in names.values() for wording in wordings):
                self._lexicon.setdefault(words(wording), (attribute, value))
        self._longest = max(map(len, self._lexicon), default=0)

    def read(self, text: str) -> dict[str, Any]:
        """A consumer's message as one item of the first product that it names; no order without one."""
        found = tuple(dict.fromkeys(self._found(words(text))))
        product = next((self._products[value] for attribute, value in found if not attribute), None)
        if product is None:
            return {"intent": "other", "items": []}
        values = [{"name": name, "value": value} for name, value in found if name in product.attributes]
        number = next((int(word) for word in re.findall(r"\d+", text)), product.quantity.default)
        return {"intent": "order", "items": [{"product": product.id, "quantity": number, "attributes": values}]}

    def reply(self, text: str) -> dict[str, Any]:
        """A supplier's reply: the first of the intents that one of its keywords stands for."""
        said = f" {' '.join(words(text))} "
        hits = (i for i, keys in _REPLIES.items() for key in keys if f" {' '.join(words(key))} " in said)
        return {"intent": next(hits, "other")}

    def _found(self, said: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        at = 0
        while at < len(said):
            sizes = (n for n in range(min(self._longest, len(said) - at), 0, -1) if said[at : at + n] in self._lexicon)
            size = next(sizes, 0)
            if size:
                yield self._lexicon[said[at : at + size]]
            at += size or 1


def read_cases(lines: Iterable[str], reader: KeywordReader, role: str = "consumer") -> Iterator[str]:
    """A reading for every case, as the command line has it; of a dialogue, all turns are taken for one message."""
    for case in map(json.loads, filter(str.strip, lines)):
        text = " ".join(case.get("turns") or [case["text"]])
        reading = reader.read(text) if role == "consumer" else reader.reply(text)
        yield json.dumps({"id": case["id"], **reading}, ensure_ascii=False)


if __name__ == "__main__":
    for reading in read_cases(sys.stdin, KeywordReader(load_catalogue(Path(sys.argv[1]))), *sys.argv[2:3]):
        print(reading)
