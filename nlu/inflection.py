"""Word forms: the singular of a plural, and the stem that a word's forms share (English; others pass through)."""

from __future__ import annotations

from functools import lru_cache

_IRREGULAR = {
    "knives": "knife", "shelves": "shelf", "leaves": "leaf", "loaves": "loaf", "halves": "half", "scarves": "scarf",
    "wolves": "wolf", "children": "child", "men": "man", "women": "woman", "feet": "foot", "teeth": "tooth",
    "mice": "mouse", "geese": "goose", "people": "person", "calves": "calf", "wives": "wife", "lives": "life",
    "axes": "axe", "shoes": "shoe", "toes": "toe", "pies": "pie", "ties": "tie", "dies": "die", "caches": "cache",
    "quiches": "quiche", "canoes": "canoe", "gas": "gas", "bus": "bus", "canvas": "canvas", "lens": "lens",
    "series": "series", "jeans": "jean", "trousers": "trouser",
}  # fmt: skip

_BRITISH = {"grey": "gray", "jewellery": "jewelry", "aluminium": "aluminum", "tyre": "tire", "mould": "mold",
            "plough": "plow", "cheque": "check", "moulded": "molded", "moulding": "molding"}  # fmt: skip


@lru_cache(maxsize=20_000)
def singular(word: str) -> str:
    """ "boxes" → "box", "berries" → "berry"; a word that is no plural stays as it is."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    if len(word) >= 5 and word.endswith("ie"):
        # "-ies" may come from "-ie" or "-y": the two are made one.
        return word[:-2] + "y"
    if not word.endswith("s"):
        return word
    if word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zzes", "toes", "roes", "goes")):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """What a word's written and inflected forms share: "engraved", "engraving" and "engrave" have one stem."""
    if not word.isascii() or not word.isalpha():
        return word
    word = _BRITISH.get(word, word)
    word = singular(word)
    word = _BRITISH.get(word, word)
    if len(word) >= 6 and "our" in word[2:]:
        word = word[:2] + word[2:].replace("our", "or", 1)
    if len(word) >= 5 and word.endswith("tre"):
        word = word[:-2] + "er"
    for ending in ("ing", "ed", "y"):
        base = word[: -len(ending)]
        if word.endswith(ending) and len(base) >= 3 and any(vowel in base for vowel in "aeiouy"):
            word = base
            # "zipped" → "zip", but "glass", "fill" keep their double letter in every form.
            if ending != "y" and len(word) >= 4 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    if len(word) >= 4 and word.endswith("e"):
        word = word[:-1]
    return word
