"""Fuzzed messages: random characters, words of a catalogue and of the languages, sentences with slips, all of it glued,
shuffled and repeated up to the longest message that Telegram carries."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from nlu.languages import LANGUAGES
from nlu.normalise import LONGEST
from nlu.vocabulary import senses_of
from planner.domain.catalogue import Catalogue
from tests.bench.messages import CHANGES, ORDERS, REPLIES

SENTENCES: Sequence[str] = (
    *(text for by_language in ORDERS.values() for texts in by_language.values() for text in texts),
    *(text for tables in (CHANGES, REPLIES) for texts in tables.values() for text in texts),
)
LANGUAGE_WORDS: Sequence[str] = sorted(
    {phrase for one in LANGUAGES for phrases in one.words.values() for phrase in phrases}
    | {word for one in LANGUAGES for word in (*one.counters, *one.dozens, *one.idioms, *one.asides, *one.ordinals)}
    | {word for one in LANGUAGES for word in one.fillers}
)
#: What has a meaning of its own to some step of a reading, and what has none at all.
_ODDITIES = (
    "M", "L", "20%", "1、", "1.", "-", "x", "×", "\n", "\n- ", ",", "，", "、", "。", ".", ":", "?", "(", ")",
    '"', "“", "'", "saying ", "写着", "by Friday", "下周五前", "31 February", "99/99/9999", "in 999 years",
    "under €5", "每件5块", "k", "万", "120 x 60 cm", "1米8", "https://a.b/c.svg", "x.pdf", "a@b.cn",
    "to Leeds", "寄到", "actually", "不对，", "改成", "instead", "the second one", "first", "remove", "取消",
    "double it", "<b>", "</b>", "&amp;", "<script>", "\u202e", "\u202c", "\u200f", "\u200d", "\u200b",
    "👨\u200d👩\u200d👧", "🪑", "❤\ufe0f", "\x00", "\x07", "\x1b[0m", "\ud800", "\udfff", "ﷺ", "½", "²",
    "Ⅳ", "①", "٤", "ﬁ", "㎝", "İ", "ß", "e\u0301", "9" * 30, "0", "-5", "1e9", "1.2.3.4", "1,000", "⁄",
    "%s", "{}", "$1",
)  # fmt: skip
_NUMBERS = st.integers(-10, 10**12).map(str) | st.integers(1, 300).map(str) | st.decimals(0, 999, places=2).map(str)
#: Any character there is, halves of surrogate pairs among them.
_ANY = st.text(st.characters(exclude_categories=()), max_size=60)


def words_of(catalogue: Catalogue) -> list[str]:
    """All its wordings."""
    return sorted({word for names, _ in senses_of(catalogue) for words in names.values() for word in words})


def messages(catalogue: Catalogue) -> st.SearchStrategy[str]:
    """Fuzzed messages in the words of a trade, at most as long as Telegram carries them."""
    word = st.sampled_from(words_of(catalogue))
    piece = st.one_of(word, word, st.sampled_from(LANGUAGE_WORDS), st.sampled_from(_ODDITIES), _NUMBERS, _ANY)
    row = st.lists(piece, max_size=30)
    joined = st.builds(lambda pieces, glue: glue.join(pieces), row, st.sampled_from(("", " ", " ", ", ", "，", "\n")))
    repeated = st.builds(
        lambda pieces, glue: _filled(glue.join(pieces) + glue),
        st.lists(piece, min_size=1, max_size=4),
        st.sampled_from(("", " ", ", ", "、", " and ", "和", "\n")),
    )
    whole = st.one_of(joined, joined, joined, mutated(piece), mutated(piece), mutated(piece), _ANY, repeated)
    return whole.map(lambda text: text[:LONGEST])


def mutated(piece: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Sentences as people write them, with slices lost, doubled, moved or put in."""

    @st.composite
    def sentence(draw: st.DrawFn) -> str:
        text = " ".join(draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3)))
        for _ in range(draw(st.integers(0, 6))):
            start = draw(st.integers(0, len(text)))
            end = draw(st.integers(start, min(len(text), start + 12)))
            before, middle, after = text[:start], text[start:end], text[end:]
            how = draw(st.sampled_from(("lose", "double", "move", "put", "swap")))
            if how == "lose":
                text = before + after
            elif how == "double":
                text = before + middle + middle + after
            elif how == "move":
                text = middle + before + after
            elif how == "put":
                text = before + draw(piece) + after
            else:
                text = before + middle[::-1] + after
        return text

    return sentence()


def _filled(text: str) -> str:
    """A text said again and again until the message is full."""
    return (text * (LONGEST // max(len(text), 1) + 1))[:LONGEST]
