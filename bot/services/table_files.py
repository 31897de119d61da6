"""Tables in files: CSV as office programs write it, and XLSX. Nothing in them is ever run or worked out."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence

from openpyxl import Workbook, load_workbook

#: More than this is no list of prices.
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 500, 30, 200
#: Bytes that a workbook may unpack to, and parts that it may have.
MOST_UNPACKED, MOST_PARTS = 20_000_000, 200
#: What a formula begins with.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class TableError(Exception):
    """A file that holds no table that can be read: `code` names the notice that says why."""

    def __init__(self, code: str):
        self.code = code
        super().__init__(code)


def read_table(kind: str, content: bytes) -> list[list[str]]:
    """The cells of a file's (first) table as text, without empty rows at its end. Raises TableError."""
    rows = _xlsx(content) if kind == "xlsx" else _csv(content)
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    if len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows):
        raise TableError("table_large")
    if any(len(cell) > LONGEST_CELL for row in rows for cell in row):
        raise TableError("table_large")
    return rows


def csv_of(rows: Sequence[Sequence[str]]) -> bytes:
    """The rows as office programs open them: UTF-8 with a mark that says so."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def text_cell(text: str) -> str:
    """A cell that office programs show as it is: what they would take for a formula gets a ' before it.

    Source: OWASP, "CSV Injection"; the full-width signs count where a Chinese or Japanese keyboard is expected.
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def xlsx_of(rows: Sequence[Sequence[str]]) -> bytes:
    """The rows as a workbook with one sheet."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _csv(content: bytes) -> list[list[str]]:
    text = _decoded(content)
    if "\0" in text:
        raise TableError("table_unreadable")
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    try:
        rows: list[list[str]] = []
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            rows.append(row)
            if len(rows) > 2 * MOST_ROWS:
                raise TableError("table_large")
        return rows
    except csv.Error:
        raise TableError("table_unreadable") from None


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TableError("table_unreadable")


def _xlsx(content: bytes) -> list[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise TableError("table_large")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        try:
            sheet = book.worksheets[0]
            # One more than is allowed, so that too many are noticed.
            cells = sheet.iter_rows(max_row=2 * MOST_ROWS, max_col=MOST_COLUMNS + 1, values_only=True)
            return [_trimmed(["" if cell is None else str(cell) for cell in row]) for row in cells]
        finally:
            book.close()
    except TableError:
        raise
    except Exception:
        # Whatever a broken workbook makes the library stumble over: it can't be read.
        raise TableError("table_unreadable") from None


def _trimmed(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row.pop()
    return row
