"""How Chinese messages change an order that stands."""

from __future__ import annotations

#: Nothing but what is named stays.
KEEP = r"只要|只留|只保留|只需要|只做|只订|就要|就留|保留"
#: So many pieces fewer.
SUBTRACT = r"(?:去掉|删掉|拿掉|减掉|减去|撤掉|取消|扣掉)(?:其中)?(?:\d{1,6}|[一二两三四五六七八九十])(?![号月寸码项])"
#: Some pieces of what was ordered.
SOME = r"其中|里面|当中|一半|三分之一|(?:\d{1,6}|[一二两三四五六七八九十])[\u4e00-\u9fff]?(?:换成|改成|改为|换为)"
#: The same thing once more.
LIKE = r"一样|同样|相同|同款"
#: One thing takes another's place: what stands before the second word goes.
EXCHANGE = r"换|改"
#: What follows comes to what stands.
AND = r"^\W*(?:还有|和|以及|外加|另外)"
#: What follows gives way to something else.
INSTEAD = r"而不是|代替|取代|替代"
#: … and what is named takes its place.
IN_ITS_PLACE = r"换成|改成|改为|换为"
