"""What speaks against taking a Chinese message for a plain yes. Patterns look at folded text."""

from __future__ import annotations

DOUBT = (
    r"不|没|別|别|无|未|非|勿|唔|冇|吗|么|嘛|呢|吧[?？]|如果|要是|假如|除非|只要|前提|的话|但|可是|不过|就是|只能|或者|"
    r"也许|可能|考虑|再说|再看|等|先|太|谁|哪|什么|怎|为何|几|多少|免|算了|[两二三四五六七八九十百千万半][个件块元天号日月折成]"
)
