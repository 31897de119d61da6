"""Things counted by the pack: "a crate of …" where the catalogue has crates, "a pair of …" where it has no pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from nlu.figures import Figure
from nlu.inflection import singular
from nlu.mention import Mention
from nlu.tokens import Token
from planner.domain.catalogue import Catalogue

_ARTICLES = ("a", "an")


def find(
    tokens: Sequence[Token], figures: Sequence[Figure], terms: Sequence[Mention], catalogue: Catalogue
) -> Iterator[Figure]:
    """The figures, with those that a pack's name makes a number, in order."""
    units = {t.start for t in terms if any(catalogue.units[s.id].factor > 1 for s in t.role("unit"))}
    named = {t.start for t in terms if t.role("unit")}
    found: list[Figure] = []
    taken: set[int] = set()
    for at, token in enumerate(tokens):
        article = at > 0 and tokens[at - 1].text in _ARTICLES
        if at in units and article:
            found.append(Figure(at - 1, at, Decimal(1)))
        elif token.singular == "pair" and at not in named and at + 1 < len(tokens) and tokens[at + 1].text == "of":
            before = next((f for f in figures if f.end == at), None)
            lead = before or (Figure(at - 1, at, Decimal(1)) if article else None)
            if lead is not None and not _comes_in_pairs(at + 2, terms, catalogue):
                taken.add(lead.start)
                found.append(lead.scaled(2, at + 2))
    kept = [f for f in figures if f.start not in taken]
    yield from sorted([*kept, *found], key=lambda f: f.start)


def _comes_in_pairs(here: int, terms: Sequence[Mention], catalogue: Catalogue) -> bool:
    """Is the next product one whose name is a plural ("jeans", "gloves")? A pair of it is one."""
    product = next((s.id for t in terms if here <= t.start <= here + 4 for s in t.role("product")), None)
    if product is None:
        return True
    names = catalogue.products[product].names.get("en", ())
    return bool(names) and all(singular(name.casefold().split()[-1]) != name.casefold().split()[-1] for name in names)
