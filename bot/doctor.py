"""`baimi doctor`: what works, what does not, and what to do about it."""

import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import httpx

from bot.channel import Channel
from bot.config import Config
from bot.simulator.platform import FakePlatform
from bot.store import alarms
from bot.store.engine import Database
from bot.store.heartbeats import last_beat
from bot.wechat.client import Answered, Failed, PlatformClient
from bot.wechat.codes import meaning
from bot.wechat.envelope import STALE_AFTER, Account
from bot.wechat.menu import live_menu
from bot.wechat.powers import KIND_NAMES, POWER_NAMES, AccountKind
from knowledge.load import load_folder
from knowledge.menu import MenuBroken, read_menu

_IP_NOT_LISTED = (40164, 61004)
_SKEW = timedelta(seconds=60)
_LEAST_SPACE = 500 * 1024 * 1024
"""Bytes of free disk."""
_QUIET_JOBS = timedelta(minutes=3)
"""The sweep runs every minute."""
_LITTLE_QUOTA = 0.1
_CUSTOM = "/cgi-bin/message/custom/send"


@dataclass(frozen=True, slots=True)
class Check:
    """One line: what was looked at, whether it is well, what was found, and what to do."""

    name: str
    is_well: bool
    found: str
    todo: str = ""


def examine(
    config: Config, account: Account, database: Database, channel: Channel, now: datetime
) -> Iterator[Check]:
    """All checks, one after another; each catches its own faults."""
    yield _account(config, channel)
    if channel.client is not None:
        yield from _platform(channel.client, config)
        if channel.powers.custom:
            yield _quota(channel.client)
    yield _callback(config, account)
    yield _knowledge(config.knowledge_dir)
    yield _menu_file(config.knowledge_dir / "menu.yaml")
    yield _jobs(database, now)
    yield _alarms(database, now)
    yield _disk(config.data_dir)


def _account(config: Config, channel: Channel) -> Check:
    kind = AccountKind(config.account_kind)
    able = [POWER_NAMES[name] for name, may in asdict(channel.powers).items() if may]
    found = f"{KIND_NAMES[kind]}；能：被动回复" + "".join(f"、{name}" for name in able)
    if able and channel.client is None:
        todo = "没有设置 BAIMI_WECHAT_APP_SECRET，只能被动回复。到公众平台“基本配置”取 AppSecret"
        return Check("账号", False, found, todo)
    return Check("账号", True, found)


def _platform(client: PlatformClient, config: Config) -> Iterator[Check]:
    """Token, IP list, permissions and clock, each by a harmless call."""
    token = client.token()
    if isinstance(token, Failed):
        is_listed = token.code not in _IP_NOT_LISTED
        todo = "检查 BAIMI_WECHAT_APP_ID 和 BAIMI_WECHAT_APP_SECRET，和能不能连到微信"
        yield Check("access_token", False, meaning(token.code), todo if is_listed else "见下一行")
        found = "拿到 access_token 才知道" if is_listed else "不在"
        todo = "先解决上一行" if is_listed else _ip_todo(is_listed)
        yield Check("IP 白名单", False, found, todo)
    else:
        answer = client.call("/cgi-bin/get_api_domain_ip")
        code = answer.code if isinstance(answer, Failed) else 0
        is_listed = code not in _IP_NOT_LISTED
        is_well = isinstance(answer, Answered) or not is_listed
        yield Check("access_token", is_well, "有效" if is_well else meaning(code), "稍后再查一次")
        yield Check(
            "IP 白名单", is_listed, "在名单上" if is_listed else "不在", _ip_todo(is_listed)
        )
        menu = live_menu(client)
        if isinstance(menu, Failed):
            todo = "看 BAIMI_WECHAT_ACCOUNT 是不是填对了；没有认证的填 unverified"
            yield Check("接口权限", False, meaning(menu.code), todo)
        else:
            yield Check("接口权限", True, "菜单接口可用")
    yield _clock(client, config.api_url)


