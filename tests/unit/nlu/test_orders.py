"""Single orders: products, values, quantities, and what belongs to what."""

from __future__ import annotations

import pytest

from nlu.reader import Reader
from planner.domain.spec import Intent
from tests.unit.nlu.conftest import NOW, brief, briefs

ENGLISH = {
    "4 oak tables with drawers": ["table 4 extra=drawer wood=oak"],
    "a walnut desk": ["table 1 wood=walnut"],
    "oak table": ["table None wood=oak"],
    "20 mint stools in ash, 8 M and 12 L": ["stool 20 paint=mint size=l*12 size=m*8 wood=ash"],
    "stools in oak: 10 each of S, M and L, white": ["stool 30 paint=white size=l*10 size=m*10 size=s*10 wood=oak"],
    "10 white stools in oak, 6 small and the rest large": ["stool 10 paint=white size=l*4 size=s*6 wood=oak"],
    "50 ash stools in white, 20% small and the rest medium": ["stool 50 paint=white size=m*40 size=s*10 wood=ash"],
    "30 M oak stools": ["stool 30 size=m wood=oak"],
    "hi, 40 stools, half S half L, oak": ["stool 40 size=l*20 size=s*20 wood=oak"],
    "20 white and 10 mint oak stools, all medium": [
        "stool 20 paint=white size=m wood=oak",
        "stool 10 paint=mint size=m wood=oak",
    ],
    "26 stools, half white half mint, oak, M": [
        "stool 13 paint=white size=m wood=oak",
        "stool 13 paint=mint size=m wood=oak",
    ],
    "2 oak tables and 4 walnut tables, all with castors": [
        "table 2 extra=castor wood=oak",
        "table 4 extra=castor wood=walnut",
    ],
    "My list:\n1. 2 oak tables, 1.2m wide\n2. 10 white oak stools, medium": [
        "table 2 width=1.2m wood=oak",
        "stool 10 paint=white size=m wood=oak",
    ],
    "oak tables x2; oak stools x 10 (white, M)": ["table 2 wood=oak", "stool 10 paint=white size=m wood=oak"],
    "3 spice racks in walnut and a shoe rack": [
        "shelf 3 shelf_type=spice_rack wood=walnut",
        "shelf 1 shelf_type=shoe_rack",
    ],
    "3 oak tables, one with a lock and two with drawers": [
        "table 1 extra=lock wood=oak",
        "table 2 extra=drawer wood=oak",
    ],
    "an oak table and 2 oak stools both with castors": [
        "table 1 extra=castor wood=oak",
        "stool 2 extra=castor wood=oak",
    ],
    "20 each of tables and stools in oak": ["table 20 wood=oak", "stool 20 wood=oak"],
    "36 oak stools, a third S and the rest M": ["stool 36 size=m*24 size=s*12 wood=oak"],
    "60 oak stools equally split between S, M and L": ["stool 60 size=l*20 size=m*20 size=s*20 wood=oak"],
    "10 white stools oak, M, but 3 of them L": ["stool 10 paint=white size=l*3 size=m*7 wood=oak"],
    "table 150 wide in oak": ["table None wood=oak"],
    "two 6-seater tables in ash": ["table 2 seats=6 wood=ash"],
    "a dozen oak stools": ["stool 12 wood=oak"],
    "2 crates of oak stools": ["stool 12 wood=oak"],
    "around 20-30 oak stools": ["stool ~20-30 wood=oak"],
    "1 walnut desk with two drawers, no castors or lock": [
        "table 1 -extra=castor -extra=lock extra=drawer*2 wood=walnut"
    ],
    "a slightly smoked oak table, engraved": ["table 1 treatment=engraving treatment=smoked(slight) wood=oak"],
    "3 tables in oak or walnut": ["table 3 wood=oak|walnut"],
    "one pine table": ["table 1 wood=red_pine|white_pine"],
    "4 oak tables with white legs": ["table 4 leg_paint=white wood=oak"],
    "4 white oak tables, mint legs": ["table 4 leg_paint=mint paint=white wood=oak"],
    "desk 120 x 60 cm in oak": ["table None height=60cm width=120cm wood=oak"],
    'one oak table saying "Smith & Sons" and a sketch: plan_v2.pdf': [
        "table 1 drawing=plan_v2.pdf inscription=Smith & Sons wood=oak"
    ],
    "4 tables and 20 oak stools, the tables all walnut": ["table 4 wood=walnut", "stool 20 wood=oak"],
    "4 oak tables and 20 white stools in oak, the stools all L": [
        "table 4 wood=oak",
        "stool 20 paint=white size=l wood=oak",
    ],
    "4 oak tables and 2 walnut tables": ["table 4 wood=oak", "table 2 wood=walnut"],
    "between 20 and 30 oak stools": ["stool 20-30 wood=oak"],
    "4 oak tables, 18 mm": ["table 4 top=thin wood=oak"],
    "4 oak tables 2 inch": ["table 4 top=thick wood=oak"],
    '4 oak 2" tables': ["table 4 top=thick wood=oak"],
    "4 oak tables 2 inch high": ["table 4 height=2in wood=oak"],
    "I'd like one oak table, no wait, walnut": ["table 1 wood=walnut"],
    "we had oak last time, now 3 walnut tables": ["table 3 wood=walnut"],
}
CHINESE = {
    "想要4张橡木桌子，要抽屉": ["table 4 extra=drawer wood=oak"],
    "做20个白蜡木凳子，薄荷绿，中号8个，大号12个": ["stool 20 paint=mint size=l*12 size=m*8 wood=ash"],
    "凳子小号、中号、大号各10个，橡木": ["stool 30 size=l*10 size=m*10 size=s*10 wood=oak"],
    "凳子一半小号一半大号，共40个": ["stool 40 size=l*20 size=s*20"],
    "白色凳子20个、薄荷绿凳子10个，都要橡木": ["stool 20 paint=white wood=oak", "stool 10 paint=mint wood=oak"],
    "白色20个、薄荷绿10个橡木凳子，都是中号": [
        "stool 20 paint=white size=m wood=oak",
        "stool 10 paint=mint size=m wood=oak",
    ],
    "橡木凳子小号、中号、大号分别5、10、15个": ["stool 30 size=l*15 size=m*10 size=s*5 wood=oak"],
    "桌子和凳子各20个，橡木": ["table 20 wood=oak", "stool 20 wood=oak"],
    "橡木桌子5张，不上油也不烟熏": ["table 5 -treatment=oiled -treatment=smoked wood=oak"],
    "10个橡木凳子，中号，其中3个大号": ["stool 10 size=l*3 size=m*7 wood=oak"],
    "几十个橡木凳子": ["stool None wood=oak"],
    "清单：\n1、胡桃木桌子，2张\n2、鞋架3个": ["table 2 wood=walnut", "shelf 3 shelf_type=shoe_rack"],
    "带两个抽屉的橡木桌子，3张": ["table 3 extra=drawer*2 wood=oak"],
    "桌子不要抽屉和锁，胡桃木，1张": ["table 1 -extra=drawer -extra=lock wood=walnut"],
    "胡桃木桌子一张，锁不要": ["table 1 -extra=lock wood=walnut"],
    "2张2寸橡木桌子": ["table 2 top=thick wood=oak"],
    "4张桌子，20个橡木凳子，桌子要胡桃木": ["table 4 wood=walnut", "stool 20 wood=oak"],
    "二三十个橡木凳子": ["stool 20-30 wood=oak"],
    "大概一百二十个橡木凳子": ["stool ~120 wood=oak"],
    "半打橡木凳子": ["stool 6 wood=oak"],
    "橡木桌子一张，一米八宽，高75公分": ["table 1 height=75cm width=1.8m wood=oak"],
    "４张橡木桌子，桌腿白色": ["table 4 leg_paint=white wood=oak"],
    "要一張胡桃木餐桌，刻字：幸福之家": ["table 1 inscription=幸福之家 wood=walnut"],
    "我要3张橡木桌子，不对，4张，胡桃木": ["table 4 wood=walnut"],
    "need 12个橡木 stools, white, M": ["stool 12 paint=white size=m wood=oak"],
}


