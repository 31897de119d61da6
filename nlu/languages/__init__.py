"""The languages: each a set of tables of its own. A message may mix them, so every one is always looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from nlu.figures import Figure
from nlu.languages.en import numbers as en_numbers
from nlu.languages.en import words as en_words
from nlu.languages.zh import numbers as zh_numbers
from nlu.languages.zh import words as zh_words
from nlu.packed import phrases


@dataclass(frozen=True)
class Language:
    """Tables of one language; `words` maps a tag to its phrases, `number` reads a number in words at a place."""

    code: str
    words: Mapping[str, tuple[str, ...]]
    counters: tuple[str, ...]
    dozens: Mapping[str, int]
    asides: tuple[str, ...]
    aside_ends: frozenset[str]
    name_ends: tuple[str, ...]
    idioms: tuple[str, ...]
    fillers: frozenset[str]
    modals: frozenset[str]
    subjects: frozenset[str]
    degrees: tuple[frozenset[str], ...]
    ordinals: Mapping[str, int]
    changes: frozenset[str]
    text_leads: frozenset[str]
    list_nouns: frozenset[str]
    resumes: tuple[str, ...]
    text_openers: str
    number: Callable[[Sequence[str], int], Figure | None]


EN = Language(
    "en",
    {tag: phrases(packed) for tag, packed in en_words.WORDS.items()},
    phrases(en_words.COUNTERS),
    en_words.DOZENS,
    phrases(en_words.ASIDES),
    en_words.ASIDE_ENDS,
    (),
    phrases(en_words.IDIOMS),
    en_words.FILLERS,
    en_words.MODALS,
    en_words.SUBJECTS,
    en_words.DEGREES,
    en_numbers.ORDINALS,
    en_numbers.CHANGES,
    en_words.TEXT_LEADS,
    en_words.LIST_NOUNS,
    phrases(en_words.RESUMES),
    en_words.TEXT_OPENERS,
    en_numbers.read,
)
ZH = Language(
    "zh",
    {tag: phrases(packed) for tag, packed in zh_words.WORDS.items()},
    phrases(zh_words.COUNTERS),
    zh_words.DOZENS,
    phrases(zh_words.ASIDES),
    zh_words.ASIDE_ENDS,
    phrases(zh_words.NAME_ENDS),
    phrases(zh_words.IDIOMS),
    zh_words.FILLERS,
    zh_words.MODALS,
    zh_words.SUBJECTS,
    zh_words.DEGREES,
    zh_numbers.ORDINALS,
    zh_numbers.CHANGES,
    zh_words.TEXT_LEADS,
    zh_words.LIST_NOUNS,
    phrases(zh_words.RESUMES),
    zh_words.TEXT_OPENERS,
    zh_numbers.read,
)
LANGUAGES = (EN, ZH)


def language_of(text: str) -> str:
    """The code of the language a text is in: Chinese as soon as there is a Han character, else English."""
    return "zh" if any("\u3400" <= char <= "\u9fff" for char in text) else "en"
