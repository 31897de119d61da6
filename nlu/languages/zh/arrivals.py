"""How Chinese says that goods have arrived, and how many are missing."""

from __future__ import annotations

ARRIVED = r"(?:收到|到了|到货|已到|送到|来了|拿到|签收|收货|收齐|到齐)"
WHOLE = r"(?:全部?|都|齐|完好|没问题|一件不少|没少)"
MISSING = r"(?:少了?|缺了?|差了?|坏了?|破了?|破损|损坏|不能用|有问题|错了?|脏了?|不合格|次品)"
#: That nothing is missing.
COMPLETE = r"(?:没有?|不|一件不)(?:少|缺|差|坏|破|问题|错)"
ONLY = r"(?:只有|只到|只收到|才|就)"
NONE = r"(?:没到|没收到|还没|未到|未收到|没有到|没有收到|没看到)"
NUMBERS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
