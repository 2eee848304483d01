"""Settings: all faults at once, demo on loopback only, secrets never printed."""

import stat
from pathlib import Path

import pytest

from bot.config import ConfigurationWrong, Mode, read_config
from tests.conftest import AES_KEY

GOOD = {
    "BAIMI_WECHAT_TOKEN": "token",
    "BAIMI_WECHAT_APP_ID": "wx1",
    "BAIMI_WECHAT_AES_KEY": AES_KEY,
    "BAIMI_SECRET_KEY": "0123456789abcdef",
}


def faults(env: dict[str, str], demo: bool = False) -> str:
    with pytest.raises(ConfigurationWrong) as caught:
        read_config(env, demo)
    return str(caught.value)


def test_good_settings_are_read() -> None:
    config = read_config(GOOD)
    assert config.mode is Mode.SAFE
    assert config.aes_keys == (AES_KEY,)
    assert config.database_url.startswith("sqlite:///")


def test_everything_that_is_missing_is_said_at_once() -> None:
    said = faults({})
    for name in GOOD:
        assert name in said


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BAIMI_WECHAT_MODE", "secret"),
        ("BAIMI_WECHAT_AES_KEY", "short"),
        ("BAIMI_WECHAT_AES_KEY", "!" * 43),
        ("BAIMI_WECHAT_PREVIOUS_AES_KEY", "short"),
        ("BAIMI_SECRET_KEY", "short"),
        ("BAIMI_PORT", "http"),
        ("BAIMI_PORT", "70000"),
        ("BAIMI_THREADS", "0"),
    ],
)
def test_what_cannot_be_right_is_said_without_its_value(name: str, value: str) -> None:
    said = faults(GOOD | {name: value})
    assert name in said
    assert f" {value}" not in said


def test_plain_mode_needs_no_key() -> None:
    plain = {k: v for k, v in GOOD.items() if "AES" not in k} | {"BAIMI_WECHAT_MODE": "plain"}
    assert read_config(plain).aes_keys == ()


def test_the_demo_makes_up_secrets_once_for_the_owner_only(tmp_path: Path) -> None:
    env = {"BAIMI_DATA_DIR": str(tmp_path)}
    first, again = read_config(env, demo=True), read_config(env, demo=True)
    assert first.token == again.token
    assert stat.S_IMODE((tmp_path / "demo.env").stat().st_mode) == 0o600


def test_the_demo_listens_on_loopback_only(tmp_path: Path) -> None:
    env = {"BAIMI_DATA_DIR": str(tmp_path), "BAIMI_HOST": "0.0.0.0"}
    assert "loopback" in faults(env, demo=True)


def test_a_config_never_prints_its_secrets() -> None:
    assert AES_KEY not in repr(read_config(GOOD))
