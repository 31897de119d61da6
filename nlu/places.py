"""Where the goods go: known places wherever they are named, and the ways in which a language says "send it to …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlu.languages import LANGUAGES
from nlu.mention import Mention, Scan
from nlu.normalise import fold
from nlu.packed import words

_VERB = (
    r"(?:ship(?:ped|ping|s)?|deliver(?:ed|ing|y|s)?|send|sent|sending|post(?:ed)?|mail(?:ed)?|express(?:ed)?|"
    r"courier(?:ed)?|dispatch(?:ed)?|bring|destination|going|goes|go)"
)
_ENGLISH = re.compile(
    rf"\b(?:{_VERB}(?:\s+(?:it|them|this|these|everything|all|that|the (?:order|lot|goods|whole lot)|"
    r"address|is|are|should be|to be)){0,3}\s*(?:to|in)\s*:?\s+"
    r"|(?:shipping|delivery|destination)(?:\s+(?:address|city|is|to)){0,2}\s*(?::|is|=)\s*"
    r"|\bto be (?:sent|shipped|delivered) to\s+"
    r"|(?:wrong address|address (?:is|was) wrong|address (?:has )?changed)\s?[,;.:-]?\s?"
    r"(?:sorry,? )?(?:it'?s |it should be |should be |make it |to )(?:actually )?)"
)
_TO_CAPITAL = re.compile(r"\bto\s+(?:(?:the|our|my|his|her|their)\s+(?:[\w'-]+\s+){1,3}(?:in|at)\s+)?(?=\w)")
_CHINESE = re.compile(
    r"(?:地址(?:写|填|发|给)?(?:错了?|不对|有误|变了|换了|改了)[,;\s]{0,2}(?:应该|现在)?(?:是|为|改成|改为|换成)|"
    r"改[送寄发](?:到|往|至)?(?!货)|[发寄走](?:顺丰|中通|圆通|韵达|申通|京东|德邦|快递|物流)(?:到|往|至|去)|(?:寄|发|送|运|邮|配送|快递|发货|送货|运送|寄送|邮寄|投递|发快递|快递寄)(?:到|往|至|去)|(?:收货|送货|"
    r"收件|配送|寄送|邮寄)?地址(?:是|为|:|在|改成|改为|换成)?|"
    r"(?:收货地|目的地)(?:是|为|:|改成|改为|换成)?|送货(?:至|到))\s*"
)
_END = re.compile(
    r"[,.;!?\n，。；！？、()]|\b(?:by|before|please|pls|no later|and|for|with|on|at the|thanks|thank|asap|within|in|"
    r"instead|if|latest|max|under|when|but|not|next|this|tomorrow|today)\b"
)
_ADDRESS = re.compile(
    r"\d+\s*,?\s+\w|\b(?:street|st|road|rd|avenue|ave|lane|ln|drive|way|square|sq|building|floor|unit|suite|"
    r"apartment|flat|block)\b"
)
_CHINESE_END = re.compile(
    r"[,.;!?\n，。；！？、()\s]|(?:[吧呢哦啊]|了$|哈$|就行|就好|即可|谢谢|之前|以前|最晚|那边|这边|可以吗|行吗|要|"
    r"大概|明天|后天|下周|本周|周[一二三四五六日]|不要|预算|每件|单价)"
)
_NOT_PLACES = words(
    """
    me us my our you your them it this that the a an him her home work someone discuss talk see be have
    get make change confirm know order buy ask check say arrive come hear
    """
)
_FILLERS = frozenset().union(*(language.fillers for language in LANGUAGES))
#: "my brother in Leeds", "our office at 5 Mill Lane": whose place it is says nothing of where.
_WHOSE = re.compile(r"(?:the|our|my|his|her|their)\s+(?:[\w'-]+\s+){1,3}(?:in|at)\s+")
#: 上海路, 杭州街: a street that is called after a place.
_IN_STREETS = ("路", "街", "道", "大道", "东路", "西路", "南路", "北路", "中路")
_NO_PLACES = (
    "我", "你", "他", "公司", "家", "哪", "什么", "时候", "学校", "店", "错", "不对", "有误", "变了", "换", "给",
)  # fmt: skip
_SPACE = re.compile(r"\s+")
_LONGEST = 60
_MOST_WORDS = 10


class Places:
    """`known`: names that are places wherever they stand."""

    def __init__(self, known: Sequence[str]):
        pairs = {fold(name).text.strip(): name for name in known if name.strip()}
        self._known = re.compile("|".join(_bounded(n) for n in sorted(pairs, key=len, reverse=True))) if pairs else None

    def find(self, scan: Scan, blockers: Sequence[Mention], terms: Sequence[Mention]) -> Iterator[Mention]:
        """Mentions of destinations, the words that lead to them included; `data` is the place as it was written."""
        text = scan.folded.text
        for match in _ENGLISH.finditer(text):
            found = self._english(scan, match.end(), blockers, terms)
            if found:
                yield self._mention(scan, match.start(), *found)
        for match in _CHINESE.finditer(text):
            found = self._chinese(scan, match.end(), blockers)
            if found:
                yield self._mention(scan, match.start(), *found)
        if self._known is not None:
            for match in self._known.finditer(text):
                yield self._mention(scan, match.start(), match.start(), match.end())
        yield from self._bare(scan, terms, blockers)

    def _mention(self, scan: Scan, start: int, first: int, last: int) -> Mention:
        begin, end = scan.cover(start, last)
        return Mention(begin, end, "place", data=self.settled(scan.folded.said(first, last).strip()))

    def settled(self, place: str) -> str:
        """The known place that an address lies in (杭州市…路1号, "12 Mill Lane, Leeds"), else the address itself."""
        if self._known is None:
            return place
        folded = fold(place)
        for match in self._known.finditer(folded.text):
            start, end = match.span()
            before, after = folded.text[:start].rstrip(), folded.text[end:].lstrip()
            if folded.text[start:end].isascii():
                whole = (not before or before.endswith(",")) and (not after or after.startswith(","))
            else:
                whole = (not before or before.endswith(("省", "国", ","))) and not after.startswith(_IN_STREETS)
            if whole:
                return folded.said(start, end)
        return place

    def _limit(self, scan: Scan, first: int, blockers: Sequence[Mention]) -> int:
        limits = [scan.tokens[m.start].start for m in blockers if scan.tokens[m.start].start >= first]
        return min([*limits, first + _LONGEST, len(scan.folded.text)])

    def _english(
        self, scan: Scan, first: int, blockers: Sequence[Mention], terms: Sequence[Mention]
    ) -> tuple[int, int] | None:
        text = scan.folded.text
        limit = self._limit(scan, first, blockers)
        if first < limit and "\u4e00" <= text[first] <= "\u9fff":
            return self._chinese(scan, first, blockers)
        whose = _WHOSE.match(text, first, limit)
        if whose:
            first = whose.end()
        end = _END.search(text, first, limit)
        last = end.start() if end else limit
        # An address goes on after its commas: "12 Green Street, Bristol", "Lyon, France".
        while end and end.group() == ",":
            begin = _SPACE.match(text, end.end(), limit)
            start = begin.end() if begin else end.end()
            if start >= limit or not self._goes_on(scan, first, last, start, terms):
                break
            end = _END.search(text, start, limit)
            last = end.start() if end else limit
        words = text[first:last].split()
        if (
            not words
            or not any(c.isalpha() for c in words[0] + words[-1])
            or words[0] in _NOT_PLACES
            or last <= first
            or len(words) > _MOST_WORDS
        ):
            return None
        return first, first + len(text[first:last].rstrip())

    def _goes_on(self, scan: Scan, first: int, last: int, start: int, terms: Sequence[Mention]) -> bool:
        """Is what follows a comma still part of the address?"""
        if _ADDRESS.search(scan.folded.text, first, last):
            return scan.folded.capital(start) or scan.folded.text[start].isdigit()
        token, _ = scan.cover(start, start + 1)
        known = any(t.start <= token < t.end for t in terms) or scan.tokens[token].text in _FILLERS
        return scan.folded.capital(start) and not known

    def _chinese(self, scan: Scan, first: int, blockers: Sequence[Mention]) -> tuple[int, int] | None:
        text = scan.folded.text
        limit = self._limit(scan, first, blockers)
        end = _CHINESE_END.search(text, first, limit)
        last = end.start() if end else limit
        place = text[first:last].strip()
        if not 2 <= len(place) <= 40 or place.startswith(_NO_PLACES):
            return None
        return first, last

    def _bare(self, scan: Scan, terms: Sequence[Mention], blockers: Sequence[Mention]) -> Iterator[Mention]:
        """ "40 stools to Rotterdam": a capitalised word after "to" that is nothing else."""
        busy = {i for m in (*terms, *blockers) for i in range(m.start, m.end)}
        for match in _TO_CAPITAL.finditer(scan.folded.text):
            first = match.end()
            start, end = scan.cover(first, first + 1)
            if end <= start or start in busy or scan.tokens[start].kind != "word" or not scan.folded.capital(first):
                continue
            if scan.tokens[start].text in _NOT_PLACES:
                continue
            while (
                end < min(len(scan.tokens), start + _MOST_WORDS)
                and scan.tokens[end].kind == "word"
                and scan.folded.capital(scan.tokens[end].start)
                and end not in busy
            ):
                end += 1
            yield self._mention(scan, match.start(), first, scan.tokens[end - 1].end)


def _bounded(name: str) -> str:
    if name.isascii():
        return rf"(?<!\w){re.escape(name)}(?!\w)"
    return re.escape(name)
