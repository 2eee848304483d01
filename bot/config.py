"""Settings, from the environment; each is listed in the README, which a test holds."""

import base64
import binascii
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from bot.desk_settings import desk_faults, read_limits, read_quiet_hours
from handlers.tickets.alerting import QuietHours
from handlers.tickets.deadline import Limits

ROOT = Path(__file__).resolve().parent.parent
STATUTES = "statutes.json"
"""The imported text's name in the data folder."""


class Mode(StrEnum):
    """How the platform sends messages: plain XML, both forms, or encrypted only."""

    PLAIN = "plain"
    COMPATIBLE = "compatible"
    SAFE = "safe"


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable: its name, its default, and what it is for."""

    name: str
    default: str
    purpose: str


SETTINGS = (
    Setting("BAIMI_WECHAT_TOKEN", "", "the token from the account's server settings"),
    Setting("BAIMI_WECHAT_APP_ID", "", "the account's AppID"),
    Setting("BAIMI_WECHAT_AES_KEY", "", "the EncodingAESKey, 43 characters"),
    Setting("BAIMI_WECHAT_PREVIOUS_AES_KEY", "", "the key before it, during a key change"),
    Setting("BAIMI_WECHAT_MODE", "safe", "plain, compatible or safe"),
    Setting("BAIMI_WECHAT_ACCOUNT", "unverified", "unverified, subscription, service or test"),
    Setting("BAIMI_WECHAT_APP_SECRET", "", "the AppSecret; without it the bot only answers"),
    Setting("BAIMI_WECHAT_API_URL", "https://api.weixin.qq.com", "the platform's address"),
    Setting("BAIMI_WECHAT_ADDRESS", "", "the account's own address, for plain QR codes"),
    Setting("BAIMI_WECHAT_NOTICE", "", "a 订阅通知: TEMPLATE_ID TITLE_FIELD WORDS_FIELD"),
    Setting("BAIMI_WECHAT_TEMPLATE", "", "a template message: TEMPLATE_ID TITLE_FIELD WORDS_FIELD"),
    Setting("BAIMI_KEEP_MESSAGES", "30", "days that the words of a sent message are kept"),
    Setting("BAIMI_DATABASE_URL", "", "SQLAlchemy URL; default: SQLite in the data folder"),
    Setting("BAIMI_QUEUE_URL", "", "redis:// or postgresql:// for jobs; default: in the process"),
    Setting("BAIMI_DATA_DIR", "var", "database, pictures, statute text, caches"),
    Setting("BAIMI_KNOWLEDGE_DIR", "knowledge", "the folder with faq/, articles/ and words/"),
    Setting("BAIMI_WECOM_ROBOT_URL", "", "WeCom group robot for alerts (a secret)"),
    Setting("BAIMI_SMTP_URL", "", "smtp[s]://user:password@host:port for mail alerts (a secret)"),
    Setting("BAIMI_MAIL_FROM", "baimi@localhost", "the sender of alerts by mail"),
    Setting("BAIMI_APPRISE_URLS", "", "other alert channels, apprise URLs by spaces (secrets)"),
    Setting("BAIMI_QUIET_HOURS", "22:00-07:00", "when only a crisis disturbs staff, local time"),
    Setting(
        "BAIMI_DEADLINES",
        "claim=1,accept=3,end=30,need=5,warning=1,wait=14",
        "working days for each stage of a ticket; end, and wait for an answer, in calendar days",
    ),
    Setting("BAIMI_SECRET_KEY", "", "signs console sessions; at least 16 characters"),
    Setting("BAIMI_COMMUNITY_NAME", "我们社区", "how the service calls the community"),
    Setting("BAIMI_COMMUNITY_PHONE", "12345", "the telephone number residents are given"),
    Setting("BAIMI_PUBLIC_URL", "", "the console's address in alerts; default: host and port"),
    Setting("BAIMI_HOST", "127.0.0.1", "address to listen on"),
    Setting("BAIMI_PORT", "8000", "port to listen on"),
    Setting("BAIMI_THREADS", "8", "worker threads of the web server"),
)
ACCOUNT_KINDS = ("unverified", "subscription", "service", "test")
_REQUIRED = ("BAIMI_WECHAT_TOKEN", "BAIMI_WECHAT_APP_ID", "BAIMI_SECRET_KEY")
_NUMBERS = (("BAIMI_PORT", 65_535), ("BAIMI_THREADS", 256), ("BAIMI_KEEP_MESSAGES", 3650))
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


class ConfigurationWrong(Exception):
    """Settings are missing or cannot be right; `faults` says all of them at once."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True, repr=False)
