"""Which grid an address or a code belongs to."""

import pytest

from handlers.tickets.people import House, Place, Tier
from handlers.tickets.places import grid_by_address, grid_by_scene, grids

HOUSE = House(
    (
        Place("c", "幸福社区", Tier.COMMUNITY, "", ("幸福",)),
        Place("g1", "第一网格", Tier.GRID, "c", ("1号楼", "幸福路"), "grid-1"),
        Place("g2", "第二网格", Tier.GRID, "c", ("11号楼", "幸福路北段"), "grid-2"),
        Place("g3", "第三网格", Tier.GRID, "c", ("1号楼南",)),
    )
)
ADDRESSES = [
    ("1号楼2单元", "g1"),
    ("11号楼2单元", "g2"),
    ("21号楼", None),
    ("幸福路北段3号", "g2"),
    ("１号楼", "g1"),
    ("月亮街5号", None),
    ("", None),
]


@pytest.mark.parametrize(("address", "code"), ADDRESSES)
def test_the_longest_word_decides(address: str, code: str | None) -> None:
    grid = grid_by_address(HOUSE, address)
    assert (grid.code if grid else None) == code


def test_a_scanned_code_names_its_grid() -> None:
    known = grids(HOUSE)
    for scene in ("grid-2", "g2", "第二网格"):
        found = grid_by_scene(known, scene)
        assert found is not None
        assert found.code == "g2"
    assert grid_by_scene(known, "") is None, "a grid without a scene is not everybody's"
    assert grid_by_scene(known, "c") is None, "a community is no grid"
