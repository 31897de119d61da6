"""Wordings that only look like values: proper names, idioms, talk about the speaker, single letters, parts of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nlu.figures import Figure
from nlu.languages import LANGUAGES
from nlu.mention import Mention, Scan, covering
from planner.domain.catalogue import Catalogue

_FILLERS = frozenset().union(*(language.fillers for language in LANGUAGES))
_ENDS = frozenset().union(*(language.aside_ends for language in LANGUAGES))
_MODALS = frozenset().union(*(language.modals for language in LANGUAGES))
_STOPS = frozenset(",.;!?\n:()，。；！？：、")
#: Characters that may stand beside a one-character Chinese wording without making a word of the two.
_LOOSE = frozenset("的色要是做来用成选款换改或和跟与配带加有订买印给想拿就都全也还再为到各共纯全半另每那这了吧些种系版")


def not_meant(
    scan: Scan,
    terms: Sequence[Mention],
    others: Sequence[Mention],
    functions: Sequence[Mention],
    figures: Sequence[Figure],
    catalogue: Catalogue,
    asking: str | None,
) -> tuple[list[Mention], list[Mention]]:
    """The term mentions that mean something else, and the stretches (asides, idioms) that ask for nothing."""
    near = covering(terms)
    idioms = [m for m in functions if "idiom" in m.tags and not _inside(m, near)]
    counters = {m.start: m.end for m in functions if "counter" in m.tags and m.end - m.start > 1}
    asides = [Mention(m.start, m.end, "aside") for m in idioms if not _counts_what_follows(m, counters, near)]
    for m in functions:
        if "self" in m.tags and not (m.start and scan.tokens[m.start - 1].text in _MODALS):
            # "Can I have a tea" asks, "I have a van" tells.
            aside = _aside(scan, m, terms, others)
            if aside:
                asides.append(aside)
    covered = {i: t for t in terms for i in range(t.start, t.end)}
    known = (
        set(covered)
        | {i for m in others for i in range(m.start, m.end)}
        | {i for f in figures for i in range(f.start, f.end)}
    )
    words = covering(functions)
    edges = {f.start for f in figures}, {f.end for f in figures}
    dropped = [
        term
        for term in terms
        if _is_initial(scan, term, covered, *edges, asking)
        or _is_part_of_word(scan, term, known, words)
        or _is_name(scan, term, covered, known)
        or _describes_something_else(scan, term, covered, known, words)
        or _is_bare_number(scan, term, covered, asking)
    ]
    return dropped, asides


def _inside(mention: Mention, terms: Mapping[int, Sequence[Mention]]) -> bool:
    return any(mention.end <= t.end for t in terms.get(mention.start, ()))


def _counts_what_follows(idiom: Mention, counters: Mapping[int, int], terms: Mapping[int, Sequence[Mention]]) -> bool:
    """ "A large order of fries": its last word begins a wording, or a counter, and the value is meant of that."""
    if any(idiom.start < t.start < idiom.end < t.end for t in terms.get(idiom.end - 1, ())):
        return True
    end = counters.get(idiom.end - 1, 0)
    return end > idiom.end and any(t.start == end and t.role("value") for t in terms.get(end, ()))


def _aside(scan: Scan, opener: Mention, terms: Sequence[Mention], others: Sequence[Mention]) -> Mention | None:
    """From the opener to where the talk comes back to the goods; None where it names a product on the way."""
    end = opener.end
    while end < len(scan.tokens) and scan.tokens[end].text not in _STOPS and scan.tokens[end].text not in _ENDS:
        if scan.tokens[end].kind == "number":
            break
        end += 1
    if any(t.role("product") and opener.start <= t.start < end for t in terms):
        return None
    held = [m.start for m in others if opener.end <= m.start < end]
    if scan.tokens[opener.start].text == "for":
        # "for my mum's birthday": what it is for may be a value itself; "for my white van" is not.
        last = [t.start for t in terms if t.end == end and (t.role("value") or t.role("attribute"))]
        # "For my son small fries": with all that describes it, where it is no son's.
        before = {t.end: t.start for t in terms if t.role("value") and t.start > opener.end}
        for start in (s for s in last if s >= opener.end):
            while start in before:
                start = before[start]
            held.append(start)
    end = min([end, *held])
    return Mention(opener.start, end, "aside") if end > opener.end else None


def _is_initial(
    scan: Scan, term: Mention, covered: dict[int, Mention], starts: set[int], ends: set[int], asking: str | None
) -> bool:
    """A single Latin letter counts only as a capital, or beside a number, its attribute's name or its like."""
    token = scan.tokens[term.start]
    if term.end - term.start != 1 or token.kind != "word" or len(token.text) > 1 or not term.role("value"):
        return False
    if not token.text.isascii():
        return False
    if asking and asking.rpartition(".")[2] in {s.attribute for s in term.senses}:
        return False
    before, after = term.start - 1, term.end
    if after < len(scan.tokens) and scan.tokens[after].text == "." and before >= 0 and before not in covered:
        lead = scan.tokens[before]
        if lead.kind == "word" and scan.folded.capital(lead.start) and lead.text not in _FILLERS:
            return True
    attributes = {s.attribute for s in term.role("value")}
    for place in (before, after, before - 1, after + 1):
        near = covered.get(place)
        if near and near is not term and {s.attribute for s in near.senses} & attributes:
            return False
    if term.end in starts or not ends.isdisjoint((term.start, term.start - 1)):
        return False
    return not scan.folded.capital(token.start)


