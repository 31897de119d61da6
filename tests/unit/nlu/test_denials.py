"""What must not be in it: an allergy may hang on every one of these."""

from __future__ import annotations

import pytest

from nlu.reader import Reader
from tests.unit.nlu.conftest import NOW, briefs

CAKES = {
    "2 mango cakes, no nuts, no sugar": "cake 2 -filling=nuts flavour=mango sweetness=unsweetened",
    "2 mango cakes, no sugar, no nuts": "cake 2 -filling=nuts flavour=mango sweetness=unsweetened",
    "2 mango cakes, no sugar or nuts": "cake 2 -filling=nuts flavour=mango sweetness=unsweetened",
    "2 mango cakes without sugar": "cake 2 flavour=mango sweetness=unsweetened",
    "2 mango cakes, no nuts": "cake 2 -filling=nuts flavour=mango",
    "2 mango cakes, no cherries": "cake 2 -filling=sour_cherry flavour=mango",
    "2 mango cakes, zero nuts": "cake 2 -filling=nuts flavour=mango",
    "2个芒果蛋糕，无糖，不要坚果": "cake 2 -filling=nuts flavour=mango sweetness=unsweetened",
    "2个芒果蛋糕，不要糖": "cake 2 flavour=mango sweetness=unsweetened",
    "2个芒果蛋糕，不要樱桃": "cake 2 -filling=sour_cherry flavour=mango",
    "2个芒果蛋糕，零坚果": "cake 2 -filling=nuts flavour=mango",
}


@pytest.mark.parametrize(("text", "expected"), CAKES.items())
def test_what_is_denied_is_never_included(cakes: Reader, text: str, expected: str) -> None:
    """ "No X" denies X by whatever wording, short ones too, and no other value lends it its "no"."""
    assert briefs(cakes.read(text, NOW)) == [expected]


@pytest.mark.parametrize(
    ("text", "told"), [("2 mango cakes, no taro", "no taro"), ("2个芒果蛋糕，不含芋泥", "不含芋泥")]
)
def test_a_denial_that_fits_nothing_is_told(cakes: Reader, text: str, told: str) -> None:
    """A value that can't be left out, yet is denied outright, is reported rather than dropped."""
    reading = cakes.read(text, NOW)
    assert (briefs(reading), reading.unknown) == (["cake 2 flavour=mango"], (told,))


def test_half_of_a_size_is_no_half_of_a_wording(furniture: Reader) -> None:
    """A word that only divides an order is no short form of a value."""
    text = "20 oak stools, white, half small half medium"
    assert briefs(furniture.read(text, NOW)) == ["stool 20 paint=white size=m*10 size=s*10 wood=oak"]


@pytest.mark.parametrize("text", ["2 mango cakes, no filling", "2个芒果蛋糕，不要夹心"])
def test_an_attributes_name_is_no_short_form_of_a_value(cakes: Reader, text: str) -> None:
    """Denying an attribute by its name excludes none of its values by chance."""
    assert briefs(cakes.read(text, NOW)) == ["cake 2 flavour=mango"]
