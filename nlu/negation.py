"""What is not wanted ("no X or Y", 不要X和Y, "X不要"), and to what degree something is ("extra X")."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.languages import LANGUAGES
from nlu.packed import words
from nlu.parts import Part
from planner.domain.catalogue import Catalogue

_AFTER = frozenset(("no", "none", "not needed", "not required", "not necessary", "not wanted", "unnecessary"))
_DEGREES = tuple(group for language in LANGUAGES for group in language.degrees)
_NOT = frozenset(phrase for language in LANGUAGES for phrase in language.words["not"])
_RESUMES = tuple(phrase for language in LANGUAGES for phrase in language.resumes)
_DOING = words("印 做 加 放 带 弄 装 刻 配")
#: Words that may stand between "no" and what is not wanted.
BETWEEN = words(
    "it on in them made be to with added any the a an of more such kind single other extra additional "
    "任何 什么 有 的 那 个 种"
)


def mark_degrees(parts: Sequence[Part], catalogue: Catalogue) -> None:
    """Give each value the degree that stands before it."""
    for index, part in enumerate(parts):
        degree = _degree(part, catalogue)
        if degree is None:
            continue
        for other in parts[index + 1 : index + 4]:
            if other.role == "value":
                if any(catalogue.attributes[s.attribute].modifiable for s in other.senses):
                    other.degree, other.lead = degree, part.start
                break
            if other.role != "function" and other.text not in BETWEEN:
                break


def _degree(part: Part, catalogue: Catalogue) -> str | None:
    """The degree that a part names: the catalogue's own wording, or a language's word that means the same as one."""
    if part.role == "degree":
        return part.senses[0].id
    if part.role not in ("word", "function"):
        return None
    for group in _DEGREES:
        if part.text in group:
            for modifier in catalogue.modifiers.values():
                if any(wording in group for wordings in modifier.names.values() for wording in wordings):
                    return modifier.id
    return None


def mark_exclusions(parts: Sequence[Part], catalogue: Catalogue) -> None:
    """Mark the values (and products) that a negation reaches."""
    for index, part in enumerate(parts):
        if _is_zero(parts, index, catalogue):
            part.role, part.tags = "function", part.tags | {"not"}
        if part.role == "value" and not part.excluded and _says_no(part):
            _carried_on(parts, index)
        if "not" not in part.tags:
            continue
        if not _forward(parts, index, catalogue):
            _backward(parts, index)


def _is_zero(parts: Sequence[Part], index: int, catalogue: Catalogue) -> bool:
    """ "zero nuts", 零坚果: none of what can be left out."""
    part, following = parts[index], parts[index + 1] if index + 1 < len(parts) else None
    return (
        part.role == "figure"
        and part.data.value == 0
        and following is not None
        and following.role == "value"
        and any(catalogue.attributes[s.attribute].negatable for s in following.senses)
    )


def _says_no(part: Part) -> bool:
    """Is it a wording of the catalogue that is itself a denial ("no sugar")?"""
    words = part.text.split() if part.text.isascii() else list(part.text)
    return len(words) > 1 and words[0] in _NOT


def _carried_on(parts: Sequence[Part], index: int) -> None:
    """ "no sugar or nuts": the value keeps its "no", which reaches what "or" joins to it all the same."""
    here = _joined(parts, index + 1, parts[index], chinese=False)
    while here >= 0:
        parts[here].excluded, parts[here].lead = True, parts[here].start
        here = _joined(parts, here + 1, parts[here], chinese=False)


def _forward(parts: Sequence[Part], index: int, catalogue: Catalogue) -> bool:
    """Mark what follows; False where nothing does."""
    chinese = not parts[index].text.isascii()
    here, lead, marked = index + 1, parts[index].start, False
    previous: Part | None = None
    strange = 0
    while here < len(parts):
        part = parts[here]
        if part.role in ("value", "product"):
            if previous is not None and (part.degree is not None and previous.degree is None):
                break
            if part.role == "product" and (previous is not None or _value_before(parts, here, index)):
                break
            part.excluded = True
            part.lead = lead if previous is None else part.start
            previous, marked, strange = part, True, 0
            here = _joined(parts, here + 1, part, chinese)
            if here < 0:
                break
            continue
        if previous is None and (
            part.role in ("degree", "name", "unit", "cue")
            or part.text in BETWEEN
            or part.tags & {"det", "the", "of", "all"}
        ):
            here += 1
            continue
        if previous is None and part.role == "word" and strange < (3 if chinese else 1):
            strange += 1
            here += 1
            continue
        break
    return marked


def _value_before(parts: Sequence[Part], here: int, index: int) -> bool:
    return any(p.role == "value" for p in parts[index + 1 : here])


def _joined(parts: Sequence[Part], here: int, last: Part, chinese: bool) -> int:
    """The place of the next value that the same negation reaches, or -1."""
    if here + 1 >= len(parts):
        return -1
    joint = parts[here]
    # In Chinese the conjunction carries the negation on (不要A和B); so does "or" everywhere, and a comma before "or".
    reaches = (
        "or" in joint.tags
        or joint.text == "/"
        or (joint.text == "、")
        or ("and" in joint.tags and joint.text not in ("plus", "&", "as well as"))
    )
    following = here + 1
    if joint.text == "," and _or_follows(parts, here):
        reaches = True
    if joint.text in (",", "、") and "or" in parts[following].tags:
        following, reaches = following + 1, True
    while following < len(parts) and (parts[following].tags & {"the", "det"} or parts[following].text == "any"):
        following += 1
    if not reaches or following >= len(parts) or parts[following].role != "value":
        return -1
    after = parts[following]
    if "and" in joint.tags and not ({s.attribute for s in after.senses} & {s.attribute for s in last.senses}):
        return -1
    if after.degree is not None:
        return -1
    # "no onions and a large coke": what follows begins something of its own.
    if "and" in joint.tags and not chinese and following > here + 1 and parts[here + 1].tags & {"det"}:
        return -1
    if "and" in joint.tags and _resumes(parts, following):
        return -1
    return following


def _resumes(parts: Sequence[Part], place: int) -> bool:
    """ "no olives and ranch on top": words that only a wish ends with."""
    here = place + 1
    while here < len(parts) and parts[here].role in ("value", "degree"):
        here += 1
    ending = " ".join(p.text for p in parts[here : here + 3])
    return any(ending == words or ending.startswith(words + " ") for words in _RESUMES)


def _or_follows(parts: Sequence[Part], here: int) -> bool:
    """Is this comma one of a list that ends in "or"?"""
    for part in parts[here + 1 : here + 8]:
        if "or" in part.tags:
            return True
        if part.role not in ("value", "degree") and part.text != ",":
            return False
    return False


def _backward(parts: Sequence[Part], index: int) -> None:
    """锁不要: the negation stands behind, and the clause ends there."""
    if parts[index].text.isascii() and parts[index].text not in _AFTER:
        return
    after = index + 1
    while after < len(parts) and parts[after].text in _DOING:
        # 正面不要印: the verb of what is not wanted.
        after += 1
    following = parts[after] if after < len(parts) else None
    if following is not None and following.role != "sep" and following.text not in ("了", "吧", "哦", "啦"):
        return
    here = index - 1
    while (
        here >= 0
        and (parts[here].role in ("word", "function") and not parts[here].tags & {"and", "not"})
        and index - here < 3
    ):
        here -= 1
    while here >= 0 and parts[here].role in ("value", "product"):
        parts[here].excluded, parts[here].tail = True, parts[index].end
        if (
            here >= 2
            and ("and" in parts[here - 1].tags or parts[here - 1].text == "、")
            and parts[here - 2].role in ("value", "product")
        ):
            here -= 2
            continue
        break
