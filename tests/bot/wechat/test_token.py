"""One token for everybody, renewed early by one caller, and never shown."""

import logging
import threading
from datetime import timedelta

import httpx
import pytest

from bot.store import tokens
from bot.wechat.client import Answered, Failed, PlatformClient
from bot.wechat.codes import NO_ANSWER
from tests.conftest import APP_ID, APP_SECRET, MakeWorld, World


def client_of(world: World) -> PlatformClient:
    client = world.parts.channel.client
    assert client is not None
    return client


def expire(world: World) -> None:
    """The platform ended the token, and our row says so."""
    world.books.expire_tokens()
    with world.database.writing.begin() as session:
        tokens.save_token(session, APP_ID, "an-old-one", world.clock() - timedelta(seconds=1))


def test_the_same_token_serves_until_five_minutes_before_its_end(world: World) -> None:
    client = client_of(world)
    first = client.token()
    world.clock.forward(timedelta(minutes=114))
    assert client.token() == first
    assert world.books.counts["stable_token"] == 1
    world.clock.forward(timedelta(minutes=2))
    client.token()
    assert world.books.counts["stable_token"] == 2


def test_sixteen_threads_fetch_one_token(world: World) -> None:
    client = client_of(world)
    client.token()
    expire(world)
    world.books.counts.clear()
    together, found = threading.Barrier(16), set()

    def ask() -> None:
        together.wait()
        found.add(client.token())

    threads = [threading.Thread(target=ask) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert world.books.counts["stable_token"] == 1
    assert len(found) == 1


def test_a_second_service_on_the_database_uses_the_same_token(make_world: MakeWorld) -> None:
    first, second = make_world(), make_world()
    assert client_of(first).token() == client_of(second).token()
    assert second.books.counts["stable_token"] == 0


@pytest.mark.parametrize("page", ["<html>busy</html>", "[]", '{"errcode": "x"}', ""])
def test_what_is_no_answer_counts_as_none(world: World, page: str) -> None:
    client = client_of(world)
    odd = httpx.Client(
        transport=httpx.MockTransport(lambda _request: httpx.Response(200, text=page)),
        base_url="http://platform.test",
    )
    with odd:
        asked = PlatformClient(odd, client.credentials, client.database, client.now)
        assert asked.call("/cgi-bin/menu/get") == Failed(NO_ANSWER)


def test_a_wrong_secret_is_a_code_and_not_an_exception(world: World) -> None:
    world.books.refuse("stable_token", 40125)
    assert client_of(world).call("/cgi-bin/menu/get") == Failed(40125)
    answer = client_of(world).call("/cgi-bin/get_api_domain_ip")
    assert isinstance(answer, Answered), "the lease of the failed renewal is over"


def test_no_secret_reaches_a_log_or_a_repr(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("httpx", "httpcore"):
        caplog.set_level(logging.DEBUG, logger=name)
    client = client_of(world)
    token = str(client.token())
    answer = client.call("/cgi-bin/get_api_domain_ip")

    def unreachable(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError(f"no route to {request.url}")

    with httpx.Client(
        transport=httpx.MockTransport(unreachable), base_url="http://platform.test"
    ) as broken:
        lost = PlatformClient(broken, client.credentials, client.database, client.now)
        assert lost.call("/cgi-bin/menu/get") == Failed(NO_ANSWER)
    shown = caplog.text + repr(client) + repr(client.credentials) + repr(answer)
    assert "cgi-bin/menu/get got no answer" in shown
    assert APP_SECRET not in shown
    assert token not in shown


def test_forced_renewals_stay_within_the_platforms_limit(world: World) -> None:
    client_of(world).token()
    with world.database.writing.begin() as session:
        now = world.clock()
        allowed = [
            tokens.may_force(session, APP_ID, now + timedelta(seconds=31 * n)) for n in range(25)
        ]
        assert allowed == [True] * 20 + [False] * 5
        assert not tokens.may_force(session, APP_ID, now + timedelta(seconds=31 * 20 - 30))
