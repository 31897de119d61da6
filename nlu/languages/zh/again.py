"""How Chinese orders the same once more: the beginning of a message, and what may follow it."""

from __future__ import annotations

_PLEASE = r"(?:你好|您好|请|麻烦|帮我|给我|我想|我要|我们要|想)*[,! ]*"
_BEFORE = r"(?:上次|上回|上一次|之前|以前|前面|上一单|上个订单|上次的订单|那次)"
_LIKE = r"(?:一样|一模一样|同样|相同)"
_ONE = r"(?:个|一)?[份单次批套遍]?"
NUMBER = r"(?:订单|第)\s*#?(?P<number_zh>\d{1,9})\s*[号单]?"

_SAME = (
    rf"(?:再|重新)(?:来|要|订|下|做|订购|定){_ONE}[跟和与]?{_BEFORE}?{_LIKE}的?(?:订单|东西|货)?",
    rf"(?:按照|[跟和与同像照按]){_BEFORE}的?(?:订单)?(?:{_LIKE}|那样)?的?再?[来做订下]?{_ONE}",
    rf"把?{_BEFORE}的?(?:订单|那单|那个|东西)?(?:再|重新)[来做订下]{_ONE}",
    r"老样子|照旧|同样的再来一?[份单次批]",
)
SAME = rf"^{_PLEASE}(?:{'|'.join(_SAME)})"
FOLLOWS = r"^\s*(?:$|[,.。;:!]|但|不过|只是|只|就是|改|换|这次|要|不要|加|颜色|数量|\d)"
BUT = r"但是?|不过|只是|就是|这次"