@pytest.mark.parametrize(("text", "expected"), [*ENGLISH.items(), *CHINESE.items()])
def test_an_order_is_read_as_a_person_would(furniture: Reader, text: str, expected: list[str]) -> None:
    """An order's items, quantities and values are those that a person would understand."""
    reading = furniture.read(text, NOW)
    assert (reading.intent, briefs(reading)) == (Intent.ORDER, expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello, Tom White here, 5 ash tables", "table 5 wood=ash"),
        ("We are a small joinery shop. 5 ash stools please", "stool 5 wood=ash"),
        ("our white van comes by; 5 ash stools", "stool 5 wood=ash"),
        ("Regards to Walnut Street. 5 ash stools, no rush", "stool 5 wood=ash"),
        ("白经理要5个白蜡木凳子", "stool 5 wood=ash"),
        ("明白了，5个白蜡木凳子", "stool 5 wood=ash"),
        ("fyi order 77 came, now 5 ash stools", "stool 5 wood=ash"),
    ],
)
def test_names_and_talk_are_no_values(furniture: Reader, text: str, expected: str) -> None:
    """A word that merely looks like a value (in a name, an idiom, another word) is not read as one."""
    assert briefs(furniture.read(text, NOW)) == [expected]


@pytest.mark.parametrize(
    "text",
    ["TERRACOTTA stools", "terra­cotta stools", "ｔｅｒｒａｃｏｔｔａ stool", "terracota stools", "Terracotta-stool"],
)
def test_other_ways_of_writing_match(furniture: Reader, text: str) -> None:
    """Case, width, hyphens, plurals, invisible characters and one wrong letter don't hide a wording."""
    assert briefs(furniture.read(text, NOW)) == ["stool None paint=terracotta"]


