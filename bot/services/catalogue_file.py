"""Loads a catalogue from a YAML file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.services.yaml_text import Document, read_yaml, read_yaml_file
from planner.domain.catalogue import Catalogue
from planner.domain.catalogue_format import catalogue_from_data
from planner.domain.errors import CatalogueError, DataError, Fault


def load_catalogue(path: Path) -> Catalogue:
    """The catalogue in a file. Raises CatalogueError with every fault, its place and line, and what would be right."""
    return _catalogue(lambda: read_yaml_file(path), str(path))


def read_catalogue(text: str, source: str) -> Catalogue:
    """The catalogue in a text that `source` names. Raises CatalogueError as `load_catalogue` does."""
    return _catalogue(lambda: read_yaml(text.encode(), source), source)


def _catalogue(read: Callable[[], Document], source: str) -> Catalogue:
    try:
        document = read()
    except DataError as problem:
        raise CatalogueError(problem.source, problem.faults) from None
    try:
        return catalogue_from_data(document.data, source)
    except CatalogueError as problem:
        raise CatalogueError(problem.source, with_lines(problem.faults, document)) from None


def with_lines(faults: tuple[Fault, ...], document: Document) -> list[Fault]:
    """The faults, in the order of the text, each saying the line it is in."""
    lined = [(document.line_of(fault.place) or 0, fault) for fault in faults]
    return [
        Fault(fault.place, f"line {line}: {fault.problem}" if line else fault.problem, fault.remedy)
        for line, fault in sorted(lined, key=lambda pair: pair[0])
    ]