def _is_part_of_word(scan: Scan, term: Mention, known: set[int], functions: Mapping[int, Sequence[Mention]]) -> bool:
    """黑 in 黑客 or 白 in 明白: one Han character counts only where its neighbours make no word with it."""
    token = scan.tokens[term.start]
    if term.end - term.start != 1 or token.kind != "han" or not (term.role("value") or term.role("product")):
        return False
    for place, glued in ((term.start - 1, token.glued), (term.end, True)):
        if not 0 <= place < len(scan.tokens):
            continue
        other = scan.tokens[place]
        if other.kind != "han" or (place == term.end and not other.glued) or not glued:
            continue
        if place in known or other.text in _LOOSE:
            continue
        if any(
            not m.start <= term.start < m.end
            and ("counter" in m.tags or (m.end - m.start > 1 and m.tags - {"name_end", "idiom", "self"}))
            for m in functions.get(place, ())
        ):
            continue
        return True
    return False


def _is_name(scan: Scan, term: Mention, covered: dict[int, Mention], known: set[int]) -> bool:
    """ "Tom White", "Black Cat Coffee": a capital beside a capital that the catalogue doesn't know."""
    token = scan.tokens[term.start]
    if token.kind != "word" or not scan.folded.capital(token.start) or not term.role("value") or scan.folded.shouted:
        return False
    after = term.end
    if _capital_word(scan, after, known):
        while _capital_word(scan, after, set()) and after not in known:
            after += 1
        return not (after in covered and covered[after].role("product"))
    before = term.start - 1
    if not _capital_word(scan, before, known) or scan.tokens[before].text in _FILLERS:
        return False
    return before > 0 and scan.tokens[before - 1].text not in ".!?\n"


def _capital_word(scan: Scan, place: int, known: set[int]) -> bool:
    if not 0 <= place < len(scan.tokens) or place in known:
        return False
    token = scan.tokens[place]
    return token.kind == "word" and scan.folded.capital(token.start) and len(token.text) > 1


def _describes_something_else(
    scan: Scan, term: Mention, covered: dict[int, Mention], known: set[int], functions: Mapping[int, Sequence[Mention]]
) -> bool:
    """ "our oak bar", "my white van": a thing of the speaker's own that merely has such a word in it."""
    if not term.role("value") or scan.tokens[term.start].kind != "word":
        return False
    after = term.end
    if after >= len(scan.tokens) or after in known or scan.tokens[after].kind != "word":
        return False
    if scan.tokens[after].text in _FILLERS or any(m.start == after for m in functions.get(after, ())):
        return False
    if after + 1 in covered or (after + 2 in covered and scan.tokens[after + 1].kind == "word"):
        return False
    ahead = [m for back in (1, 2) for m in functions.get(term.start - back, ()) if m.end == term.start - back + 1]
    return any("own" in m.tags for m in ahead)


def _is_bare_number(scan: Scan, term: Mention, covered: dict[int, Mention], asking: str | None) -> bool:
    """A wording that is a plain number ("size 42") counts only beside its attribute's name, or as an answer."""
    if any(scan.tokens[i].kind != "number" for i in range(term.start, term.end)):
        return False
    attributes = {s.attribute for s in term.role("value")}
    if asking and asking.rpartition(".")[2] in attributes:
        return False
    for place in (term.start - 1, term.start - 2, term.end):
        near = covered.get(place)
        if near and near is not term and {s.id for s in near.role("attribute")} & attributes:
            return False
    return True


def enumerators(scan: Scan) -> set[int]:
    """The places of numbers that only count the lines of a list ("1、", "2.", "3)")."""
    found: set[int] = set()
    tokens = scan.tokens
    last = 0
    for index, token in enumerate(tokens[:-1]):
        if token.kind != "number" or len(token.text) > 2 or (index and tokens[index - 1].text not in "\n.;。；:("):
            continue
        # A list counts up from one: in "black. 16. size S" the 16 is meant.
        if not token.text.isdigit() or int(token.text) not in (1, last + 1):
            continue
        if tokens[index + 1].text in "、.):" and index + 2 < len(tokens):
            if tokens[index + 2].kind == "number" and tokens[index + 2].glued and tokens[index + 1].text != "、":
                continue
            last = int(token.text)
            found.add(index)
    return found
