"""What would let people do without us: phone numbers, addresses and names in other messengers, hidden in a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from planner.domain.phone_numbers import HAN_DIGITS, phone_numbers

HIDDEN: Final = "•••"

#: Endings of domains; of the wordy ones, those that begin a sentence don't count, and the short ones need a path.
_ENDINGS: Final = "com|cn|net|org|edu|io|co|biz|cc|tv|xyz|ltd|hk|tw|jp|kr|de|fr|es|nl|ch|se|uk|eu|ru|ca|au|sg"
_WORDY: Final = "top|shop|link|store|online|site|club|app|info|vip|work|live|pro|dev|page|chat|group|icu|win|wang"
_SHORT: Final = "me|to|ly|gl|gd|la|so|st|gg|be|at|it|us|in|ws|id|im|is|ai|sh|pe|my"
_LABEL: Final = r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?"
_PATH: Final = r"(?:[/?#][!-~]*)?"
_HOST: Final = rf"(?<![a-z0-9@_-])(?:{_LABEL}[.。]){{1,8}}"
_EDGE: Final = r"(?![a-z0-9_-])"
_MAILBOX: Final = r"(?<![a-z0-9_.+-])[a-z0-9_.+-]{1,64}"
_AT: Final = r"(?:\s?[(\[{<]\s?(?:at|@|艾特)\s?[)\]}>]\s?|\s(?:at|艾特)\s|艾特|\s?@\s?)"
_DOT: Final = r"(?:\s?[(\[{<]\s?(?:dot|\.|点)\s?[)\]}>]\s?|\s(?:dot|点)\s|点|\s?\.\s?)"

#: Words that lead to a name in a messenger, and nothing but one follows the first of them.
_HAN_CUE: Final = r"微\s?信|微\s?伈|薇\s?信|威\s?信|维\s?信|扣扣|企鹅号?|加\s?(?:我|个|下|一下)?\s?[vq](?!领)"
_LATIN_CUE: Final = r"v\s?信|微 ?x|v\.?x|wx|weixin|q\s?q群?"
_ENGLISH: Final = (
    r"we\s?chat|wei\s?xin|whats\s?app|telegram|kakao(?:talk)?|viber|skype|instagram|facebook|messenger|discord|dingtalk"
)
_SLANG: Final = r"(?<![a-z])(?:tg|ig|fb|wa)|电报|飞书|钉钉|抖音|小红书|快手|微博|淘宝店?|闲鱼|旺旺"
_VAGUE: Final = r"line|signal|kik|zalo|linkedin|tiktok|ins|v|q"
_CUE: Final = rf"(?:{_HAN_CUE}|(?<![a-z])(?:{_LATIN_CUE}))"
_APP: Final = rf"(?:(?<![a-z])(?:{_ENGLISH})|{_SLANG})"
_CALLED: Final = r"(?:\s*(?:号码?|账号|帐号|(?:user\s?)?name|user|id|number|no\.?|handle))?"
_IS: Final = r"\s*(?:[:：=＝]|是|为)\s*"
#: Not a name: an amount of something, or a common word.
_NO_NAME: Final = (
    r"(?!\d+(?:\.\d+)?\s?(?:pcs|pieces?|units?|sets?|rolls?|met(?:er|re)s?|kg|g|cm|mm|m|件|个|只|条|套|米|卷|张|双|斤|公斤|元|块))"
    r"(?!(?:pay|please|pls|yes|thanks|group|done|only|and|the|for|you|your|now|when|later|first|not|is|was|or)(?![a-z0-9_]))"
)
_NAME: Final = rf"{_NO_NAME}(?P<id>@?(?=[0-9.-]*[a-z_])[a-z0-9_][a-z0-9_.-]{{2,31}}|\d{{5,12}}){_EDGE}"
#: A name that no word looks like.
_ODD_NAME: Final = rf"{_NO_NAME}(?P<id>(?=[a-z_-]*[0-9]|[a-z]*_)(?=[0-9-]*[a-z_])[a-z0-9_-]{{4,32}}|\d{{5,12}}){_EDGE}"

_PATTERNS: Final = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        # Addresses.
        rf"{_MAILBOX}\s?@\s?{_LABEL}(?:\s?[.。]\s?{_LABEL}){{0,4}}\s?[.。]\s?[a-z]{{2,24}}{_EDGE}",
        rf"{_MAILBOX}(?:{_AT}|#){_LABEL}(?:{_DOT}{_LABEL}){{0,4}}{_DOT}(?:{_ENDINGS}){_EDGE}",
        r"(?<![a-z0-9])[a-z][a-z0-9+.-]{1,20}://[!-~]+",
        r"(?<![a-z0-9])www[.。][!-~]+",
        rf"{_HOST}(?:{_ENDINGS}){_EDGE}{_PATH}",
        rf"{_HOST}(?:{_SHORT})/[!-~]+",
        rf"(?<![a-z0-9_.-]){_LABEL}\s?\.\s?com{_EDGE}",
        r"(?<![a-z0-9])(?:t|wa|m|line|telegram)\s?\.\s?me(?:/[!-~]*|(?![a-z0-9]))",
        rf"(?<![a-z0-9_-]){_LABEL}(?:\s?[(\[{{]\s?(?:dot|点)\s?[)\]}}]\s?|\sdot\s|点)(?:com|cn|net|org|me){_EDGE}{_PATH}",
        # Names in messengers.
        r"(?<![a-z0-9_@.])@(?!(?:each|per|unit|piece|pc)s?(?![a-z0-9_]))[a-z][a-z0-9_.]{2,}",
        r"wxid_[a-z0-9_-]+",
        rf"{_CUE}{_CALLED}(?:{_IS})?[\s,，-]*{_NAME}",
        rf"{_APP}{_CALLED}{_IS}{_NAME}",
        rf"(?<![a-z])my\s(?:{_ENGLISH}){_CALLED}\s(?:is\s)?{_NAME}",
        rf"{_APP}(?:\s?(?:me|us))?{_CALLED}(?:\s(?:at|on|to|is))?\s*{_ODD_NAME}",
        rf"(?<![a-z])(?:{_VAGUE})\s?(?:号|id)\s*(?:[:：=＝]|是|为|is)?\s*{_NAME}",
        rf"(?:(?<![a-z0-9])[vq]|薇|威|加我)\s?[:：]\s?{_NAME}",
        # To be asked for one's name there says as much.
        r"(?:加|\+)\s?(?:我|个|下|一下|俺)\s?的?\s?(?:微\s?信|薇\s?信|威\s?信|v\s?信|vx|wx|v(?![a-z领])|q\s?q|企鹅)号?",
    )
)
_SENTENCE_END: Final = re.compile(rf"{_HOST}(?P<end>{_WORDY}){_EDGE}{_PATH}", re.ASCII)


def masked(text: str) -> str:
    """The text with contact data hidden; quantities, prices, dates, sizes, job numbers and product codes stay."""
    hidden = [False] * len(text)
    plain, places = _plain(text)
    for start, end in _found(plain, text, places):
        after = places[end] if end < len(places) else len(text)
        hidden[places[start] : after] = [True] * (after - places[start])
    parts: list[str] = []
    for place, char in enumerate(text):
        if not hidden[place]:
            parts.append(char)
        elif place == 0 or not hidden[place - 1]:
            parts.append(HIDDEN)
    return "".join(parts)


def _found(plain: str, text: str, places: list[int]) -> Iterator[tuple[int, int]]:
    """Where contact data is in the plain form of a text."""
    numbered = plain.translate(HAN_DIGITS)
    for pattern in _PATTERNS:
        for form in {plain, numbered}:
            for found in pattern.finditer(form):
                yield found.span("id" if "id" in pattern.groupindex else 0)
    for found in _SENTENCE_END.finditer(plain):
        ending = "".join(text[places[n]] for n in range(*found.span("end")))
        if ending.islower() or ending.isupper():
            yield found.span()
    yield from phone_numbers(plain)


def _plain(text: str) -> tuple[str, list[int]]:
    """A text in small letters, half width and plain digits, without what can't be seen; and where each of it was."""
    plain: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        if unicodedata.category(char) in ("Cf", "Mn", "Me"):
            continue
        digit = unicodedata.decimal(char, None)
        folded = unicodedata.normalize("NFKC", char).lower()
        if digit is None and (len(folded) != 1 or unicodedata.name(char, "").startswith(("SUPERSCRIPT", "SUBSCRIPT"))):
            folded = char.lower() if len(char.lower()) == 1 else char
        plain.append(folded if digit is None else str(digit))
        places.append(place)
    return "".join(plain), places
