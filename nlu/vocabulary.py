"""The catalogue's wordings, found in a message however they are inflected or written (spaCy's PhraseMatcher)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from nlu.languages import LANGUAGES
from nlu.mention import Mention, Sense
from nlu.normalise import fold
from nlu.tokens import MessageTokenizer, Token, split
from planner.domain.catalogue import Catalogue, Names

_MODALS = frozenset().union(*(language.modals for language in LANGUAGES))
_SUBJECTS = frozenset().union(*(language.subjects for language in LANGUAGES))

_NOT = frozenset(phrase for language in LANGUAGES for phrase in language.words["not"])


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording of the catalogue: its tokens, and what it stands for."""

    tokens: tuple[Token, ...]
    senses: tuple[Sense, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(t.text for t in self.tokens)

    @property
    def stems(self) -> tuple[str, ...]:
        """Its tokens' stems."""
        return tuple(t.stem for t in self.tokens)


def senses_of(catalogue: Catalogue) -> Iterator[tuple[Names, Sense]]:
    """Every name in a catalogue with what it stands for, in the catalogue's order."""
    for product in catalogue.products.values():
        yield product.names, Sense("product", product.id)
    for attribute in catalogue.attributes.values():
        yield attribute.names, Sense("attribute", attribute.id, attribute.id)
        if attribute.cues:
            yield attribute.cues, Sense("cue", attribute.id, attribute.id)
        for value in attribute.values.values():
            yield value.names, Sense("value", value.id, attribute.id)
    for unit in catalogue.units.values():
        yield unit.names, Sense("unit", unit.id)
    for modifier in catalogue.modifiers.values():
        yield modifier.names, Sense("modifier", modifier.id)


class Vocabulary:
    """All wordings of one catalogue. `find` is linear in the message's length, whatever the catalogue's size."""

    def __init__(self, catalogue: Catalogue, tokenizer: MessageTokenizer):
        meanings: dict[tuple[str, ...], list[Sense]] = defaultdict(list)
        written: dict[tuple[str, ...], tuple[Token, ...]] = {}
        for names, sense in senses_of(catalogue):
            for wordings in names.values():
                for wording in wordings:
                    tokens = tuple(t for t in split(fold(wording)) if t.text not in ("-", "'"))
                    if tokens:
                        key = tuple(t.text for t in tokens)
                        if key not in written or not any(t.glued for t in tokens[1:]):
                            written[key] = tokens
                        if sense not in meanings[key]:
                            meanings[key].append(sense)
        self.wordings = [Wording(written[key], tuple(senses)) for key, senses in meanings.items()]
        self._by_stem: dict[tuple[str, ...], list[Wording]] = defaultdict(list)
        for known in self.wordings:
            self._by_stem[tuple(t.stem for t in known.tokens)].append(known)
        self._joined = self._joined_forms()
        self._matcher = PhraseMatcher(tokenizer.vocab, attr="LEMMA")
        folded = fold("")
        docs = [tokenizer.of_tokens(folded, forms[0].tokens) for forms in self._by_stem.values()]
        if docs:
            self._matcher.add("wording", docs)
        self.implied = self._implied_values(catalogue)
        self.edges = self._edges()
        self.denying = self._denying()
        self.words = frozenset(t.text for w in self.wordings for t in w.tokens)
        ids = (
            *catalogue.products,
            *catalogue.attributes,
            *(v for a in catalogue.attributes.values() for v in a.values),
        )
        self.known_words = self.words | {word for id_ in ids for word in id_.split("_")}
        self.stems = frozenset(t.stem for w in self.wordings for t in w.tokens)

    def _implied_values(self, catalogue: Catalogue) -> dict[tuple[str, ...], tuple[Sense, ...]]:
        """Stems of products' wordings → identifying values named inside them ("side of fries" names the fries)."""
        found: dict[tuple[str, ...], tuple[Sense, ...]] = {}
        for wording in self.wordings:
            stems = tuple(t.stem for t in wording.tokens)
            senses: list[Sense] = []
            for product in (catalogue.products[s.id] for s in wording.senses if s.role == "product"):
                naming = {use.attribute for use in product.attributes.values() if use.identifies}
                for start in range(len(stems)):
                    for end in range(start + 1, len(stems) + 1):
                        if end - start < len(stems):
                            forms = self._by_stem.get(stems[start:end], ())
                            senses += [
                                s for f in forms for s in f.senses if s.role == "value" and s.attribute in naming
                            ]
            if senses:
                found[stems] = tuple(dict.fromkeys(senses))
        return found

    def _edges(self) -> dict[tuple[str, ...], tuple[Sense, ...]]:
        """Stems → the values with a wording that begins or ends with them."""
        found: dict[tuple[str, ...], dict[Sense, None]] = defaultdict(dict)
        for wording in self.wordings:
            for length in range(1, len(wording.stems) + 1):
                for edge in (wording.stems[:length], wording.stems[-length:]):
                    found[edge].update((s, None) for s in wording.senses if s.role == "value")
        return {edge: tuple(senses) for edge, senses in found.items()}

    def _denying(self) -> dict[tuple[str, ...], tuple[Sense, ...]]:
        """Stems → the values that a wording made of a denial and them stands for: "sugar" → that of "no sugar"."""
        found: dict[tuple[str, ...], dict[Sense, None]] = defaultdict(dict)
        for wording in self.wordings:
            for place in range(1, len(wording.tokens)):
                lead = wording.texts[:place]
                if ("" if any(not t.isascii() for t in lead) else " ").join(lead) in _NOT:
                    found[wording.stems[place:]].update((s, None) for s in wording.senses if s.role == "value")
        return {rest: tuple(senses) for rest, senses in found.items()}

    def wordings_of(self, stems: tuple[str, ...]) -> tuple[Sense, ...]:
        """The values that a wording with these stems stands for."""
        return tuple(s for w in self._by_stem.get(stems, ()) for s in w.senses if s.role == "value")

    def _joined_forms(self) -> dict[str, list[Wording]]:
        """Latin wordings written as one word: "barstool" for "bar stool", and "hand made" for "handmade"."""
        joined: dict[str, list[Wording]] = defaultdict(list)
        for wording in self.wordings:
            if all(t.kind in ("word", "number") for t in wording.tokens) and wording.tokens[0].kind == "word":
                text = "".join(t.singular for t in wording.tokens)
                if len(text) >= 4 or (len(wording.tokens) > 1 and len(text) >= 3):
                    joined[text].append(wording)
        return joined

    def find(self, doc: Doc) -> Iterator[Mention]:
        """Every wording in a message, overlapping ones too."""
        tokens: Sequence[Token] = doc.user_data["tokens"]
        for _, start, end in self._matcher(doc):
            found = self._mention(tokens, start, end, self._by_stem[tuple(t.stem for t in tokens[start:end])])
            if found:
                yield found
        yield from self._find_joined(tokens)

    def _find_joined(self, tokens: Sequence[Token]) -> Iterator[Mention]:
        for index, token in enumerate(tokens):
            if token.kind != "word":
                continue
            spans = [(index + 1, token.singular)]
            if index + 1 < len(tokens) and tokens[index + 1].kind == "word":
                spans.append((index + 2, token.text + tokens[index + 1].singular))
            for end, text in spans:
                wordings = [w for w in self._joined.get(text, ()) if len(w.tokens) != end - index]
                if wordings:
                    senses = tuple(dict.fromkeys(s for w in wordings for s in w.senses))
                    yield Mention(index, end, "term", senses, quality=1)

    def _mention(self, tokens: Sequence[Token], start: int, end: int, forms: Sequence[Wording]) -> Mention | None:
        span = tokens[start:end]
        graded = [(grade, form) for form in forms if (grade := _grade(span, form, self._by_stem)) is not None]
        if not graded or _is_modal(tokens, start, end):
            return None
        best = min(grade for grade, _ in graded)
        # A cue is no less one in the plural, though that may be an attribute's name as well ("seats").
        senses = dict.fromkeys(
            s for grade, form in graded for s in form.senses if grade == best or (s.role == "cue" and grade == 1)
        )
        if best == 2:
            # Only the stem is shared: good enough for a value ("engraved" for "engraving"), not to name a product.
            senses = dict.fromkeys(s for s in senses if s.role in ("value", "attribute", "cue"))
        return Mention(start, end, "term", tuple(senses), quality=best) if senses else None


def _grade(span: Sequence[Token], form: Wording, known: Container[tuple[str, ...]]) -> int | None:
    """How well the text's tokens are the wording's: 0 as written, 1 inflected, 2 by their stem alone; None: not.

    `known`: the stems of all wordings.
    """
    worst = 0
    for index, (token, own) in enumerate(zip(span, form.tokens, strict=True)):
        if (
            index
            and own.glued
            and not own.hyphen
            and not token.glued
            and "number" in (own.kind, form.tokens[index - 1].kind)
            and not (own.kind == "word" and len(own.text) > 1 and (own.stem,) not in known)
        ):
            # "2XL" is one word, "2 XL" is two of them; "A4" is no "a 4". "250 gsm" is "250gsm", as "gsm" is nothing.
            return None
        if _comes_from_noun(own.text) and token.singular != own.singular:
            # "cooked" has the stem of "cookie", and nothing else of it.
            return None
        if token.text != own.text:
            worst = max(worst, 1 if token.singular == own.singular else 2)
    return worst


def _comes_from_noun(word: str) -> bool:
    return len(word) > 4 and word.endswith(("ie", "ies"))


def _is_modal(tokens: Sequence[Token], start: int, end: int) -> bool:
    """ "can I get": a verb, whatever else the catalogue calls a can."""
    if end - start != 1 or tokens[start].text not in _MODALS or end >= len(tokens):
        return False
    return tokens[end].text in _SUBJECTS
