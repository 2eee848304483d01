"""baimi doctor, menu and qr, against a platform that answers over HTTP."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from werkzeug.serving import make_server

from bot.cli import main
from bot.simulator.books import Books
from knowledge.menu import MenuBroken, read_menu, to_platform
from tests.conftest import AES_KEY, APP_ID, APP_SECRET, TOKEN, World, fake_interface

ROOT = Path(__file__).parents[2]


@pytest.fixture
def books() -> Books:
    return Books(APP_ID, APP_SECRET)


@pytest.fixture
def run(books: Books, tmp_path: Path) -> Iterator["Runner"]:
    server = make_server("127.0.0.1", 0, fake_interface(books), threaded=True)
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    yield Runner(f"http://127.0.0.1:{server.server_port}", tmp_path)
    server.shutdown()
    server.server_close()
    serving.join(5)


class Runner:
    """The command line with settings for the fake platform."""

    def __init__(self, address: str, folder: Path) -> None:
        self.folder = folder
        self.env = {
            "BAIMI_WECHAT_TOKEN": TOKEN,
            "BAIMI_WECHAT_APP_ID": APP_ID,
            "BAIMI_WECHAT_AES_KEY": AES_KEY,
            "BAIMI_WECHAT_APP_SECRET": APP_SECRET,
            "BAIMI_WECHAT_ACCOUNT": "service",
            "BAIMI_WECHAT_API_URL": address,
            "BAIMI_SECRET_KEY": "a secret for the tests",
            "BAIMI_DATA_DIR": str(folder / "data"),
            "BAIMI_PUBLIC_URL": "http://127.0.0.1:9",
        }

    def __call__(self, *arguments: str, **changes: str) -> Result:
        return CliRunner().invoke(main, arguments, env=self.env | changes)


def line(result: Result, name: str) -> str:
    found = re.search(rf"^. ?　?{name}：.*$", result.output, re.MULTILINE)
    assert found, result.output
    return found[0]


def test_the_doctor_says_what_is_wrong_and_what_to_do(run: Runner) -> None:
    result = run("doctor")
    assert result.exit_code == 1
    assert line(result, "access_token").startswith("好")
    assert line(result, "IP 白名单").startswith("好")
    assert line(result, "时钟").startswith("好")
    assert line(result, "客服消息额度").startswith("好")
    assert line(result, "问答文件").startswith("好")
    assert line(result, "回调地址").startswith("坏")
    assert line(result, "后台任务").startswith("坏")
    assert "→ 服务开着吗" in result.output
    assert APP_SECRET not in result.output


@pytest.mark.parametrize(
    ("code", "name", "todo"),
    [(40164, "IP 白名单", "加进公众平台"), (40125, "access_token", "BAIMI_WECHAT_APP_SECRET")],
)
def test_the_doctor_explains_a_code(
    run: Runner, books: Books, code: int, name: str, todo: str
) -> None:
    books.refuse("stable_token", *[code] * 9)
    result = run("doctor")
    assert line(result, name).startswith("坏")
    assert todo in result.output


def test_the_doctor_claims_nothing_it_could_not_ask(run: Runner) -> None:
    result = run("doctor", BAIMI_WECHAT_API_URL="http://127.0.0.1:9")
    assert line(result, "access_token").startswith("坏")
    assert "拿到 access_token 才知道" in line(result, "IP 白名单")
    assert line(result, "时钟").startswith("坏")


def test_the_doctor_knows_an_account_that_only_answers(run: Runner, books: Books) -> None:
    changes = {"BAIMI_WECHAT_ACCOUNT": "unverified", "BAIMI_WECHAT_APP_SECRET": ""}
    result = run("doctor", **changes)
    assert "未认证的公众号；能：被动回复\n" in result.output
    assert sum(books.counts.values()) == 0


def test_the_menu_is_compared_set_and_then_the_same(run: Runner, books: Books) -> None:
    assert "+   查进度" in run("menu", "sync", "--dry-run").output
    assert books.menu == {}
    assert "菜单已更新" in run("menu", "sync").output
    assert books.menu == to_platform(read_menu(ROOT / "knowledge" / "menu.yaml"))
    assert "不用改" in run("menu", "sync").output
    assert books.counts["menu/create"] == 1


def test_an_account_without_the_right_gets_the_menu_to_copy(run: Runner, books: Books) -> None:
    result = run("menu", "sync", BAIMI_WECHAT_ACCOUNT="unverified")
    assert result.exit_code == 1
    assert "我要调解" in result.output
    assert sum(books.counts.values()) == 0


def test_a_grids_code_and_poster(run: Runner, books: Books, tmp_path: Path) -> None:
    result = run("qr", "A03", "--out", str(tmp_path / "qr"))
    assert result.exit_code == 0, result.output
    assert list(books.scenes.values()) == ["A03"]
    assert "系统里还没有这个网格" in result.output
    folder = tmp_path / "qr"
    assert (folder / "A03.png").read_bytes().startswith(b"\x89PNG")
    assert (folder / "A03.svg").read_text(encoding="utf-8").startswith("<svg")
    poster = (folder / "A03-poster.html").read_text(encoding="utf-8")
    assert "size: A4" in poster
    assert poster.count("<p>") == 3


def test_a_poster_names_a_known_grid(run: Runner) -> None:
    places = "places:\n  - {code: xf, name: 幸福社区, tier: 社区}\n"
    places += "  - {code: xf-1, name: 第一网格, tier: 网格, parent: xf, scene: A03}\n"
    file = run.folder / "places.yaml"
    file.write_text(places, encoding="utf-8")
    assert run("staff", "import", str(file)).exit_code == 0
    result = run("qr", "A03", "--out", str(run.folder / "qr"))
    assert "还没有这个网格" not in result.output
    assert "第一网格" in (run.folder / "qr" / "A03-poster.html").read_text(encoding="utf-8")


def test_a_line_that_would_not_fit_on_the_poster_is_refused(run: Runner) -> None:
    lines = [argument for line in ("短", "长" * 29, "短") for argument in ("--line", line)]
    assert "最多28个字" in run("qr", "A03", *lines).output


def test_a_plain_code_holds_the_accounts_address(run: Runner, books: Books) -> None:
    changes = {
        "BAIMI_WECHAT_ACCOUNT": "subscription",
        "BAIMI_WECHAT_ADDRESS": "http://weixin.qq.com/r/x",
    }
    result = run("qr", "A03", "--out", str(run.folder / "qr"), **changes)
    assert "不知道是哪个网格" in result.output
    assert books.counts["qrcode/create"] == 0


@pytest.mark.parametrize("grid", ["", "长" * 65, "../x", "a/b"])
def test_what_cannot_be_a_grid_is_refused(run: Runner, grid: str) -> None:
    assert run("qr", grid, "--out", str(run.folder / "qr")).exit_code == 2


BROKEN_MENUS = [
    ("", "要有1到3个按钮"),
    ("- [", "读不出来"),
    ("[{name: 一}, {name: 二}, {name: 三}, {name: 四}]", "要有1到3个按钮"),
    ("[{name: 一二三四五, says: x}]", "1到4个字"),
    ("[{name: 一, items: [{name: 一二三四五六七八九, says: x}]}]", "1到8个字"),
    ("[{name: 一}]", "写 says、url、items 里的一个"),
    ("[{name: 一, says: x, url: https://x}]", "写 says、url、items 里的一个"),
    ("[{name: 一, says: " + "长" * 43 + "}]", "128字节"),
    ("[{name: 一, url: ftp://x}]", "https://"),
    ("[{name: 一, syas: x}]", "不认识的 syas"),
    ("[{name: 一, items: [{name: 二, items: [{name: 三, says: x}]}]}]", "不能再有 items"),
    ("[x]", "不是一个按钮"),
]


@pytest.mark.parametrize(("text", "fault"), BROKEN_MENUS)
def test_a_faulty_menu_is_refused_in_chinese(tmp_path: Path, text: str, fault: str) -> None:
    file = tmp_path / "menu.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(MenuBroken, match=fault):
        read_menu(file)


def keys() -> list[str]:
    buttons = read_menu(ROOT / "knowledge" / "menu.yaml")
    return [item.says for button in buttons for item in (button, *button.items) if item.says]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("key", keys())
def test_each_tap_of_the_menu_gets_an_answer(world: World, key: str) -> None:
    tapped = world.platform.event("zhang", "CLICK", key).text
    assert tapped
    assert "没有准备好的答案" not in tapped
    assert "像跟邻居说话" not in tapped
