"""Calls to the platform: with time-outs, one bounded retry, and no secret in any text.

An answer is a value: `Answered`, or `Failed` with the code that `bot.wechat.codes` explains.
"""

import logging
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx

from bot.store import tokens
from bot.store.engine import Database
from bot.wechat.codes import NO_ANSWER, Do, what_to_do

log = logging.getLogger(__name__)
TIMEOUT = httpx.Timeout(10, connect=5)
"""Seconds."""
_PATIENCE = 15.0
"""Seconds to wait for a token that another process is fetching."""
_SECRETS = re.compile(r"((?:access_token|secret|ticket)=)[^&\s\"']+")


class HideSecrets(logging.Filter):
    """httpx logs the addresses it calls, and the platform wants its tokens in the address."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _SECRETS.sub(r"\1…", record.getMessage()), ()
        return True


@dataclass(frozen=True, slots=True, repr=False)
class Answered:
    """errcode 0; `fields` is the JSON object. Never printed: it may hold a token."""

    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Failed:
    """The platform refused, or could not be reached."""

    code: int


@dataclass(frozen=True, slots=True, repr=False)
class Credentials:
    """What proves the account to the platform. Never printed."""

    app_id: str
    secret: str


@dataclass(frozen=True, slots=True, repr=False)
class PlatformClient:
    """The platform's interface for one account; safe to share between threads.

    `http` has the platform's address as its base.
    """

    http: httpx.Client
    credentials: Credentials
    database: Database
    now: Callable[[], datetime]

    def call(self, path: str, content: Mapping[str, Any] | None = None) -> Answered | Failed:
        """POST `content` as JSON (GET when None) with the token; once more with a new token when
        the platform refuses this one."""
        answer, used = self._with_token(path, content, "")
        if isinstance(answer, Failed) and what_to_do(answer.code) is Do.RENEW and used:
            answer, _ = self._with_token(path, content, used)
        return answer

    def token(self, refused: str = "") -> str | Failed:
        """A token that is not `refused`: the shared one, or a new one that one caller fetches
        while the others wait for it."""
        until = time.monotonic() + _PATIENCE
        while True:
            now = self.now()
            with self.database.reading() as session:
                stored = tokens.read_token(session, self.credentials.app_id)
            is_usable = stored and stored.token != refused and stored.expires_at > now
            if stored and is_usable and stored.expires_at > now + tokens.EARLY:
                return stored.token
            with self.database.writing.begin() as session:
                has_lease = tokens.take_lease(session, self.credentials.app_id, refused, now)
            if has_lease:
                return self._renew(bool(refused))
            if stored and is_usable:  # somebody renews; the old one holds five minutes more
                return stored.token
            if time.monotonic() > until:
                return Failed(NO_ANSWER)
            time.sleep(0.05)

    def download(self, media_id: str) -> httpx.Request | Failed:
        """The request that fetches a resident's media."""
        token = self.token()
        if isinstance(token, Failed):
            return token
        query = {"access_token": token, "media_id": media_id}
        return self.http.build_request("GET", "/cgi-bin/media/get", params=query)

    def _with_token(
        self, path: str, content: Mapping[str, Any] | None, refused: str
    ) -> tuple[Answered | Failed, str]:
        token = self.token(refused)
        if isinstance(token, Failed):
            return token, ""
        return self._request(path, content, {"access_token": token}), token

    def _renew(self, force: bool) -> str | Failed:
        app_id = self.credentials.app_id
        with self.database.writing.begin() as session:
            forced = force and tokens.may_force(session, app_id, self.now())
        asked = {
            "grant_type": "client_credential",
            "appid": app_id,
            "secret": self.credentials.secret,
            "force_refresh": forced,
        }
        answer = self._request("/cgi-bin/stable_token", asked, {})
        with self.database.writing.begin() as session:
            if isinstance(answer, Failed):
                tokens.end_lease(session, app_id)
                return answer
            token = str(answer.fields.get("access_token", ""))
            seconds = answer.fields.get("expires_in")
            if not token or not isinstance(seconds, int):
                tokens.end_lease(session, app_id)
                return Failed(NO_ANSWER)
            tokens.save_token(session, app_id, token, self.now() + timedelta(seconds=seconds))
        log.info("a new access token is in force")
        return token

    def _request(
        self, path: str, content: Mapping[str, Any] | None, query: Mapping[str, str]
    ) -> Answered | Failed:
        try:
            answer = (
                self.http.get(path, params=query)
                if content is None
                else self.http.post(path, params=query, json=content)
            )
            fields = answer.json()
        except (httpx.HTTPError, ValueError) as error:
            # The error's text holds the address, and the address the token.
            log.warning("%s got no answer: %s", path, type(error).__name__)
            return Failed(NO_ANSWER)
        if not isinstance(fields, dict):
            return Failed(NO_ANSWER)
        code = fields.get("errcode", 0)
        if answer.status_code != httpx.codes.OK or not isinstance(code, int):
            return Failed(NO_ANSWER)
        if code:
            log.warning("%s was refused: %s", path, code)
            return Failed(code)
        return Answered(fields)


def open_client(
    http: httpx.Client, credentials: Credentials, database: Database, now: Callable[[], datetime]
) -> PlatformClient:
    """A client that calls through `http`, whose log lines lose their secrets from now on."""
    watched = logging.getLogger("httpx")
    if not any(isinstance(f, HideSecrets) for f in watched.filters):
        watched.addFilter(HideSecrets())
    return PlatformClient(http, credentials, database, now)


def open_http(address: str) -> httpx.Client:
    """Connections to the platform at `address`, with time-outs."""
    return httpx.Client(base_url=address, timeout=TIMEOUT)
