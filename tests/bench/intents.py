"""`python -m tests.bench.intents`: intents of the sentences in `nlu/training` by rules alone and with the trained part.

The rules were not made from these sentences; the trained part is made anew five times, each time from four fifths of
them, and reads the other fifth. Its thresholds were chosen on these folds: fresh messages will gain somewhat less.
Consumers' sentences are read in the apparel trade: orders of other goods are none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

import numpy as np

from bot.services.catalogue_file import load_catalogue
from nlu.learned.fallback import RULES_ALONE
from nlu.learned.model import Kind, Model
from nlu.learned.training import KINDS, Sentence, sentences, trained
from nlu.normalise import fold
from nlu.reader import Reader
from nlu.tokens import split
from planner.domain.catalogue import Catalogue
from tests.bench.table import Cell, show

CATALOGUE: Final = Path(__file__).parents[2] / "catalogues" / "apparel.yaml"
NOW: Final = datetime(2026, 11, 22, 9, 0)  # noqa: DTZ001 - the day as people at the workshop call it
FOLDS: Final = 5
#: Answers that bind somebody.
BINDING: Final = ("accept", "decline", "cancel", "reject")
STEPS: Final = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


def main() -> None:
    catalogue = load_catalogue(CATALOGUE)
    rows: list[tuple[Cell, ...]] = []
    for kind in KINDS:
        known = sentences(kind)
        fold_of = _folds(len(known))
        models = [trained([s for s, f in zip(known, fold_of, strict=True) if f != part]) for part in range(FOLDS)]
        alone = _read(catalogue, kind, known, fold_of, [None] * FOLDS)
        both = _read(catalogue, kind, known, fold_of, models)
        rows += [_row(f"{kind}: rules", known, alone), _row(f"{kind}: with trained", known, both)]
        _confusion(f"{kind}: rules alone (lines: what is meant; columns: what is read)", known, alone)
        _confusion(f"{kind}: rules and the trained part", known, both)
        guesses = [models[part].likely(split(fold(s.text))) for s, part in zip(known, fold_of, strict=True)]
        _thresholds(kind, known, alone, guesses)
    show(
        "Intents read right; wrong answers that bind somebody",
        ("set", "sentences", "right", "right %", "binding wrong"),
        rows,
    )


def _folds(count: int) -> list[int]:
    """The fold of each sentence, drawn once and for all."""
    return [int(part) for part in np.random.default_rng(1).permutation(count) % FOLDS]


def _read(
    catalogue: Catalogue, kind: Kind, known: Sequence[Sentence], fold_of: Sequence[int], models: Sequence[Model | None]
) -> list[str]:
    fallbacks = [replace(RULES_ALONE, **{kind: model}) for model in models]
    readers = [Reader(catalogue, (), fallback) for fallback in fallbacks]
    found = []
    for sentence, part in zip(known, fold_of, strict=True):
        reader = readers[part]
        reading = reader.reply(sentence.text, NOW) if kind == "replies" else reader.read(sentence.text, NOW)
        found.append(reading.intent.value)
    return found


def _row(name: str, known: Sequence[Sentence], found: Sequence[str]) -> tuple[Cell, ...]:
    pairs = [(sentence.intent, intent) for sentence, intent in zip(known, found, strict=True)]
    right = sum(meant == intent for meant, intent in pairs)
    binding = sum(meant != intent and intent in BINDING for meant, intent in pairs)
    return name, len(pairs), right, 100 * right / len(pairs), binding


def _confusion(title: str, known: Sequence[Sentence], found: Sequence[str]) -> None:
    counts = Counter((sentence.intent, intent) for sentence, intent in zip(known, found, strict=True))
    labels = sorted({label for pair in counts for label in pair})
    show(title, ("", *labels), [(meant, *(counts[meant, read] or None for read in labels)) for meant in labels])


def _thresholds(
    kind: Kind, known: Sequence[Sentence], alone: Sequence[str], guesses: Sequence[tuple[str, float]]
) -> None:
    """Right of all answers of the trained part above each probability, where the rules say "other"."""
    silent = [(s.intent, *g) for s, rule, g in zip(known, alone, guesses, strict=True) if rule == "other"]
    rows: list[tuple[Cell, ...]] = []
    for label in sorted({guess for _, guess, _ in silent}):
        cells: list[Cell] = []
        for step in STEPS:
            meant = [intent for intent, guess, sure in silent if guess == label and sure >= step]
            cells.append(f"{meant.count(label)}/{len(meant)}")
        rows.append((label, *cells))
    show(f"{kind}: the trained part where no rule speaks, right/all", ("at least", *map(str, STEPS)), rows)


if __name__ == "__main__":
    main()
