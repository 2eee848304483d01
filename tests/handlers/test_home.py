"""Where a resident lives, in their own words: an address is one, a question is none."""

import pytest

from tests.conftest import World
from tests.journeys.dispute_world import STREET, opens_dispute, people, ticket

ADDRESSES = [
    ("我住3号楼", "第一网格"),
    ("我住在11号楼2单元501室", "第二网格"),
    ("我家住幸福小区3号楼", "第一网格"),
    ("我住第二网格", "第二网格"),
]
NONE = ["我住3号楼漏水怎么办", "我住的房子漏水，找谁", "我住99号楼", "我住"]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_an_address_is_understood_and_a_question_is_answered(world: World) -> None:
    people(world)
    for words, grid in ADDRESSES:
        assert f"记下了您住在{grid}" in world.say(words), words
    for words in NONE:
        assert "记下了您住在" not in world.say(words), words
    assert ticket(world, opens_dispute(world, where="河边小路")).place == STREET.places[3].code
