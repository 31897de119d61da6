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
#: Another lot of the same thing, different in something.
LOT = r"同款|同样的|一样的|相同的|一模一样"
#: One thing takes another's place: what stands before the second word goes.
EXCHANGE = r"换|改"
#: What follows comes to what stands.
AND = r"^\W*(?:还有|和|以及|外加|另外)"
#: What was meant at first, up to the word that turns away from it.
FIRST_THOUGHT = (
    r"(?:本来|原来|原本|一开始|起初|开始)(?:是)?(?:想|要|打算|准备|计划|说|考虑)[^。？?！!；;\n]{0,60}?"
    r"(?:还是|现在|改|不如|但是?|后来|不过|结果|要不)"
)
#: The value named next takes the place of the one before.
RETHOUGHT = (
    r"[，,。、.！!~\s…-]{0,4}(?:(?:[哦啊呃额诶哎噢唉咦]|不好意思|抱歉)[，,\s]{0,2})?(?:不对|不不不?|不是|说错了?|打错了?|写错了?|"
    r"(?<=[哦啊呃额诶哎噢唉咦])不|不好意思|抱歉|应该是|我是说|更正)[，,。.！!：:\s…]{0,3}(?:应该)?(?:是|要|改成|换成)?"
)
#: Any of the values named will do.
WHICHEVER = r"都(?:可以|行|成|好|ok|没问题|没关系|能接受)|均可|随便|哪(?:个|种|款)都|无所谓|任选|任意|看着(?:办|来)"
#: What follows gives way to something else.
INSTEAD = r"而不是|代替|取代|替代"
#: … and what is named takes its place.
IN_ITS_PLACE = r"换成|改成|改为|换为"
