"""What people might write: wishes, second thoughts and makers' replies, in the words of the trades in `catalogues/`.

Made up for measuring; `catalogue → language → messages`.
"""

from __future__ import annotations

from collections.abc import Mapping

Messages = Mapping[str, tuple[str, ...]]

#: Orders that say all that must be known.
ORDERS: Mapping[str, Messages] = {
    "apparel": {
        "en": (
            "Hi, could you make 24 black hoodies for our climbing club, all size L, no zip, by the 18th of December?",
            "60 white tees, 20 S, 20 M and 20 L, screen print on the back, to Shanghai before Dec 20",
            'We\'d like a hundred natural tote bags with long handles, saying "Read more", budget 25 yuan apiece',
            "35 forest green sweatshirts, half medium half large, embroidered, individually bagged please",
            "hello! 15 burgundy hoodies with white sleeves and a hidden zip, 5 XS, 5 S, 5 M, in three weeks",
            "40 quick-dry T-shirts in orange for a charity run, v-neck, size M, no print at all",
            "two dozen denim caps in navy blue, embroidery on the front, deliver to Suzhou",
            "80 heavy canvas totes, black, 38 cm wide and 42 cm high, for at most 2800 yuan altogether",
            "I want 50 pink t-shirts size XL, oversized, with a neck label, no later than 15 December, to Beijing",
            "12 charcoal hoodies, extra large, thick, tie-dyed, with thumb holes; under ¥220 each; ship to Chengdu",
        ),
        "zh": (
            "你好，想定24件黑色卫衣，全部L码，不要拉链，12月18号之前送到",
            "60件白色T恤，S码M码L码各20件，后背丝印，发到上海",
            "要一百个米白色帆布袋，长提手，写着“多读书”，每个预算25块",
            "墨绿色圆领卫衣35件，中码15件大码20件，绣花，单独包装",
            "帮我做15件酒红色连帽衫，白色袖子，隐形拉链，三周内要，都是S码",
            "公益跑用的橙色速干T恤40件，V领，M码，不印花",
            "两打藏蓝色牛仔帽子，正面刺绣，送苏州",
            "80个黑色加厚帆布袋，宽38厘米高42厘米，总价不超过2800元",
            "粉色T恤50件，XL码，宽松版，要领标，12月15日前寄到北京",
            "12件炭灰色卫衣，加厚，XL码，扎染，每件220以内，发成都",
        ),
    },
    "ice_cream": {
        "en": (
            "120 cups of mango ice cream for a wedding on December 12, paper cups, no spoons",
            "can we get 300 popsicles, lychee, heart-shaped, printed wrappers, to Hangzhou by next Friday",
            "90 small cups of black sesame, oat milk, less sweet, nut-free please",
            'an ice cream cake, 8 inch, strawberry, saying "Happy 60th"',
            "20 tubs of vanilla for the canteen, delivered to Ningbo in ten days",
            "150 large cups of matcha with boba, not more than 14 yuan a cup",
            "500 ice lollies in yuzu, less sugar, chocolate-coated, budget 3500 yuan",
            "80 cups of coconut ice cream in compostable cups with extra fruit pieces, our logo on the lid",
            "two ice cream cakes, chocolate, ten-inch, with cookie crumbs, before the 9th",
            "240 cups pistachio, regular size, gold foil print, to Shanghai around Dec 15",
        ),
        "zh": (
            "婚礼用的芒果冰淇淋120杯，纸杯，不要勺子，12月12号当天要",
            "300支荔枝味冰棍，心形，定制包装，下周五前送到杭州",
            "黑芝麻小杯90份，燕麦奶，少糖，不含坚果",
            "8寸草莓冰淇淋蛋糕一个，写着“六十大寿”",
            "食堂要20桶香草冰淇淋，十天内送宁波",
            "抹茶大杯150杯加珍珠，每杯不超过14块",
            "500支柚子雪糕，低糖，巧克力脆皮，总预算3500",
            "80杯椰子冰淇淋，可降解杯，多加果粒，盖子上印logo",
            "两个巧克力冰淇淋蛋糕，10寸，加饼干碎，9号之前",
            "开心果冰淇淋240杯，中杯，烫金，12月15号左右送上海",
        ),
    },
}

#: Second thoughts about such an order.
CHANGES: Messages = {
    "en": ("make it 48 instead", "actually by December 22", "send it to Nanjing", "no more than 4000 yuan in all"),
    "zh": ("改成48个吧", "时间改到12月22号", "送到南京", "总共不超过4000块"),
}

#: What makers answer to an offer.
REPLIES: Messages = {
    "en": (
        "Yes, we can do that",
        "Accepted, ready on the date you named",
        "sorry, fully booked until mid December",
        "we could take it, but only at 18 yuan each",
        "Possible, though not before Dec 8",
        "30 pieces is fine, more than that we can't manage this week",
        "What thread count is the fabric?",
        "The dye vat broke down, we'll be two days late",
        "All done, the courier picked it up this morning",
        "started this morning, looking good",
        "ok if you add 10 percent",
        "not at that price",
    ),
    "zh": (
        "可以，接了",
        "没问题，按时交货",
        "不好意思，月中之前都排满了",
        "能做，不过要18块一件",
        "最早12月8号才能好",
        "这周最多做30件",
        "面料是多少克的？",
        "染缸坏了，要晚两天",
        "做好了，今天早上已经发货",
        "今天开工了",
        "加一成就做",
        "这个价做不了",
    ),
}

#: Orders that lack only where they go, as (catalogue, language, message): the way through the whole bot begins here.
WISHES = (
    ("apparel", "en", "28 navy hoodies with a metal zip, 8 M and 20 L, within three weeks"),
    ("apparel", "zh", "40件白色T恤，全部M码，后背丝印，三周内要"),
    ("ice_cream", "en", "160 cups of watermelon ice cream in two weeks"),
    ("ice_cream", "zh", "200杯芒果冰淇淋，大杯，两周内要"),
)
