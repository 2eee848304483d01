"""Every other channel, by apprise: DingTalk, Feishu, Telegram, SMS gateways …"""

from bot.alerts.verdict import Accepted, Channel, Rejected
from bot.store.alerts import Alert


def by_apprise(urls: tuple[str, ...]) -> Channel:
    """All of the addresses; accepted when each has it. An address is a secret and never named."""
    import apprise

    targets = apprise.Apprise()
    for url in urls:
        targets.add(url)

    def send(alert: Alert, text: str) -> Accepted | Rejected:
        if len(targets) < len(urls):
            return Rejected("an address in BAIMI_APPRISE_URLS is not one")
        title, _, body = text.partition("\n")
        kind = apprise.NotifyType.FAILURE if alert.is_urgent else apprise.NotifyType.INFO
        done = targets.notify(body=body or title, title=title, notify_type=kind)
        return Accepted() if done else Rejected("an address refused it")

    return send
