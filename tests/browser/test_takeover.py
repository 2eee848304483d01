"""A member of staff takes over on a telephone, and the resident's telephone shows who speaks."""

import json
import re
from collections.abc import Iterator

import pytest
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.browser.conftest import Site
from tests.browser.test_pages import log_in, press

WIDTH = 360
TICKET = ("我要调解", "同意", "邻里", "楼上一直漏水没人管", "3号楼", "跳过", "跳过", "1")


@pytest.fixture
def phone(browser: Chrome) -> Iterator[Chrome]:
    """The browser as narrow as a small telephone."""
    metrics = {"width": WIDTH, "height": 740, "deviceScaleFactor": 2, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    yield browser
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def say(phone: Chrome, site: Site, *texts: str) -> str:
    """The resident writes; what they read at last."""
    reply = ""
    for text in texts:
        sent = """
        const done = arguments[arguments.length - 1];
        fetch('/simulator/send', {method: 'POST', headers: {'Content-Type': 'application/json'},
          body: JSON.stringify({resident: 'zhang', text: arguments[0]})})
          .then(answer => answer.json()).then(delivery => done(delivery.text));
        """
        phone.get(f"{site.address}/simulator")
        reply = str(phone.execute_async_script(sent, text))
    return reply


def inbox(phone: Chrome, site: Site) -> str:
    """What the account said to the resident by itself."""
    site.parts.channel.speak()
    phone.get(f"{site.address}/simulator/inbox/zhang")
    return "\n".join(json.loads(phone.find_element(By.TAG_NAME, "body").text))


def reads(phone: Chrome, words: str) -> None:
    """Wait until the page says so."""
    page = WebDriverWait(phone, 20, ignored_exceptions=[StaleElementReferenceException])
    page.until(lambda browser: words in browser.find_element(By.TAG_NAME, "body").text)


def fits(phone: Chrome) -> bool:
    width = phone.execute_script("return document.documentElement.scrollWidth")
    return bool(width <= WIDTH)


def test_staff_speak_from_the_tickets_page_and_hand_back(phone: Chrome, site: Site) -> None:
    found = re.search(r"BM\d{6}-\d{4}", say(phone, site, *TICKET))
    assert found
    log_in(phone, site)
    page = f"{site.address}/console/tickets/{found[0]}"
    phone.get(page)
    assert fits(phone)
    phone.find_element(By.ID, "words").send_keys("我下午三点到您家看看")
    press(phone, phone.find_element(By.CSS_SELECTOR, "#talk button.btn-primary"))
    reads(phone, "正在跟居民说话")
    assert fits(phone)

    assert "我是王调解员（调解员）" in inbox(phone, site)
    assert say(phone, site, "好的，我在家") == "", "the bot is quiet"
    assert "110" in say(phone, site, "老公现在打我，救命"), "but not when there is danger"

    phone.get(page)
    assert "已送到（客服消息" in phone.find_element(By.ID, "talk").text
    assert "好的，我在家" in phone.find_element(By.TAG_NAME, "main").text
    press(phone, phone.find_element(By.CSS_SELECTOR, "#talk form[action$=handback] button"))
    reads(phone, "已交还，自动答复继续")  # the next line asks the service and not the page
    assert "自动小助手接着回您" in inbox(phone, site)
    assert "《民法典》" in say(phone, site, "房东不退押金怎么办")


def test_the_page_of_the_account_fits_too(phone: Chrome, site: Site) -> None:
    log_in(phone, site)
    press(phone, phone.find_element(By.LINK_TEXT, "公众号"))
    reads(phone, "已认证的服务号")
    assert fits(phone)