class Config:
    """All settings, checked. Never printed: it holds secrets."""

    token: str
    app_id: str
    aes_keys: tuple[str, ...]
    mode: Mode
    database_url: str
    queue_url: str
    data_dir: Path
    knowledge_dir: Path
    wecom_robot_url: str
    smtp_url: str
    mail_from: str
    apprise_urls: tuple[str, ...]
    limits: Limits
    quiet: QuietHours
    secret_key: str
    community: str
    phone: str
    public_url: str
    host: str
    port: int
    threads: int
    demo: bool
    account_kind: str
    app_secret: str
    api_url: str
    address: str
    notice: str
    template: str
    keep_messages: timedelta

    @property
    def statutes_file(self) -> Path:
        return self.data_dir / STATUTES

    @property
    def media_dir(self) -> Path:
        return self.data_dir / "media"

    @property
    def cache_dir(self) -> Path:
        return self.data_dir / "cache"


def read_config(env: Mapping[str, str], demo: bool = False) -> Config:
    """Settings from the environment. In demo mode missing secrets are made up and kept.

    Raises ConfigurationWrong with every fault at once.
    """
    values = {s.name: env.get(s.name, "").strip() or s.default for s in SETTINGS}
    data_dir = folder(env, "BAIMI_DATA_DIR")
    if demo:
        values |= {k: v for k, v in _demo_secrets(data_dir).items() if not values[k]}
        values |= _demo_account(values, env)
    faults = _faults(values, demo)
    if faults:
        raise ConfigurationWrong(faults)
    own_address = f"http://{values['BAIMI_HOST']}:{values['BAIMI_PORT']}"
    keys = (values["BAIMI_WECHAT_AES_KEY"], values["BAIMI_WECHAT_PREVIOUS_AES_KEY"])
    return Config(
        token=values["BAIMI_WECHAT_TOKEN"],
        app_id=values["BAIMI_WECHAT_APP_ID"],
        aes_keys=tuple(key for key in keys if key),
        mode=Mode(values["BAIMI_WECHAT_MODE"]),
        database_url=database_url(env),
        queue_url=values["BAIMI_QUEUE_URL"],
        data_dir=data_dir,
        knowledge_dir=folder(env, "BAIMI_KNOWLEDGE_DIR"),
        wecom_robot_url=values["BAIMI_WECOM_ROBOT_URL"],
        smtp_url=values["BAIMI_SMTP_URL"],
        mail_from=values["BAIMI_MAIL_FROM"],
        apprise_urls=tuple(values["BAIMI_APPRISE_URLS"].split()),
        limits=read_limits(values["BAIMI_DEADLINES"]),
        quiet=read_quiet_hours(values["BAIMI_QUIET_HOURS"]),
        secret_key=values["BAIMI_SECRET_KEY"],
        community=values["BAIMI_COMMUNITY_NAME"],
        phone=values["BAIMI_COMMUNITY_PHONE"],
        public_url=(values["BAIMI_PUBLIC_URL"] or own_address).rstrip("/"),
        host=values["BAIMI_HOST"],
        port=int(values["BAIMI_PORT"]),
        threads=int(values["BAIMI_THREADS"]),
        demo=demo,
        account_kind=values["BAIMI_WECHAT_ACCOUNT"],
        app_secret=values["BAIMI_WECHAT_APP_SECRET"],
        api_url=values["BAIMI_WECHAT_API_URL"].rstrip("/"),
        address=values["BAIMI_WECHAT_ADDRESS"],
        notice=values["BAIMI_WECHAT_NOTICE"],
        template=values["BAIMI_WECHAT_TEMPLATE"],
        keep_messages=timedelta(days=int(values["BAIMI_KEEP_MESSAGES"])),
    )


