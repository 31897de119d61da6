"""How many pieces a supplier's reply speaks of."""

from __future__ import annotations

import re

from nlu.job_share import job_share
from nlu.mention import Mention, Scan
from nlu.prices import is_price
from nlu.reply_words import pattern, window
from planner.domain.reply import JobTerms

#: What there is suffices for so many; or they are called the quantity.
_ENOUGH_FOR = re.compile(
    r"\b(?:the (?:full|whole|entire|complete)|(?:down|in) for)\s*$|"
    r"\b(?:have|got|enough)\b[^,.;]{0,24}\bfor(?: only| just| about)?\s*$|\b(?:quantity|qty)(?: is| of)?\s*$|"
    r"数量是?\s*$"
)
#: Beside a figure: so many have come to harm, which is no offer.
_SPOILT = re.compile(
    r"(?:坏|废|报废|破|丢|毁|裂|错|染坏|印坏|做坏|烧坏)了?\s*$|\b(?:lost|ruined|spoilt|spoiled|damaged|broke)\s*$"
)
_SPOILT_AFTER = re.compile(
    r"\s*(?:pcs|pieces?|units?|of (?:them|the \w{1,12})|\S{1,12}|件|个|条|张|把)?\s*(?:(?:got|are|were|is|came out|"
    r"have been|"
    r"has been)\s+(?:\w{1,10}\s+)?(?:ruined|damaged|broken|wrong|crooked|bent|off|too \w{2,8}|spoil(?:ed|t)|torn|"
    r"burnt|defective|faulty|lost|"
    r"cracked)\b|"
    r"came out (?!(?:great|well|fine|good|nice|ok))|都?(?:坏|废|报废|破|裂|有(?:点)?(?:问题|瑕疵)))"
)
#: After a figure: so many are refused, or too many.
_REFUSED_AFTER = re.compile(
    r"\s*(?:就|(?:pcs|pieces?|units?|of (?:them|the \w{1,12})|[件个套张条把只份盒本双台])?\s*(?:(?:我们?|实在|真的?|"
    r"确实|"
    r"有点|恐怕|怕是|全部)*(?:太|吃力|多了|[做接吃赶干完弄搞][不]|(?:不行|没法)(?!吗))|(?:(?:is|are|'s|would be|"
    r"seems?) )?(?:just |"
    r"simply |really |a (?:bit|little) |far |way )*(?:too\b|more than (?:we|i)\b|beyond\b|impossible\b|"
    r"not (?:possible|doable|"
    r"feasible|realistic)\b)|(?:won'?t|will not|can'?t|cannot) (?:be (?:done|made|possible|doable)|work|happen|do)\b|"
    r"(?:is|are)n'?t (?:possible|doable|feasible|realistic)\b))"
)
_MADE = re.compile(r"(?:做|完|成|印|缝|裁|烤|织|染)(?:好|完|成)?了\s*$|\b(?:finished|made|completed|done)\s*$")
_MADE_AFTER = re.compile(
    r"\s*(?:pcs|pieces?|units?|of (?:them|the \w{1,12})|(?:out )?of \d{1,5})?\s*(?:are |is )?(?:already )?"
    r"(?:done|finished|complete[d]?|made|ready|to go|(?<=are )[a-z]{3,10}ed)\b(?! by| on)|\s*(?:件|个|条|张|把|"
    r"套)?(?:已经|已)?(?:做好|做完|"
    r"完成|好)了"
)


