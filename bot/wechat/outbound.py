"""From a Reply to the text and the XML that the platform carries."""

from bot.wechat.xml import clean, write_xml
from handlers.turn import Message, Reply

_TAP = '<a href="weixin://bizmsgmenu?msgmenucontent={label}&msgmenuid={says}">{number} {label}</a>'
_FULL_WIDTH = str.maketrans({"&": "＆", '"': "＂", "<": "＜", ">": "＞", "\n": " "})


def render_text(reply: Reply) -> str:
    """The text with a tappable, numbered line for each choice; at most 2000 bytes of UTF-8.

    Tapping is undocumented on the platform, so the number is there to be typed.
    """
    if not reply.text:
        return ""
    lines = [
        _TAP.format(number=number, label=_plain(choice.label), says=_plain(choice.says))
        for number, choice in enumerate(reply.choices, 1)
    ]
    return "\n".join([clean(reply.text), "", *lines] if lines else [clean(reply.text)])


def text_reply(message: Message, text: str, timestamp: int) -> str:
    """The passive reply to a message, from the account to the sender (unix seconds)."""
    return write_xml(
        {
            "ToUserName": message.sender,
            "FromUserName": message.account,
            "CreateTime": timestamp,
            "MsgType": "text",
            "Content": text,
        }
    )


def _plain(text: str) -> str:
    """Fit for a link's attribute: what could end it or add a parameter becomes full-width."""
    return clean(text).translate(_FULL_WIDTH)
