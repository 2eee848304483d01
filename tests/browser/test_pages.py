"""The pages as people see them: a resident at the simulator, staff at the console."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.expected_conditions import text_to_be_present_in_element
from selenium.webdriver.support.ui import Select, WebDriverWait

from bot.store.house import save_profile
from handlers.tickets.people import Mandate, Member, Role
from tests.browser.conftest import Site

MEDIATOR = Member(
    "wang",
    "王调解员",
    Role.MEDIATOR,
    mandate=Mandate("幸福社区人民调解委员会", date(2020, 1, 1), date(2040, 12, 31)),
)


def bubbles(browser: Chrome) -> list[str]:
    return [b.text for b in browser.find_elements(By.CSS_SELECTOR, ".row:not(.mine) .bubble")]


def wait_for(browser: Chrome, words: str, count: int = 1) -> str:
    """The last reply once `count` replies are there and it holds the words."""
    WebDriverWait(browser, 20).until(
        lambda b: len(bubbles(b)) >= count and words in bubbles(b)[-1],
        f"no reply with {words}",
    )
    return bubbles(browser)[-1]


def write(browser: Chrome, words: str) -> None:
    browser.find_element(By.ID, "text").send_keys(words)
    browser.find_element(By.ID, "send").click()


def tap(browser: Chrome, label: str) -> None:
    lines = browser.find_elements(By.CSS_SELECTOR, ".row:last-of-type .bubble a, .bubble a")
    press(browser, next(line for line in reversed(lines) if label in line.text))


def press(browser: Chrome, element: WebElement) -> None:
    """Scroll there, then click: what is half below the fold cannot be clicked."""
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
    element.click()


def log_in(browser: Chrome, site: Site) -> None:
    """As 王调解员, until the console is there: opening another page would stop the posting."""
    browser.get(f"{site.address}/console/")
    browser.find_element(By.ID, "username").send_keys("wang")
    browser.find_element(By.ID, "password").send_keys("correct horse")
    browser.find_element(By.ID, "submit").click()
    WebDriverWait(browser, 20).until(
        lambda b: b.find_elements(By.CSS_SELECTOR, "form[action$=logout]"), "no console"
    )


def test_a_resident_asks_taps_and_sends_a_picture_and_staff_see_it(
    browser: Chrome, site: Site, tmp_path: Path
) -> None:
    browser.get(site.address)
    assert "幸福社区" in browser.find_element(By.TAG_NAME, "header").text
    write(browser, "楼上漏水把我家泡了他不管咋办")
    wait_for(browser, "《民法典》第")
    tap(browser, "请人调解")
    wait_for(browser, "同意吗", 2)
    tap(browser, "1 同意")
    wait_for(browser, "发生了什么事", 3)
    picture = tmp_path / "leak.png"
    browser.save_screenshot(str(picture))
    browser.find_element(By.ID, "picture").send_keys(str(picture))
    wait_for(browser, "图片收到了", 4)
    for count, (words, asked) in enumerate(
        [
            ("厨房客厅都在滴水", "什么地方"),
            ("3号楼501", "对方是谁"),
            ("601", "留个电话"),
            ("跳过", "请您看看"),
        ],
        5,
    ):
        write(browser, words)
        wait_for(browser, asked, count)
    tap(browser, "对，提交")
    wait_for(browser, "受理编号", 9)
    site.parts.deliver()

    log_in(browser, site)
    press(browser, browser.find_element(By.PARTIAL_LINK_TEXT, "厨房客厅都在滴水"))
    press(browser, browser.find_element(By.CSS_SELECTOR, "button[value=claim]"))
    WebDriverWait(browser, 20).until(
        text_to_be_present_in_element((By.TAG_NAME, "main"), "王调解员 · 网格"),
        "the claim is not shown",
    )


def test_the_console_fits_a_phone_s_width(browser: Chrome, site: Site) -> None:
    with phone_of(browser, 360):
        for path in ("/console/login", "/simulator"):
            browser.get(site.address + path)
            width = browser.execute_script("return document.documentElement.scrollWidth")
            assert width <= 360, f"{path} is {width} wide"


def test_a_quarrel_is_entered_on_one_page_and_every_page_of_its_file_fits_a_phone(
    browser: Chrome, site: Site
) -> None:
    with site.parts.database.writing.begin() as session:
        save_profile(session, MEDIATOR)
    log_in(browser, site)
    browser.get(f"{site.address}/console/enter")
    Select(browser.find_element(By.NAME, "category")).select_by_visible_text("邻里")
    for field, words in (
        ("what", "两家为过道堆纸箱吵架"),
        ("name", "501张阿姨"),
        ("other_side", "502李叔"),
        ("solved", "李叔把纸箱搬走，过道不再堆东西"),
    ):
        browser.find_element(By.ID, field).send_keys(words)
    press(browser, browser.find_element(By.ID, "both"))
    press(browser, browser.find_element(By.CSS_SELECTOR, "main button.btn-success"))
    assert "已登记" in browser.find_element(By.CLASS_NAME, "alert-success").text
    ticket = browser.current_url
    pages = (ticket, *(f"{ticket}/{page}" for page in ("agreement", "visit", "papers")))
    pages += tuple(f"{site.address}/console/{page}" for page in ("", "due", "enter", "report"))
    pages += tuple(f"{site.address}/console/{page}" for page in ("coverage", "nowhere"))
    with phone_of(browser, 360):
        for page in pages:
            browser.get(page)
            width = browser.execute_script("return document.documentElement.scrollWidth")
            assert width <= 360, f"{page} is {width} wide"


def test_the_last_column_of_what_was_asked_is_seen_on_a_phone(browser: Chrome, site: Site) -> None:
    browser.get(site.address)
    write(browser, "楼上漏水把我家泡了他不管咋办")
    wait_for(browser, "《民法典》第")
    log_in(browser, site)
    with phone_of(browser, 360):
        browser.get(f"{site.address}/console/coverage")
        last = browser.find_element(By.XPATH, "//th[text()='没用']")
        assert last.rect["x"] + last.rect["width"] <= 360


@contextmanager
def phone_of(browser: Chrome, width: int) -> Iterator[None]:
    """The browser as a phone so many pixels wide."""
    metrics = {"width": width, "height": 740, "deviceScaleFactor": 2, "mobile": True}
    browser.set_window_size(500, 800)  # the narrowest that a headless window gets
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        yield
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        browser.set_window_size(1000, 900)