def test_plain_numbers_count_as_values_beside_their_name(cakes: Reader) -> None:
    """A value that is a plain number is read beside its attribute's name only."""
    reading = cakes.read("6寸芒果蛋糕2个", NOW)
    assert briefs(reading) == ["cake 2 flavour=mango inches=six"]
    assert briefs(cakes.read("6个芒果蛋糕", NOW)) == ["cake 6 flavour=mango"]


def test_characters_of_the_same_sound_are_a_slip(cakes: Reader) -> None:
    """A Chinese character typed for another of the same sound still finds the wording."""
    assert briefs(cakes.read("两个忙果蛋糕", NOW)) == ["cake 2 flavour=mango"]


def test_degrees_of_the_language_mean_the_catalogues(cakes: Reader) -> None:
    """ "More nuts" has the degree that the catalogue calls "extra", and "no extra cream" keeps both."""
    text = "one chocolate cake with more nuts and no extra cream"
    assert briefs(cakes.read(text, NOW)) == ["cake 1 -filling=cream(more) filling=nuts(more) flavour=cocoa"]


def test_the_only_product_needs_no_name(cakes: Reader) -> None:
    """In a trade of one product an order is for that product, and a message without a number for its default."""
    assert briefs(cakes.read("我要芋泥的", NOW)) == ["cake 1 flavour=taro"]


def test_splits_that_disagree_with_the_total_are_kept_as_said(furniture: Reader) -> None:
    """Sizes that don't add up to the total stay visible: nothing is corrected silently."""
    item = furniture.read("30 white oak stools, 10 M and 25 L", NOW).spec.items[0]
    assert brief(item) == "stool 30 paint=white size=l*25 size=m*10 wood=oak"


def test_missing_tells_what_to_ask(furniture: Reader) -> None:
    """What a product requires and nobody said is missing, the product's quantity first."""
    assert furniture.read("white stools", NOW).missing == ("0.quantity", "0.wood", "0.size")


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("4 oak tables with a hidden compartment", ("hidden compartment",)),
        ("4 bamboo tables", ("bamboo",)),
        ("4 oak tables in purple please, thank you", ("purple",)),
        ("2 oak shelves with a lock", ("lock",)),
        ("I want a spaceship", ("spaceship",)),
        ("竹子桌子两张", ("竹子",)),
        ("Hello! My name is Anna Schmidt, I'd like 4 oak tables for our new office. Thank you very much!", ()),
        ("你好，麻烦帮我做4张橡木桌子，谢谢", ()),
    ],
)
def test_what_fits_nothing_is_told(furniture: Reader, text: str, unknown: tuple[str, ...]) -> None:
    """Wording that asks for something the catalogue lacks is reported; greetings and politeness are not."""
    assert furniture.read(text, NOW).unknown == unknown


@pytest.mark.parametrize(
    ("text", "told"), [("-5 oak stools", "-5"), ("0 oak stools", "0"), ("-5个橡木凳子", "-5"), ("0个橡木凳子", "0")]
)
def test_no_pieces_are_no_quantity(furniture: Reader, text: str, told: str) -> None:
    """A number below one orders nothing: the quantity stays open, and the number is told."""
    reading = furniture.read(text, NOW)
    assert (briefs(reading), reading.unknown) == (["stool None wood=oak"], (told,))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("4 oak tables that glow in the dark, with wings, to Leeds", ("glow in the dark", "wings")),
        ("4 oak tables which can fly", ("fly",)),
        ("4张夜光的橡木桌子", ("夜光的",)),
        ("4张带翅膀的橡木桌子", ("翅膀",)),
    ],
)
def test_wishes_that_fit_nothing_are_told(furniture: Reader, text: str, told: tuple[str, ...]) -> None:
    """Clauses, "with" and adjectives about the goods that the catalogue can't serve are reported as they were said."""
    reading = furniture.read(text, NOW)
    assert (briefs(reading), reading.unknown) == (["table 4 wood=oak"], told)
