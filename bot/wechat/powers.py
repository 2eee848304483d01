"""What an account may do; what it may not do is not tried (wechat.md: 客服, notifications, QR)."""

from dataclasses import dataclass
from enum import StrEnum


class AccountKind(StrEnum):
    """The platform's kinds of account."""

    UNVERIFIED = "unverified"
    SUBSCRIPTION = "subscription"
    SERVICE = "service"
    TEST = "test"


KIND_NAMES = {
    AccountKind.UNVERIFIED: "未认证的公众号",
    AccountKind.SUBSCRIPTION: "已认证的订阅号",
    AccountKind.SERVICE: "已认证的服务号",
    AccountKind.TEST: "测试号",
}


@dataclass(frozen=True, slots=True)
class Powers:
    """`custom`: speak first by 客服 message. `notices`: 订阅通知. `templates`: template messages.
    `menu`: set it by the interface. `scene_codes`: QR codes with a scene. `media`: download by
    media id."""

    custom: bool = False
    notices: bool = False
    templates: bool = False
    menu: bool = False
    scene_codes: bool = False
    media: bool = False


POWERS: dict[AccountKind, Powers] = {
    AccountKind.UNVERIFIED: Powers(),
    AccountKind.SUBSCRIPTION: Powers(custom=True, notices=True, menu=True, media=True),
    AccountKind.SERVICE: Powers(
        custom=True, notices=True, templates=True, menu=True, scene_codes=True, media=True
    ),
    AccountKind.TEST: Powers(custom=True, templates=True, menu=True, scene_codes=True, media=True),
}

POWER_NAMES = {
    "custom": "主动发客服消息",
    "notices": "订阅通知",
    "templates": "模板消息",
    "menu": "自定义菜单",
    "scene_codes": "带参数二维码",
    "media": "下载居民的图片",
}
