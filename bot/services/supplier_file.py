"""Loads a book of suppliers from a YAML file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.services.catalogue_file import with_lines
from bot.services.yaml_text import Document, read_yaml, read_yaml_file
from planner.domain.catalogue import Catalogue
from planner.domain.errors import DataError, SupplierBookError
from planner.domain.supplier import SupplierBook
from planner.domain.supplier_format import supplier_book_from_data


def load_suppliers(path: Path, catalogue: Catalogue) -> SupplierBook:
    """The suppliers in a file. Raises SupplierBookError with every fault, its place and line, and a remedy."""
    return _suppliers(lambda: read_yaml_file(path), str(path), catalogue)


def read_suppliers(text: str, source: str, catalogue: Catalogue) -> SupplierBook:
    """The suppliers in a text that `source` names. Raises SupplierBookError as `load_suppliers` does."""
    return _suppliers(lambda: read_yaml(text.encode(), source), source, catalogue)


def _suppliers(read: Callable[[], Document], source: str, catalogue: Catalogue) -> SupplierBook:
    try:
        document = read()
    except DataError as problem:
        raise SupplierBookError(problem.source, problem.faults) from None
    try:
        return supplier_book_from_data(document.data, source, catalogue)
    except SupplierBookError as problem:
        raise SupplierBookError(problem.source, with_lines(problem.faults, document)) from None
