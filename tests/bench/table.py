"""Plain tables, aligned for a terminal or a text file."""

from __future__ import annotations

from collections.abc import Sequence

Cell = str | int | float | None


def show(title: str, head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """Print a table: the first column to the left, the others to the right; None is a dash."""
    cells = [list(head), *([_text(cell) for cell in row] for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(head))]
    print(f"\n{title}")
    for number, line in enumerate(cells):
        first, *rest = zip(line, widths, strict=True)
        padded = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest)]
        print("  " + "  ".join(padded).rstrip())
        if number == 0:
            print("  " + "  ".join("-" * width for width in widths))
    print(end="", flush=True)


def _text(cell: Cell) -> str:
    """Three digits that count, whatever the size."""
    if cell is None:
        return "-"
    if isinstance(cell, float):
        return f"{cell:,.0f}" if abs(cell) >= 100 else f"{cell:.1f}" if abs(cell) >= 10 else f"{cell:.2f}"
    return f"{cell:,}" if isinstance(cell, int) else cell
