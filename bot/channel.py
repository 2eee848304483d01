"""The account's side towards the platform, put together from the settings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import httpx

from bot.alerts.verdict import Channel as AlertChannel
from bot.config import Config
from bot.media import Copier, copy_wanted, open_downloads
from bot.store import alarms
from bot.store.alerts import Alert
from bot.store.engine import Database
from bot.wechat.client import Credentials, PlatformClient, open_client, open_http
from bot.wechat.codes import meaning
from bot.wechat.powers import POWERS, AccountKind, Powers
from bot.wechat.speaking import Notice, Speaker, speak_due


@dataclass(frozen=True, slots=True)
class Channel:
    """What jobs and commands need to talk to the platform; `client` is None without an
    AppSecret."""

    powers: Powers
    client: PlatformClient | None
    speaker: Speaker
    copier: Copier

    def speak(self) -> int:
        """Say what is due."""
        return speak_due(self.speaker)

    def copy(self) -> int:
        """Fetch pictures we have no copy of."""
        return copy_wanted(self.copier)


def open_channel(
    config: Config,
    database: Database,
    now: Callable[[], datetime],
    http: httpx.Client | None = None,
) -> Channel:
    """`http` is for tests with a transport of their own; its base must be the platform."""
    powers = POWERS[AccountKind(config.account_kind)]
    client = None
    if config.app_secret:
        credentials = Credentials(config.app_id, config.app_secret)
        client = open_client(http or open_http(config.api_url), credentials, database, now)
    speaker = Speaker(
        database, client, powers, read_notice(config.notice), read_notice(config.template), now
    )
    downloads = client if powers.media else None
    copier = Copier(database, config.media_dir, http or open_downloads(), downloads, now)
    return Channel(powers, client, speaker, copier)


def read_notice(setting: str) -> Notice:
    """`TEMPLATE_ID title_field words_field`, the fields as the platform names them."""
    parts = [*setting.split(), "", "", ""]
    return Notice(parts[0], parts[1], parts[2])


def tell_alarms(
    database: Database, ways: Mapping[str, AlertChannel], public_url: str, now: datetime
) -> None:
    """What the operator must mend, over every way that alerts go, at most once an hour."""
    with database.writing.begin() as session:
        untold = alarms.take_untold(session, now)
    for alarm in untold:
        words = (
            f"【百米，请系统管理员处理】微信接口：{meaning(alarm.code)}，共{alarm.times}次。\n"
            f"在服务器上运行 baimi doctor 看怎么办。{public_url}/console/"
        )
        for way in ways.values():
            way(Alert(0, "", "微信接口", "alarm", True, ""), words)
