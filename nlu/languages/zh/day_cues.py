"""What the Chinese words around a day make of it: a limit, another's day, or the day of the speaker's own doings."""

from __future__ import annotations

import re

from nlu.calendar import Cue

LEAD = re.compile(
    r"(?P<cue>最晚|最迟|不晚于|不迟于|截止到|截止日期|截止|deadline|交期|交货期|期限|赶在|最早|最快|大概|大约|差不多|约|最好)"
    r"(?:要|也要|得|也得)?\s*(?:是|在|到|为|:|：|也)?\s*$"
)
TAIL = re.compile(
    r"\s*(?P<noon>上午|下午|早上|晚上|中午|凌晨|下班|关门|开门|[0-9一二两三四五六七八九十]{1,3}点(?:半|钟)?)?\s*"
    r"(?:(?P<before>之前|以前|前)(?![后面胸排])|(?P<around>左右|前后|上下|作右)|(?P<on>当天|那天|当日)|"
    r"(?P<in>之内|以内|内)|(?P<from>之后|以后|后(?!背|面|天)|起|开始))?"
)
LEAD_CUES: dict[str, Cue] = {
    "最早": "from", "最快": "from", "大概": "around", "大约": "around", "差不多": "around", "约": "around",
}  # fmt: skip
#: 昨天要, 昨天之前: a day that lies behind, but asked for all the same.
WANTED = re.compile(
    r"(?:(?:之前|以前|前)?\s*(?:就)?(?:要|得要|必须|到货|交货|交|发货|送到|拿到)(?:到|货|的)?|(?:之前|以前|前))(?=[\s。.!！，,、；;]|$)"
    r"|(?:之前|以前|前)(?=[要送交发到寄])"
)
_EVENT = r"(?:婚礼|活动|生日|聚会|年会|比赛|典礼|开业|开张|展会|展览|校庆|派对|会议|宴|开会|开学|结婚|演出|毕业)"
OCCASION = re.compile(
    rf"\s*(?:的|有|是|举办|举行|办|就)?\s*[^，。,.;；\n要送交到用前取拿给寄发]{{0,5}}?{_EVENT}(?!用?品)"
)
OCCASION_BEFORE = re.compile(rf"{_EVENT}(?:的?日期|的?时间)?(?:是|在|定在|就在|就是|定于)?\s*$")
_WANTED_AFTER = r"[要用送交到取拿寄]"
WANTED_NEXT = re.compile(rf"\s*(?:就|得|必须|一定)?{_WANTED_AFTER}")
#: 明天给你们发图, 周五再告诉你: when the speaker does something else.
OWN_DEED = re.compile(
    r"\s*(?:之?前)?(?:再|会|就|先|才|我|我们|咱们|来|能|可以)*(?:给|把|跟|和|向)?(?:你们?|您)?"
    r"[^，。,.;；\n送货]{0,6}?(?:发图|发(?:给)?(?:你|您)|传给?(?:你|您)|寄给?(?:你|您)|"
    r"发(?:设计|文件|稿|logo|地址|资料|尺寸|照片|名单)|提供|"
    r"付款|付钱|付定金|付清|打款|转账|转给|打给|告诉|联系|确认|回复|答复|通知|商量|面谈|定下来|去你们|过来看|过去看|下单)"
)
