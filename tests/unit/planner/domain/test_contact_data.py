"""What makers may write to each other, and what stays between them and us."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.contact_data import HIDDEN, masked

SECRETS = [
    # Mobile numbers of China, as people write and disguise them.
    ("打我电话13800138000谢谢", "打我电话•••谢谢"),
    ("138 0013 8000", "•••"),
    ("138-0013-8000", "•••"),
    ("138.0013.8000", "•••"),
    ("138/0013/8000", "•••"),
    ("138·0013·8000", "•••"),
    ("138_0013_8000", "•••"),
    ("1380013 8000", "•••"),
    ("1 3 8 0 0 1 3 8 0 0 0", "•••"),
    ("1-3-8-0-0-1-3-8-0-0-0", "•••"),
    ("1,3,8,0,0,1,3,8,0,0,0", "•••"),
    ("1，3，8，0，0，1，3，8，0，0，0", "•••"),
    ("13 80 01 38 00 0", "•••"),
    ("１３８００１３８０００", "•••"),
    ("①③⑧⓪⓪①③⑧⓪⓪⓪", "•••"),
    ("1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣", "•••"),
    ("1\u200b38\u200b0013\u200b8000", "•••"),
    ("一三八零零一三八零零零", "•••"),
    ("幺三八零零幺三八零零零", "•••"),
    ("壹叁捌零零壹叁捌零零零", "•••"),
    ("138零零13八000", "•••"),
    ("138-零零13-8000", "•••"),
    ("138OO138OOO", "•••"),
    ("١٣٨٠٠١٣٨٠٠٠", "•••"),
    ("one three eight zero zero one three eight zero zero zero", "•••"),
    ("call13800138000now", "call•••now"),
    ("20件，13800138000", "20件，•••"),
    ("20 13800138000", "20 •••"),
    ("12-3 13800138000", "12-3 •••"),
    ("+86 138 0013 8000", "•••"),
    ("+8613800138000", "•••"),
    ("(+86)13800138000", "•••"),
    ("8613800138000", "•••"),
    ("130 - 0000 - 0000", "•••"),
    ("13800 138000", "•••"),
    ("13800138000/13900139000", "•••/•••"),
    ("138-0013-8000 139-0013-9000", "••• •••"),
    ("0571-87654321转8001", "•••转8001"),
    ("138 0013-1400", "•••"),
    ("0086 138 0013 8000", "•••"),
    # Other numbers.
    ("(010) 6234-5678", "•••"),
    ("010-62345678", "•••"),
    ("0571 8765 4321", "•••"),
    ("02158888888", "•••"),
    ("电话62345678", "电话•••"),
    ("座机：6234-5678", "座机：•••"),
    ("call me at 6234 5678", "call me at •••"),
    ("tel. 87654321", "tel. •••"),
    ("+44 20 7946 0958", "•••"),
    ("+44 (0)20 7946 0958", "•••"),
    ("+49 30 1234567", "•••"),
    ("020 7946 0958", "•••"),
    ("+1 (415) 555-2671", "•••"),
    ("(415) 555-2671", "•••"),
    ("415-555-2671", "•••"),
    ("415.555.2671", "•••"),
    ("1-415-555-2671", "•••"),
    ("4155552671", "•••"),
    ("400-820-8820", "•••"),
    ("+33 1 42 68 53 00", "•••"),
    ("01.42.68.53.00", "•••"),
    # Addresses.
    ("write to anna@example.com please", "write to ••• please"),
    ("发到abc@qq.com谢谢", "发到•••谢谢"),
    ("ａｎｎａ＠ｑｑ．ｃｏｍ", "•••"),
    ("Anna.B+shop@Example.CO.UK", "•••"),
    ("anna @ example . com", "•••"),
    ("anna (at) example (dot) com", "•••"),
    ("anna at example dot com", "•••"),
    ("anna[at]example.com", "•••"),
    ("anna艾特qq点com", "•••"),
    ("anna#qq.com", "•••"),
    ("https://example.com/a?b=1 yes", "••• yes"),
    ("tg://resolve?domain=anna", "•••"),
    ("www.example.com", "•••"),
    ("see example.com/shop", "see •••"),
    ("(example.co.uk)", "(•••)"),
    ("dyehouse.shop", "•••"),
    ("在mystore.taobao.com下单", "在•••下单"),
    ("mystore点com", "•••"),
    ("taobao。com", "•••"),
    ("example . com", "•••"),
    ("t.me/anna_shop", "•••"),
    ("T.me/+AbCdEf", "•••"),
    ("t . me/anna", "•••"),
    ("telegram.me/anna", "•••"),
    ("wa.me/8613800138000", "•••"),
    # Names elsewhere.
    ("@anna_shop", "•••"),
    ("write @anna99 now", "write ••• now"),
    ("微信: abc123", "微信: •••"),
    ("微信abc123", "微信•••"),
    ("我的微信号是abcdefg", "我的微信号是•••"),
    ("my微信abc123", "my微信•••"),
    ("微 信：abc123", "微 信：•••"),
    ("薇信 abc123", "薇信 •••"),
    ("wx abc_12", "wx •••"),
    ("VX：abcdef", "VX：•••"),
    ("v信abcdef1", "v信•••"),
    ("V: abcdef1", "V: •••"),
    ("加我V信", "•••"),
    ("加我微信聊", "•••聊"),
    ("加我V信 abc123", "••• •••"),
    ("加V abc123", "加V •••"),
    ("加微信 dyer2026", "加微信 •••"),
    ("wxid_abc123xyz", "•••"),
    ("QQ 12345678", "QQ •••"),
    ("QQ：12345678", "QQ：•••"),
    ("qq号 12345", "qq号 •••"),
    ("扣扣12345678", "扣扣•••"),
    ("扣扣一二三四五六七八", "扣扣•••"),
    ("加q 12345678", "加q •••"),
    ("QQ群 123456789", "QQ群 •••"),
    ("加我：dyer888", "加我：•••"),
    ("薇：abc123", "薇：•••"),
    ("WhatsApp: +44 7911 123456", "WhatsApp: •••"),
    ("whatsapp me on 07911123456", "whatsapp me on •••"),
    ("my wechat is dyehouse", "my wechat is •••"),
    ("my telegram dyehouse", "my telegram •••"),
    ("WeChat ID: dyehouse", "WeChat ID: •••"),
    ("wechat dyehouse88", "wechat •••"),
    ("telegram: dyehouse", "telegram: •••"),
    ("tg: dyer_1", "tg: •••"),
    ("line id: dyer", "line id: •••"),
]

FINE = """
order 12-3 is late
12-3
1234-12 和 1235-1 都好了
30 x 40 cm
30x40cm
30*40*50
120*200*300*45 mm
1200×800×600
12.5 x 30.75 x 100.25
2026-12-05
20261205
2026/12/5 14:00
from 2026-12-05 to 2026-12-18, 2500 pieces
5.12.2026 100 pieces
15.12.2026 100 pieces
05.12.26 1200
12/05/2026 14:30
12-05 to 12-08
05-12 08-12 1000
2026年12月5日
二〇二六年十二月五日
二零二六
一百二十件
一二三四五
12月5号前能好
9:00-18:00
0900-1200 1400-1800
at 10:00 100 200 300 pcs
the 2nd lot of 150 is ready at 2026-12-05 14:30
致电前请看 2026-12-05
call on 2026-12-05
1200.50
¥1,200.50
$12.50
15000.50 1200
1350.75 1200.5
1.200.000,50 EUR
+10 pieces
+1200.50
30 @ 12.50 each
30 @12.50
80,000 + 20,000
300g/m2
300 g/m²
90% cotton 10% elastane
1:1 scale
3/4 sleeve
60S/2 yarn 40D
M8x1.25
20-30 pieces
20-30件
5000-10000 pcs
15000-200000 pcs
10 M and 20 L
S 10 M 20 L 30 XL 40
sizes 36 37 38 39 40 41 42
14 20 30 10 50 5
1 2 3 4 5 6 7 8 9
1、2、3、4、5、6、7、8、9
50 50 50 50 50
150 200 250 300
200-300-1000
400-800-1200
300 500 1000
100000
1000000 pcs
10 000 000
1 200 000
+12 000 000
phone case 1000000 pcs
请加量 200 件
我们 3 号 5 号 12 号
#12
code AB-12345
Pantone 19-4052 TCX
PMS 286C
EAN 6901234567892
SF1234567890123
FW26-0012-XL
SKU AB1234567890
wechat payment is fine
WeChat is fine
I sent it by wechat yesterday
微信收款
微信支付 1200 元
微信 12-05 回复
QQ糖 1000件
qq 1000 件
加V领
加V领30件
卫衣加v领
V 领 30 件
加个拉链
line: straight
stitch line 12-3
thanks.Me too
the zip is done.It was late
the colour.My logo
finished.Top part next
logo.ai
artwork.pdf
No. net weight 20 kg
gross. net weight 20
look at this dot, it is red
rush: 20 by Dec 5
@each
price 12.50, @each
batch 20261205-001
批号 20261205-01
lot no. 4471-22-9
运单 YT7512345678901
tracking 1Z999AA10123456784
运单号 75123456789012
ETA 12/05 14:00-16:00
pos 1: 100, pos 2: 200, pos 3: 300
TC 65/35 45x45 133x72
RAL 9010 / RAL 3020
GB/T 3923.1-2013
OEKO-TEX 12.HCN.12345
1500 1600 1700
10/20/30/40/50
S:10 M:20 L:30
qq糖袋 20000 个
加我一个
I'll call you when done
v2 of the logo
1.2.3.4
Hello, the fabric is a day late, sorry!
染好了，明天发货，一共36米
""".strip().splitlines()


@pytest.mark.parametrize(("said", "passed_on"), SECRETS)
def test_contact_data_is_hidden(said: str, passed_on: str) -> None:
    """However a number, an address or a name elsewhere is written, nobody gets to read it; the rest stays."""
    assert masked(said) == passed_on


@pytest.mark.parametrize("said", FINE)
def test_what_the_work_needs_stays(said: str) -> None:
    """Quantities, prices, dates, sizes, job numbers, codes and plain words arrive as they were written."""
    assert masked(said) == said


@pytest.mark.parametrize(("said", "passed_on"), SECRETS)
def test_hidden_once_is_hidden_for_good(said: str, passed_on: str) -> None:
    """What was hidden is not hidden again, and hiding leaves nothing new to hide."""
    assert masked(passed_on) == passed_on


mobiles = st.from_regex(re.compile(r"1[3-9][0-9]{9}", re.ASCII), fullmatch=True)
before = st.sampled_from(
    ["", " ", "电话", "请打", "call ", "ok? ", "30件 ", "，", "by 2026-12-05, ", "12-3: ", "20 ", "\n"]
)
behind = st.sampled_from(["", " ", "谢谢", " please", ", 30件", "。", " by 2026-12-05", "!", ")", "\n12-3"])
digits_as = st.sampled_from(["0123456789", "０１２３４５６７８９", "〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"])
gaps = st.sampled_from(["", " ", "-", ".", "·", "_", "  ", " - "])


@given(mobiles, gaps, digits_as, before, behind)
@settings(deadline=None)
def test_no_mobile_number_comes_through(number: str, gap: str, digits: str, before: str, behind: str) -> None:
    """Any mobile number, grouped and written in any of these ways, in the midst of a message, is hidden whole."""
    written = gap.join((number[:3], number[3:7], number[7:])).translate(str.maketrans("0123456789", digits))
    assert masked(before + written + behind) == before + HIDDEN + behind


quantities = st.integers(1, 9999).map(str)
prices = st.decimals(0, 9999, places=2).map(str)
days = st.dates(date(2025, 1, 1), date(2032, 12, 31)).map(date.isoformat)
keys = st.builds("{}-{}".format, st.integers(1, 99999), st.integers(1, 30))
sizes = st.builds("{} x {} cm".format, st.integers(1, 999), st.integers(1, 999))
work = st.one_of(
    st.builds("{} pcs".format, quantities),
    st.builds("{}件".format, quantities),
    st.builds("{}-{} pieces".format, quantities, quantities),
    st.builds("¥{}".format, prices),
    st.builds("{}元".format, prices),
    days,
    keys,
    sizes,
)


@given(st.lists(work, min_size=1, max_size=6), st.sampled_from([", ", "; ", "，", "\n", " and ", " / ", "："]))
@settings(deadline=None)
def test_talk_about_work_comes_through_whole(facts: list[str], joint: str) -> None:
    """A message made of quantities, prices, dates, job numbers and sizes alone arrives as it is."""
    said = joint.join(facts)
    assert masked(said) == said


@given(st.one_of(st.text(max_size=200), st.text("0123456789 -+.()@:/ab微信qv一三", max_size=60)))
@settings(deadline=None)
def test_any_text_can_be_passed_on(said: str) -> None:
    """Whatever is written, it is passed on, no longer than the hiding makes it, and stays as it is the second time."""
    once = masked(said)
    assert masked(once) == once


@pytest.mark.parametrize("piece", ["a", "1", "1 ", "a.", "@", "a@", "1-", "微信", "one ", "0", "(", ".com", "a-", "+1"])
def test_a_long_message_is_no_burden(piece: str) -> None:
    """Telegram's longest message, made of what patterns could stumble over, is passed on all the same."""
    assert masked(piece * (4096 // len(piece)))