def database_url(env: Mapping[str, str]) -> str:
    """The database alone, for commands that need no account."""
    url = env.get("BAIMI_DATABASE_URL", "").strip()
    return url or f"sqlite:///{folder(env, 'BAIMI_DATA_DIR') / 'baimi.db'}"


def folder(env: Mapping[str, str], name: str) -> Path:
    """The folder that a setting names; a relative path is taken from the repository's root."""
    default = next(s.default for s in SETTINGS if s.name == name)
    return (ROOT / (env.get(name, "").strip() or default)).resolve()


def _faults(values: Mapping[str, str], demo: bool) -> list[str]:
    faults = [f"{name} is missing" for name in _REQUIRED if not values[name]]
    modes = [mode.value for mode in Mode]
    if values["BAIMI_WECHAT_MODE"] not in modes:
        faults.append(f"BAIMI_WECHAT_MODE must be one of {', '.join(modes)}")
    elif values["BAIMI_WECHAT_MODE"] != Mode.PLAIN and not values["BAIMI_WECHAT_AES_KEY"]:
        faults.append("BAIMI_WECHAT_AES_KEY is missing (needed unless BAIMI_WECHAT_MODE=plain)")
    if values["BAIMI_WECHAT_ACCOUNT"] not in ACCOUNT_KINDS:
        faults.append(f"BAIMI_WECHAT_ACCOUNT must be one of {', '.join(ACCOUNT_KINDS)}")
    faults += [
        f"{name} must be 43 letters and digits, as the platform shows it"
        for name in ("BAIMI_WECHAT_AES_KEY", "BAIMI_WECHAT_PREVIOUS_AES_KEY")
        if values[name] and not _is_aes_key(values[name])
    ]
    if values["BAIMI_SECRET_KEY"] and len(values["BAIMI_SECRET_KEY"]) < 16:
        faults.append("BAIMI_SECRET_KEY must have at least 16 characters")
    faults += [
        f"{name} must be a number from 1 to {highest}"
        for name, highest in _NUMBERS
        if not (values[name].isdigit() and 0 < int(values[name]) <= highest)
    ]
    faults += desk_faults(values)
    if demo and values["BAIMI_HOST"] not in _LOOPBACK:
        faults.append("BAIMI_HOST must be a loopback address in demo mode")
    return faults


def _is_aes_key(key: str) -> bool:
    try:
        return len(key) == 43 and len(base64.b64decode(key + "=", validate=True)) == 32
    except binascii.Error:
        return False


def _demo_secrets(data_dir: Path) -> dict[str, str]:
    """Secrets for the demo, made once and kept readable by the owner only."""
    file = data_dir / "demo.env"
    if not file.exists():
        made = {
            "BAIMI_WECHAT_TOKEN": secrets.token_hex(16),
            "BAIMI_WECHAT_APP_ID": "wx" + secrets.token_hex(8),
            "BAIMI_WECHAT_AES_KEY": _new_aes_key(),
            "BAIMI_SECRET_KEY": secrets.token_urlsafe(32),
        }
        data_dir.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text("".join(f"{k}={v}\n" for k, v in made.items()), encoding="utf-8")
    lines = file.read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


def _demo_account(values: Mapping[str, str], env: Mapping[str, str]) -> dict[str, str]:
    """Unless an AppSecret is set, the demo speaks to the simulator as a verified account."""
    if env.get("BAIMI_WECHAT_APP_SECRET"):
        return {}
    return {
        "BAIMI_WECHAT_ACCOUNT": env.get("BAIMI_WECHAT_ACCOUNT", "") or "service",
        "BAIMI_WECHAT_APP_SECRET": f"demo-{values['BAIMI_WECHAT_APP_ID']}",
        "BAIMI_WECHAT_API_URL": f"http://127.0.0.1:{values['BAIMI_PORT']}/simulator/platform",
    }


def _new_aes_key() -> str:
    """43 characters of base64 without + and /, as the platform makes them."""
    while True:
        key = base64.b64encode(secrets.token_bytes(32)).decode().rstrip("=")
        if key.isalnum():
            return key
