"""The three questions that residents ask in the second seed."""

import pytest

from tests.conftest import World

QUESTIONS = [
    ("小区电梯间的广告收入归谁所有？", "第282", "业主"),
    ("小區電梯間的廣告收入歸誰所有?", "第282", "业主"),
    ("高空抛物伤人该由谁来承担责任？", "第1254", "可能"),
    ("离婚冷静期民法典是怎么规定的？", "第1077", "三十"),
]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("question", "article", "word"), QUESTIONS)
def test_it_is_answered_from_the_article_that_decides(
    world: World, question: str, article: str, word: str
) -> None:
    answer = world.say(question)
    assert f"依据：《民法典》{article}" in answer
    assert word in answer
