"""The spaCy pipeline: a message in, everything recognised in it out, nothing overlapping."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock
from weakref import WeakMethod

import spacy
from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from nlu import counting, measures, packs, places, rivals, shared_units, texts
from nlu.figures import Figure
from nlu.languages.en import dates as en_dates
from nlu.languages.zh import dates as zh_dates
from nlu.mention import Mention, Scan, covering, without_overlap
from nlu.money import MoneyFinder
from nlu.names import enumerators, not_meant
from nlu.normalise import Folded, fold
from nlu.phrases import Phrases
from nlu.shortened import Shortener
from nlu.tokens import MessageTokenizer, Token, split
from nlu.typos import Speller
from nlu.vocabulary import Vocabulary
from planner.domain.catalogue import Catalogue

#: What counts where two readings overlap; within a rank the longer one.
_RANK = {
    "file": 100,
    "text": 90,
    "place": 80,
    "day": 70,
    "money": 60,
    "measure": 50,
    "term": 40,
    "figure": 20,
    "function": 10,
}

#: So many tokens of a message are read: 2,000 Chinese characters, or far more of English than a message can hold. What
#: stands behind them is told as not understood.
MOST_TOKENS = 2000


@dataclass
class Found:
    """What the components have found so far; it travels as `doc.user_data["found"]`."""

    today: date
    asking: str | None = None
    terms: list[Mention] = field(default_factory=list)
    functions: list[Mention] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    others: list[Mention] = field(default_factory=list)


class Step:
    """A pipeline component: a function of the document and what was found before."""

    #: The scanner's method, weakly: a scanner that nobody uses any more is freed at once, with all it has.
    work: WeakMethod[Callable[[Scan, Doc, Found], None]] | None = None

    def __call__(self, doc: Doc) -> Doc:
        work = self.work() if self.work is not None else None
        if work is not None:
            work(doc.user_data["scan"], doc, doc.user_data["found"])
        return doc


@Pipeline.factory("message_step")
def _make_step(nlp: Pipeline, name: str) -> Step:
    return Step()


class Scanner:
    """All that is recognised in messages of one trade. `places`: known destinations."""

    def __init__(self, catalogue: Catalogue, known_places: Sequence[str] = ()):
        self.catalogue = catalogue
        self._nlp = spacy.blank("xx")
        self._one_at_a_time = Lock()
        self._tokenizer = MessageTokenizer(self._nlp.vocab)
        self._nlp.tokenizer = self._tokenizer
        self.vocabulary = Vocabulary(catalogue, self._tokenizer)
        self.phrases = Phrases(self._tokenizer)
        self._places = places.Places(known_places)
        self._speller = Speller(self.vocabulary)
        counters = frozenset(w for u in catalogue.units.values() for names in u.names.values() for w in names)
        self._shortener = Shortener(catalogue, self.vocabulary)
        self._money = MoneyFinder(catalogue.currency, counters)
        self._measured = rivals.measured(self.vocabulary)
        self._texts = frozenset(a.id for a in catalogue.attributes.values() if a.kind == "text")
        for name, work in (
            ("wordings", self._find_terms),
            ("function_words", self._find_functions),
            ("numbers", self._find_figures),
            ("days", self._find_days),
            ("money_and_measures", self._find_amounts),
            ("texts_and_files", self._find_texts),
            ("destinations", self._find_places),
        ):
            step = self._nlp.add_pipe("message_step", name=name)
            assert isinstance(step, Step)  # noqa: S101
            step.work = WeakMethod(work)

    def scan(self, text: str, today: date, asking: str | None = None) -> Scan:
        """Everything recognised in a message; slips of the pen are corrected where nothing else fits."""
        folded = fold(text)
        tokens = split(folded)
        if len(tokens) > MOST_TOKENS:
            folded, tokens = folded.until(tokens[MOST_TOKENS].start), tokens[:MOST_TOKENS]
        # Words nobody has written before are forgotten again after each message; two such zones at a time would free
        # each other's memory.
        with self._one_at_a_time, self._nlp.memory_zone():
            scan = self._pass(folded, tokens, today, asking)
            corrected = self._speller.correct(scan)
            if corrected is not None:
                scan = self._pass(folded, corrected, today, asking)
                useful = {i for m in scan.mentions for i in range(m.start, m.end)}
                kept = [new if i in useful else old for i, (old, new) in enumerate(zip(tokens, corrected, strict=True))]
                if kept != corrected:
                    # A word that means nothing even when "mended" was no slip.
                    scan = self._pass(folded, kept, today, asking)
        return scan

    def _pass(self, folded: Folded, tokens: Sequence[Token], today: date, asking: str | None) -> Scan:
        scan = Scan(folded, tokens)
        doc = self._tokenizer.of_tokens(folded, tokens)
        found = Found(today, asking)
        doc.user_data.update(scan=scan, found=found)
        if tokens:
            self._nlp(doc)
        scan.mentions = self._choose(scan, found)
        return scan

    def _find_terms(self, scan: Scan, doc: Doc, found: Found) -> None:
        found.terms = list(self.vocabulary.find(doc))
        found.terms += self._shortener.find(scan, without_overlap([(0, t) for t in found.terms]))

    def _find_functions(self, scan: Scan, doc: Doc, found: Found) -> None:
        found.functions = list(self.phrases.find(doc))

    def _find_figures(self, scan: Scan, doc: Doc, found: Found) -> None:
        found.figures = list(packs.find(scan.tokens, list(counting.find(scan.tokens)), found.terms, self.catalogue))

    def _find_days(self, scan: Scan, doc: Doc, found: Found) -> None:
        text, cover = scan.spelled()
        for finder in (en_dates.find, zh_dates.find):
            for day in finder(text, found.today):
                start, end = cover(day.start, day.end)
                if end > start:
                    found.others.append(Mention(start, end, "day", data=day))

    def _find_amounts(self, scan: Scan, doc: Doc, found: Found) -> None:
        for amount in self._money.find(scan.tokens, found.figures):
            found.others.append(Mention(amount.start, amount.end, "money", data=amount))
        found.terms += shared_units.letters(scan.tokens, found.figures, self.catalogue)
        measured = list(measures.find(scan.tokens, found.figures))
        named = [t for t in found.terms if any(self._measures(s.id) for s in t.role("attribute"))]
        beside = (
            {p for t in named for p in (t.start, t.start - 1)},
            {p for t in named for p in (t.end, t.end + 1, t.end + 2)},
        )
        spans = {(t.start, t.end) for t in found.terms}
        measured += shared_units.complete(scan.tokens, found.figures, measured, named)
        for sized in measured:
            if not (sized.doubtful and not self._speaks_for(scan, found, sized, *beside)):
                found.others.append(Mention(sized.start, sized.end, "measure", data=sized))
                senses = self._measured.get(sized.measures, ())
                if senses and (sized.start, sized.end) not in spans:
                    found.terms.append(Mention(sized.start, sized.end, "term", senses, quality=1))

    def _measures(self, attribute: str) -> bool:
        return self.catalogue.attributes[attribute].kind == "measure"

    def _speaks_for(
        self, scan: Scan, found: Found, sized: measures.Sized, names_after: set[int], names_before: set[int]
    ) -> bool:
        """Is a doubtful measure ("10 M", "20 in") one: does the name of a measure stand beside it?"""
        if sized.end in names_after or sized.start in names_before:
            return True
        unit = scan.tokens[sized.end - 1]
        ended = sized.end >= len(scan.tokens) or scan.tokens[sized.end].kind == "mark"
        if ended and sized.measures in self._measured and unit.text not in self.vocabulary.words:
            return True
        if found.asking and self.catalogue.attributes.get(found.asking.rpartition(".")[2], None):
            return self.catalogue.attributes[found.asking.rpartition(".")[2]].kind == "measure"
        return unit.glued and unit.text not in self.vocabulary.words and not scan.folded.capital(unit.start)

    def _find_texts(self, scan: Scan, doc: Doc, found: Found) -> None:
        cues = texts.text_cues(found.terms, self._texts)
        known = [*found.terms, *(m for m in found.others if m.kind == "day")]
        found.others += texts.find(scan, cues, known)

    def _find_places(self, scan: Scan, doc: Doc, found: Found) -> None:
        blockers = [m for m in found.others if m.kind in ("day", "money", "text", "file")]
        found.others += self._places.find(scan, blockers, found.terms)

    def _choose(self, scan: Scan, found: Found) -> list[Mention]:
        others = [*found.others]
        firm = {i for m in others if m.kind in ("text", "file", "place") for i in range(m.start, m.end)}
        inside = {i for f in found.figures for i in range(f.start, f.end)}
        terms = [
            t
            for t in found.terms
            if firm.isdisjoint(range(t.start, t.end)) and not (t.start in inside and t.role("unit") == t.senses)
        ]
        near = covering(terms)
        others = [
            m
            for m in others
            if m.kind != "measure" or not (rivals.numbered_value(m, near) or rivals.is_wording(m, near))
        ]
        idioms = covering(m for m in found.functions if "idiom" in m.tags)
        others = [m for m in others if not any(m.end <= i.end for i in idioms.get(m.start, ()))]
        # A longer wording of the catalogue holds whatever is inside it ("Sunday roast", "2 seater").
        others = [
            m
            for m in others
            if m.kind not in ("day", "money", "measure")
            or not any(m.end <= t.end and t.end - t.start > m.end - m.start for t in near.get(m.start, ()))
        ]
        stood = without_overlap([(_RANK[m.kind], m) for m in others], set())
        taken = {i for m in stood for i in range(m.start, m.end)}
        best_terms = without_overlap([(0, t) for t in terms], set(taken))
        dropped, asides = not_meant(
            scan, best_terms, [*stood], found.functions, found.figures, self.catalogue, found.asking
        )
        figures = [Mention(f.start, f.end, "figure", data=f) for f in found.figures]
        unmeant = frozenset(dropped)
        blocked = {i for m in asides for i in range(m.start, m.end)}
        free_terms = [t for t in terms if t not in unmeant and blocked.isdisjoint(range(t.start, t.end))]
        listed = enumerators(scan)
        every = covering(m for m in found.functions if "all" in m.tags)
        free_figures = [
            f
            for f in figures
            if blocked.isdisjoint(range(f.start, f.end)) and f.start not in listed and not rivals.in_every(f, every)
        ]
        candidates = [(_RANK[m.kind], m) for m in (*others, *free_terms, *free_figures)]
        candidates += [(45, m) for m in asides]
        candidates += [
            (_RANK["function"], replace(m, tags=tags))
            for m in found.functions
            if (tags := m.tags - {"idiom", "self", "name_end"})
        ]
        return without_overlap(candidates)