def _ip_todo(is_listed: bool) -> str:
    return "" if is_listed else "把服务器的公网 IP 加进公众平台“基本配置”的 IP 白名单"


def _clock(client: PlatformClient, address: str) -> Check:
    """The platform's clock is in the Date of any answer."""
    try:
        answer = client.http.get(f"{address}/")
        theirs = parsedate_to_datetime(answer.headers["Date"])
    except (httpx.HTTPError, KeyError, ValueError) as error:
        return Check("时钟", False, f"问不到微信的时间（{type(error).__name__}）", "检查网络")
    skew = abs(datetime.now(UTC) - theirs)
    todo = f"校准服务器时间（ntp）：差{STALE_AFTER}秒以上，微信的消息会被拒收"
    seconds = f"与微信相差{skew.total_seconds():.0f}秒"
    return Check("时钟", skew <= _SKEW, seconds, "" if skew <= _SKEW else todo)


def _quota(client: PlatformClient) -> Check:
    answer = client.call("/cgi-bin/openapi/quota/get", {"cgi_path": _CUSTOM})
    if isinstance(answer, Failed):
        return Check("客服消息额度", False, meaning(answer.code), "过一会儿再查")
    quota = answer.fields.get("quota", {})
    limit, left = int(quota.get("daily_limit", 0)), int(quota.get("remain", 0))
    is_well = left > limit * _LITTLE_QUOTA
    todo = "" if is_well else "快用完了：明天零点恢复，或在公众平台用“接口调用次数清零”"
    return Check("客服消息额度", is_well, f"今天还剩{left}/{limit}次", todo)


def _callback(config: Config, account: Account) -> Check:
    """Ask our own address what the platform would ask."""
    address = f"{config.public_url}/wechat"
    try:
        with httpx.Client(timeout=10) as http:
            is_well = FakePlatform(account, address, http).verify()
            found = f"{address} 验证通过" if is_well else f"{address} 的回答不对"
    except httpx.HTTPError as error:
        is_well, found = False, f"{address} 连不上（{type(error).__name__}）"
    todo = "服务开着吗（baimi serve）？BAIMI_PUBLIC_URL、域名、反向代理、Token 对吗？"
    return Check("回调地址", is_well, found, "" if is_well else todo)


def _knowledge(folder: Path) -> Check:
    loaded = load_folder(folder)
    found = f"{len(loaded.entries)}个条目，{len(loaded.errors)}处错误"
    return Check("问答文件", not loaded.errors, found, "运行 baimi check" if loaded.errors else "")


def _menu_file(file: Path) -> Check:
    try:
        return Check("菜单文件", True, f"{len(read_menu(file))}个按钮")
    except MenuBroken as broken:
        return Check("菜单文件", False, "；".join(broken.faults), f"改好 {file}")


def _jobs(database: Database, now: datetime) -> Check:
    with database.reading() as session:
        at = last_beat(session)
    is_well = at is not None and now - at <= _QUIET_JOBS
    found = f"上次运行 {at.astimezone():%m-%d %H:%M:%S}" if at else "从来没有运行过"
    todo = "启动 baimi serve；开着还这样，看看 BAIMI_QUEUE_URL 的队列连不连得上"
    return Check("后台任务", is_well, found, "" if is_well else todo)


def _alarms(database: Database, now: datetime) -> Check:
    with database.reading() as session:
        raised = alarms.current(session, now)
    found = "；".join(f"{meaning(alarm.code)} {alarm.times}次" for alarm in raised)
    return Check(
        "微信接口告警", not raised, found or "一天内没有", "按括号里的说明处理" if raised else ""
    )


def _disk(folder: Path) -> Check:
    there = next(place for place in (folder, *folder.parents) if place.exists())
    free = shutil.disk_usage(there).free
    found = f"{folder} 还有{free / 1024**3:.1f}GB"
    is_well = free >= _LEAST_SPACE
    return Check(
        "磁盘", is_well, found, "" if is_well else "清理磁盘，或把 BAIMI_DATA_DIR 换个地方"
    )
