"""How Chinese asks why an offer is as it is."""

from __future__ import annotations

_WHY = r"(?:为什么|为啥|为何|怎么|咋|干嘛)"
_SHORT = r"[^。！，,]{0,12}"

CURVE = r"(?:每天|各天|不同日期|按日期|按天)" + _SHORT + r"(?:价|钱)|晚(?:几天|一点|点|些)" + _SHORT + r"便宜"
PRICE = (
    rf"{_WHY}{_SHORT}(?:贵|价格|价钱|这个价|多钱|钱)|太贵|好贵|有点贵|贵在哪|价格{_SHORT}(?:构成|明细|怎么算|怎么来)"
)
SOONER = (
    rf"{_WHY}{_SHORT}(?:慢|久|晚|长时间|不能(?:更)?[早快])|(?:能|可以|可不可以|能不能){_SHORT}(?:早|快|提前)(?:一?点|一?些|几天|吗|$)"
    r"|(?:早|快)(?:一?点|一?些)(?:行|可以|好)?(?:吗|不)|提前(?:吗|行吗|可以吗)|太(?:慢|久|晚)"
)
#: A day that is named is a change of the wish.
DAY = r"周|星期|礼拜|月|号|之前|以前|明天|后天"
TIMELINE = r"时间线|时间表|排期|进度图|甘特图"
