"""A catalogue of ten thousand wordings, and messages in them: random, and the same every time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from random import Random

from planner.domain.catalogue import Catalogue
from planner.domain.catalogue_format import catalogue_from_data

ATTRIBUTES, VALUES, EACH = 50, 50, 2
_STARTS = tuple("bcdfghklmnprstvwz")
_ENDS = ("l", "m", "n", "r", "s", "t", "x", "nd", "rk")


def many_wordings(seed: int = 1) -> Catalogue:
    """50 attributes of 50 values, two wordings each in English and in Chinese; one product has them all."""
    english, chinese = _distinct(_english(Random(seed))), _distinct(_chinese(Random(seed)))
    attributes = {
        f"a{a}": {
            "kind": "choice",
            "values": {
                f"v{v}": {"en": list(islice(english, EACH)), "zh": list(islice(chinese, EACH))} for v in range(VALUES)
            },
        }
        for a in range(ATTRIBUTES)
    }
    thing = {"names": {"en": ["thing"], "zh": ["东西"]}, "attributes": {name: {} for name in attributes}}
    data = {
        "catalogue": "wordings",
        "currency": "CNY",
        "locales": ["en", "zh"],
        "attributes": attributes,
        "products": {"thing": thing},
    }
    return catalogue_from_data(data, "generated")


def wordings_of(catalogue: Catalogue) -> int:
    """How many wordings its values have."""
    values = [value for attribute in catalogue.attributes.values() for value in attribute.values.values()]
    return sum(len(words) for value in values for words in value.names.values())


def messages_in(catalogue: Catalogue, count: int, lines: int = 1, seed: int = 2) -> dict[str, tuple[str, ...]]:
    """Orders of so many lines that name three values each, `count` in each language."""
    rng = Random(seed)
    return {locale: tuple(_order(catalogue, locale, lines, rng) for _ in range(count)) for locale in ("en", "zh")}


def changes_in(catalogue: Catalogue, count: int, seed: int = 3) -> dict[str, tuple[str, ...]]:
    """Second thoughts about such an order: one more value, or one instead of another."""
    rng = Random(seed)
    frames = {
        "en": ("make it {0} instead", "{0} please, not {1}", "also {0}"),
        "zh": ("改成{0}", "要{0}，不要{1}", "再加{0}"),
    }
    return {
        locale: tuple(rng.choice(known).format(*_values(catalogue, locale, 2, rng)) for _ in range(count))
        for locale, known in frames.items()
    }


def _order(catalogue: Catalogue, locale: str, lines: int, rng: Random) -> str:
    found: list[str] = []
    for _ in range(lines):
        a, b, c = _values(catalogue, locale, 3, rng)
        number = rng.randint(5, 300)
        found.append(f"{number} {a} things with {b} and {c}" if locale == "en" else f"{number}个{a}东西，{b}，{c}")
    day = rng.randint(5, 28)
    return "\n".join(found) + (f", by Dec {day}" if locale == "en" else f"，12月{day}号前")


def _values(catalogue: Catalogue, locale: str, count: int, rng: Random) -> list[str]:
    """Wordings of values of different attributes."""
    attributes = rng.sample(list(catalogue.attributes.values()), count)
    return [rng.choice(rng.choice(list(one.values.values())).names[locale]) for one in attributes]


def _english(rng: Random) -> Iterator[str]:
    """Names of two words that can be pronounced."""
    sounds = (_STARTS, "aeiou", _STARTS, "aeiou", _ENDS)
    while True:
        yield " ".join("".join(rng.choice(choices) for choices in sounds) for _ in range(2))


def _chinese(rng: Random) -> Iterator[str]:
    """Names of three Han characters."""
    while True:
        yield "".join(chr(rng.randrange(0x5200, 0x5C00)) for _ in range(3))


def _distinct(names: Iterator[str]) -> Iterator[str]:
    seen = set[str]()
    for name in names:
        if name not in seen:
            seen.add(name)
            yield name
