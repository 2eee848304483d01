"""The simulator without our service: anyone may try their own bot against it."""

from flask import Flask

from bot.simulator.api import platform_api
from bot.simulator.books import Books
from bot.simulator.page import simulator
from bot.simulator.platform import FakePlatform
from bot.wechat.envelope import Account


def simulator_app(account: Account, secret: str, webhook_url: str, address: str) -> Flask:
    """The phone on `/simulator` and the platform's interface on `/cgi-bin/…`.

    Messages go to `webhook_url`; `address` is where this application is reached.
    """
    app = Flask(__name__)
    books = Books(account.app_id, secret)
    platform = FakePlatform(account, webhook_url, books=books)
    app.register_blueprint(simulator(platform, books, address, "模拟"))
    app.register_blueprint(platform_api(books))
    return app
