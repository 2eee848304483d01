"""Alerts by e-mail, over the community's own SMTP server."""

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from bot.alerts.verdict import Accepted, Channel, Rejected
from bot.store.alerts import Alert

_TIMEOUT = 10.0
"""Seconds."""


def by_mail(smtp_url: str, sender: str) -> Channel:
    """`smtps://` speaks TLS from the start; `smtp://` switches to it when the server offers it.

    Errors are passed on by their kind only: their text may hold the address or the password.
    """
    server = urlsplit(smtp_url)

    def send(alert: Alert, text: str) -> Accepted | Rejected:
        letter = EmailMessage()
        letter["Subject"] = text.partition("\n")[0]
        letter["From"], letter["To"] = sender, alert.recipient
        letter.set_content(text)
        try:
            with _connect(server.scheme, server.hostname or "", server.port) as connection:
                if server.username:
                    connection.login(unquote(server.username), unquote(server.password or ""))
                connection.send_message(letter)
        except (smtplib.SMTPException, OSError) as error:
            return Rejected(type(error).__name__)
        return Accepted()

    return send


def _connect(scheme: str, host: str, port: int | None) -> smtplib.SMTP:
    if scheme == "smtps":
        safe = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, port or 465, timeout=_TIMEOUT, context=safe)
    connection = smtplib.SMTP(host, port or 25, timeout=_TIMEOUT)
    connection.ehlo()
    if connection.has_extn("starttls"):
        connection.starttls(context=ssl.create_default_context())
    return connection
