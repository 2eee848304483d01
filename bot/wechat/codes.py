"""What an error code of the platform asks for: the table of wechat.md, as data."""

from enum import StrEnum


class Do(StrEnum):
    """What to do about an answer that is not 0."""

    RENEW = "renew the token"
    RETRY = "retry"
    STOP_TODAY = "stop until tomorrow"
    STOP_RESIDENT = "stop sending to this resident"
    ALARM = "alarm the operator"
    SHORTEN = "the message is too large"


NO_ANSWER = -2
"""Ours, not the platform's: no connection, a time-out, or something that is not JSON."""
WINDOW_CLOSED = 45015
WINDOW_USED_UP = 45047
REFUSED_NOTICE = 43101

CODES: dict[int, Do] = {
    40001: Do.RENEW,
    40014: Do.RENEW,
    42001: Do.RENEW,
    -1: Do.RETRY,
    NO_ANSWER: Do.RETRY,
    45009: Do.STOP_TODAY,
    45011: Do.STOP_TODAY,
    40003: Do.STOP_RESIDENT,
    43004: Do.STOP_RESIDENT,
    43019: Do.STOP_RESIDENT,
    REFUSED_NOTICE: Do.STOP_RESIDENT,
    WINDOW_CLOSED: Do.STOP_RESIDENT,
    WINDOW_USED_UP: Do.STOP_RESIDENT,
    48002: Do.STOP_RESIDENT,
    50005: Do.STOP_RESIDENT,
    40013: Do.ALARM,
    40125: Do.ALARM,
    40164: Do.ALARM,
    40243: Do.ALARM,
    48001: Do.ALARM,
    48004: Do.ALARM,
    50002: Do.ALARM,
    61004: Do.ALARM,
    45002: Do.SHORTEN,
    45008: Do.SHORTEN,
}

MEANINGS: dict[int, str] = {
    40001: "access_token 无效",
    40014: "access_token 不合法",
    42001: "access_token 已过期",
    -1: "微信系统繁忙",
    NO_ANSWER: "连不上微信接口",
    45009: "今天的接口次数用完了",
    45011: "调用太频繁，被限制",
    40003: "这个居民的 openid 不对",
    43004: "居民没有关注",
    43019: "居民把公众号拉黑了",
    REFUSED_NOTICE: "居民没有同意订阅通知，或已用完",
    WINDOW_CLOSED: "超过可以主动说话的时间（48小时）",
    WINDOW_USED_UP: "主动说话的条数用完了（5条）",
    48002: "居民关闭了接收消息",
    50005: "居民没有关注公众号",
    40013: "AppID 不对",
    40125: "AppSecret 不对",
    40164: "服务器 IP 不在白名单，请到公众平台“基本配置”里添加",
    40243: "AppSecret 已被冻结，请到公众平台解冻",
    48001: "公众号没有这个接口的权限（未认证？）",
    48004: "这个接口被封禁",
    50002: "公众号被限制",
    61004: "服务器 IP 没有登记",
    45002: "消息太长",
    45008: "图文太大",
}
"""For staff and the operator; never shown to residents."""


def what_to_do(code: int) -> Do:
    """The table's row; a code that is not in it is for a person to look at."""
    return CODES.get(code, Do.ALARM)


def meaning(code: int) -> str:
    """A code in Chinese, with its number."""
    return f"{MEANINGS.get(code, '没有见过的错误')}（{code}）"
