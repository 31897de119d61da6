"""Units said once for several measures: 宽60、深30、高180厘米, "120 wide, 60 deep, in cm", "W60 x H180 cm"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from nlu.figures import Figure
from nlu.inflection import singular
from nlu.measures import Sized, unit_at
from nlu.mention import Mention, Sense
from nlu.packed import words
from nlu.tokens import Token
from planner.domain.catalogue import Catalogue
from planner.domain.spec import Measure

_BETWEEN = words("、 , / x * and & + by 和 与 乘 ( )")
#: Numbers that these join are of one kind, whatever stands beside them.
_TIMES = words("x / * by 乘")
_LEADS = words(": = is of 是 为 约 about")
_TRAILS = words("in all ( 单 位 是 为 : , 都 均 、 measured units unit")
#: No thing has more measures than that, and long lists of numbers are lists of something else.
_MOST_LISTED = 8
_LETTERS = {"l": "length", "w": "width", "h": "height", "d": "depth", "t": "thickness", "ø": "diameter"}


def complete(
    tokens: Sequence[Token], figures: Sequence[Figure], sized: Sequence[Sized], names: Sequence[Mention]
) -> Iterator[Sized]:
    """Measures of the numbers beside a measure's name whose unit stands only with another one, or after them all."""
    measured = {i: s for s in sized for i in range(s.start, s.end)}
    yield from _lists(tokens, figures, measured, names)
    starts, ends = {n.start: n.end for n in names}, {n.end for n in names}
    inside = {i for n in names for i in range(n.start, n.end)}
    row: list[tuple[Figure, Sized | None]] = []
    last = -1
    for figure in figures:
        here = measured.get(figure.start)
        if here is not None and len(here.measures) > 1:
            row, last = [], -1
            continue
        if row and not _joined(tokens, last, figure.start, inside):
            yield from _of_row(tokens, row, last)
            row = []
        end = here.end if here else figure.end
        if here is None and not _named(tokens, figure, starts, ends) and not (row and _times(tokens, last, figure)):
            # "32 cm tall, 300 please": a number without a name of its own counts something else.
            yield from _of_row(tokens, row, last)
            row, last = [], -1
            continue
        row.append((figure, here))
        last = starts.get(end, end)
    yield from _of_row(tokens, row, last)


def _lists(
    tokens: Sequence[Token], figures: Sequence[Figure], measured: Mapping[int, Sized], names: Sequence[Mention]
) -> Iterator[Sized]:
    """长宽高分别是120、60、75厘米: as many numbers as names before them, the unit with the last."""
    for index, figure in enumerate(figures):
        run: list[Figure] = [figure]
        for following in figures[index + 1 : index + _MOST_LISTED]:
            if following.start - run[-1].end != 1 or tokens[run[-1].end].text not in _BETWEEN:
                break
            run.append(following)
        last = measured.get(run[-1].start)
        if len(run) < 2 or last is None or len(last.measures) > 1 or figure.start in measured:
            continue
        if len([n for n in names if 0 <= figure.start - n.end <= len(run) + 5]) >= len(run):
            unit = last.measures[0].unit
            yield Sized(figure.start, last.end, tuple(Measure(f.value, unit) for f in run))


def _of_row(tokens: Sequence[Token], row: Sequence[tuple[Figure, Sized | None]], end: int) -> Iterator[Sized]:
    bare = [figure for figure, sized in row if sized is None]
    units = {sized.measures[0].unit for _, sized in row if sized is not None}
    unit = units.pop() if len(units) == 1 else None if units else _behind(tokens, end)
    if unit is not None:
        for figure in bare:
            yield Sized(figure.start, figure.end, (Measure(figure.value, unit),))


def _behind(tokens: Sequence[Token], here: int) -> str | None:
    """The unit of ", in cm" or (单位：厘米)."""
    for at in range(here, min(here + 5, len(tokens))):
        found = unit_at(tokens, at)
        if found is not None and (not found[2] or tokens[at].text == "m"):
            return found[0]
        if tokens[at].text not in _TRAILS:
            return None
    return None


def _named(tokens: Sequence[Token], figure: Figure, starts: Mapping[int, int], ends: set[int]) -> bool:
    before = figure.start - (1 if figure.start and tokens[figure.start - 1].text in _LEADS else 0)
    return figure.end in starts or before in ends


def _times(tokens: Sequence[Token], last: int, figure: Figure) -> bool:
    return any(token.text in _TIMES for token in tokens[last : figure.start])


def _joined(tokens: Sequence[Token], last: int, here: int, inside: set[int]) -> bool:
    """Do only separators and the name of one measure stand between two numbers?"""
    between = [i for i in range(last, here) if i not in inside]
    return 0 < here - last + len(inside & {last - 1}) <= 5 and all(
        tokens[i].text in _BETWEEN or tokens[i].text in _LEADS for i in between
    )


def letters(tokens: Sequence[Token], figures: Sequence[Figure], catalogue: Catalogue) -> Iterator[Mention]:
    """The letters of "W60 x H180 cm" or "60cm (W) x 30cm (D)" as the names of the measures that they begin."""
    edges = {f.start for f in figures} | {f.end for f in figures}
    found: list[tuple[int, str]] = []
    for at, token in enumerate(tokens):
        name = _LETTERS.get(token.text)
        near = {at + 1, at, at - 1, at - 2} if at and tokens[at - 1].text == "(" else {at + 1, at, at - 1}
        if name is not None and near & edges:
            found += [
                (at, a.id)
                for a in catalogue.attributes.values()
                if a.kind == "measure" and any(singular(n.casefold()) == name for n in a.names.get("en", ()))
            ][:1]
    if len({attribute for _, attribute in found}) > 1:
        for at, attribute in found:
            yield Mention(at, at + 1, "term", (Sense("attribute", attribute, attribute),), quality=-1)
