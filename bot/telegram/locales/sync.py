"""Keeps the translations in step with the code: `python -m bot.telegram.locales.sync` adds new texts, drops old ones.

What is then still empty in a language's `bespoke.po` is what remains to be translated; the tests refuse it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from bot.services.spoken import ENGLISH, file_of, spoken

CODE = Path(__file__).parents[1]
#: Parts that are always given, though English has no use for them: the word that Chinese counts things with.
SPARE = {"unit"}
KEYWORDS = {"say": None, "plain": None, "count": (1, 2)}


def extracted() -> Catalog:
    """Every text in the code, with where it stands."""
    catalogue = Catalog(project="bespoke", charset="utf-8")
    found = extract_from_dir(CODE, [("**.py", "python")], {}, KEYWORDS)
    for name, _, text, _, _ in sorted(found, key=lambda f: (f[0], f[1])):
        catalogue.add(text, locations=[(name, None)])  # type: ignore[list-item]
    return catalogue


def languages() -> list[str]:
    """The languages that have a folder."""
    return [language for language in spoken() if language != ENGLISH]


def translations(language: str) -> Catalog:
    """A language's file."""
    with file_of(language).open("rb") as file:
        return read_po(file)


def faults(language: str) -> list[str]:
    """What is missing, stale, or fills in other parts than the original, in words."""
    code, there = extracted(), translations(language)
    known = {_key(m.id): m for m in there if m.id}
    wanted = {_key(m.id): m for m in code if m.id}
    found = [f"stale: {key!r}" for key in known.keys() - wanted.keys()]
    for key, original in wanted.items():
        message = known.get(key)
        if message is None or not message.string or (isinstance(message.string, tuple) and not all(message.string)):
            found.append(f"missing: {key!r}")
        elif message.fuzzy:
            found.append(f"to be looked at: {key!r}")
        else:
            allowed = _parts(*_ids(original)) | SPARE
            found += [f"{key!r}: other parts in {form!r}" for form in _forms(message) if _parts(form) - allowed]
    return sorted(found)


def sync(language: str) -> None:
    """Bring a language's file up to date with the code."""
    there = translations(language)
    there.update(extracted(), no_fuzzy_matching=True)
    there.obsolete.clear()
    with file_of(language).open("wb") as file:
        write_po(file, there, width=120, omit_header=False, ignore_obsolete=True, sort_by_file=False)


def _key(ids: object) -> str:
    return str(ids[0]) if isinstance(ids, list | tuple) else str(ids)


def _ids(message: object) -> list[str]:
    ids = getattr(message, "id", "")
    return [str(i) for i in ids] if isinstance(ids, list | tuple) else [str(ids)]


def _forms(message: object) -> list[str]:
    strings = getattr(message, "string", "")
    return [str(s) for s in strings] if isinstance(strings, list | tuple) else [str(strings)]


def _parts(*texts: str) -> set[str]:
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}


if __name__ == "__main__":
    for each in languages():
        sync(each)
        wrong = faults(each)
        sys.stdout.write("\n".join([f"{each}: {len(wrong)} texts to look at", *wrong]) + "\n")
