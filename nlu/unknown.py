"""What a message seems to ask for and nothing in the catalogue fits: it is told, never guessed."""

from __future__ import annotations

from nlu.order import Said
from planner.domain.catalogue import Catalogue


def unknown_of(said: Said, catalogue: Catalogue) -> tuple[str, ...]:
    return ()
