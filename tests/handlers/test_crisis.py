"""What sounds like danger, and what only sounds like its law."""

import pytest

from handlers.crisis import detect

DANGER = [
    ("老公打我", "家庭暴力"),
    ("我老公喝醉了又动手打人", "家庭暴力"),
    ("老公家暴我怎么办", "家庭暴力"),
    ("被男朋友掐脖子", "家庭暴力"),
    ("他说要杀了我", "家庭暴力"),
    ("離婚不成，老公天天打我", "家庭暴力"),
    ("不想活了", "轻生"),
    ("活着没意思，想死", "轻生"),
    ("我妈要跳楼了快来人", "轻生"),
    ("孩子不见了！", "未成年人受侵害"),
    ("邻居家小孩天天被后妈打", "未成年人受侵害"),
    ("老师猥亵我女儿", "未成年人受侵害"),
    ("刚刚被骗了两万", "正在受骗"),
    ("客服让我转账到安全账户", "正在受骗"),
    ("刷单让我垫钱，提不出来了", "正在受骗"),
    ("家里有煤气味", "火情"),
    ("三楼着火了", "火情"),
    ("有人拿刀砍人", "暴力正在发生"),
    ("救命！", "暴力正在发生"),
]
EVERYDAY = [
    "老公家暴，离婚能多分财产吗",
    "家暴的证据怎么留",
    "他打电话骂我",
    "邻居打麻将吵得我睡不着",
    "快递着火了，要我赔吗",
    "楼道里堆满纸壳，着火了怎么办",
    "燃气灶打不着火了",
    "想死后捐献遗体，家属能反对吗",
    "孩子他爸找不到了，抚养费怎么要",
    "儿子已经宣告失踪，债怎么还",
    "他打欠条给我不认账",
    "孩子被狗咬了找谁赔",
    "买到假货被骗了能退吗",
    "同伴没有叫救命，有责任吗",
    "高空抛物砸伤孩子谁负责",
    "我儿子打工受伤了",
]


@pytest.mark.parametrize(("text", "name"), DANGER)
def test_danger_is_heard(text: str, name: str) -> None:
    crisis = detect(text)
    assert crisis is not None
    assert crisis.name == name


@pytest.mark.parametrize("text", EVERYDAY)
def test_everyday_and_legal_questions_pass(text: str) -> None:
    assert detect(text) is None