def read_pieces(scan: Scan, job: JobTerms) -> int | None:
    """The number of pieces; half of the job's where the reply says half."""
    share = job_share(scan.folded.text)
    if share is not None and share.offered and job.quantity is not None:
        return share.of(job.quantity)
    figures = [m for m in scan.mentions if m.kind == "figure" and m.data.whole is not None]
    amounts = {m.end for m in scan.mentions if m.kind in ("money", "figure")}
    several = len(figures) > 1 or any(m.kind == "money" for m in scan.mentions)
    for index, mention in enumerate(figures):
        lead, tail = window(scan, mention)
        if re.match(
            (
                r"\s*(?:(?:(?:extra|further|additional|other|full|whole|spare|more) )*(?:days?|weeks?)|hours?|hrs?|"
                r"months?|years?|am\b|pm\b|"
                r"点|天|周|小时|个?月|年|个?星期|%|"
                r"percent|个点|号|日|成|台机|"
                r"个人|people|guys|machines?|workers?|times?|次|步|more days|working|business|minutes?|分钟|折)"
            ),
            tail,
        ):
            continue
        if is_price(mention, lead, tail, job) or re.search(
            r"(?:加|涨|贵|\bat|price(?: of| is)?|@|单价|no\.?|number|order|job|单号|#|订单)\s*$", lead
        ):
            continue
        if _REFUSED_AFTER.match(tail) or _glued_to_letters(scan, mention):
            continue
        if job.quantity is not None and _fewer(lead, tail):
            return int(job.quantity - mention.data.value) if mention.data.value < job.quantity else None
        counted = re.match(
            r"\s*(?:[a-z]{2,14}s (?:at|@|for) ?\D{0,4}\d|pcs|pieces?|pc\b|units?|items?|of (?:them|the|those)|件|个|"
            r"套|张|双|条|把|只|台|份|盒|本|顶|块|批)",
            tail,
        )
        limited = (
            pattern("ONLY").search(lead)
            or _ENOUGH_FOR.search(lead)
            or re.match(
                r"\s*(?:max|only|tops|(?:will|works?|would)(?: do| work)?\s*$|at most|is (?:the|my|our) (?:max|"
                r"limit)|is all (?:i|we)\b|(?:is|are|"
                r"would be) (?:doable|possible|feasible|fine|ok)|(?:now |only )?(?:at|@|"
                r"for|by)\b(?! all))",
                tail,
            )
        )
        priced = mention.start in amounts
        minimum = re.search(
            r"(?:minimum|at least|moq|起订|起做|最少|至少|低于|少于|不到|不够|不满|不足)\s*\S{0,4}\s*$", lead
        ) or re.match(r"\s*件?起", tail)
        refused = re.search(
            r"\b(?:can'?t|cannot|not|won'?t|unable)\b[^,.;]{0,14}$|(?:不能|没法|不)[^，。,]{0,3}$", lead
        )
        lone = mention.data.whole == 1 and several
        if _SPOILT.search(lead) or _SPOILT_AFTER.match(tail) or _is_made(mention, lead, tail, job):
            continue
        if priced or (refused and not minimum) or lone or _each_before(lead):
            continue
        # A lone "1" is how some say yes.
        alone = not lead.strip() and not tail.strip() and len(figures) == 1 and mention.data.whole > 1
        if (
            counted
            or limited
            or minimum
            or (alone and job.quantity is not None and mention.data.whole <= job.quantity and index == 0)
        ):
            return int(mention.data.value)
    return None


def made_so_far(scan: Scan, job: JobTerms) -> bool:
    """Does it tell how many pieces are made, fewer than the job's?"""
    share = job_share(scan.folded.text)
    if share is not None and share.made:
        return True
    figures = [m for m in scan.mentions if m.kind == "figure" and m.data.whole is not None]
    return any(_is_made(mention, *window(scan, mention), job) for mention in figures)


def _fewer(lead: str, tail: str) -> bool:
    """ "10 fewer", 少做10件: so many less than the job's."""
    return bool(
        re.match(r"\s*(?:pcs|pieces?|units?)?\s*(?:fewer|less)\b(?! (?:each|per|a piece))", tail)
        or (re.search(r"(?<![至最不])少(?:做|交|给|接)?\s*$", lead) and re.match(r"\s*[件个条张把套份]", tail))
    )


def _is_made(mention: Mention, lead: str, tail: str, job: JobTerms) -> bool:
    """ "20 done", 做了20件: how far the work is, not how much is offered."""
    if job.quantity is None or mention.data.value >= job.quantity:
        return False
    return bool(_MADE.search(lead) or _MADE_AFTER.match(tail))


def _each_before(lead: str) -> bool:
    return bool(re.search(r"(?:每|per)\s*$", lead))


def _glued_to_letters(scan: Scan, mention: Mention) -> bool:
    token = scan.tokens[mention.start]
    return token.glued and mention.start > 0 and scan.tokens[mention.start - 1].kind == "word"
