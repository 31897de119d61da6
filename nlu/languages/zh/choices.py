"""How Chinese chooses among offered plans."""

from __future__ import annotations

CHOICES = {
    "cheapest": r"最?便宜|最省钱?|最低价?|价格最低",
    "fastest": r"最快|快的|最早|早点?的|最赶",
    "safest": r"最?稳妥?|最可靠|可靠的|最靠谱|靠谱的|最保险|保险的",
}
#: What may stand beside a choice; anything more is something else.
BESIDE = (
    r"就|选|要|用|这个|那个|这|那|个|的|吧|了|我|我们|想|给|方案|第|好|行|可以|那种|这种|"
    r"一种|种|来|下单|谢谢|请|定|订|是|做|按"
)
