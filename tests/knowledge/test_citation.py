"""How editors write article numbers, and what each is told."""

import pytest

from knowledge.citation import article_fault


@pytest.mark.parametrize("value", ["1", "288", "1165", "1260"])
def test_a_plain_number_has_no_fault(value: str) -> None:
    assert article_fault(value) == ""


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("第1165条", "请去掉“第”和“条”，只写数字：1165。"),
        ("1165条", "请去掉“条”，只写数字：1165。"),
        ("第1165", "请去掉“第”，只写数字：1165。"),
        ("第 1165 条", "请去掉“第”和“条”，只写数字：1165。"),
        ("第一千一百六十五条", "请去掉“第”和“条”，只写数字：1165。"),
        ("一千一百六十五", "请只写第几条的数字：1165。"),
        ("民法典第1165条", "请去掉“第”和“条”，只写数字：1165。"),
        ("《民法典》第一千一百六十五条", "只写数字：1165。"),
        ("第1165条第二款", "请只写第几条的数字：1165。"),
        ("1165，288", "英文逗号加空格隔开：1165, 288。"),
        ("1165、288、3", "英文逗号加空格隔开：1165, 288, 3。"),
        ("1165 288", "英文逗号加空格隔开：1165, 288。"),
        ("物业管理条例第五十五条", "请写到“其他法律”里"),
        ("0", "只有第1条到第1260条"),
        ("1261", "只有第1条到第1260条"),
        ("第1261条", "只有第1条到第1260条"),
        ("第条", "请只写数字"),
        ("", "请只写数字"),
        ("²", "请只写数字"),
    ],
)
def test_anything_else_is_told_what_to_write(value: str, says: str) -> None:
    told = article_fault(value)
    assert told.startswith(f"法条“{value}”")
    assert says in told
