"""The platform's flat XML: read tolerantly, written safely."""

import re
from collections.abc import Mapping
from xml.etree.ElementTree import ParseError
from xml.sax.saxutils import escape

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")

_MOST_ITEMS = 20


def clean(text: str) -> str:
    """Without the characters that XML 1.0 cannot carry; real traffic holds them raw."""
    return _NOT_IN_XML.sub("", text)


def read_xml(body: bytes) -> dict[str, str] | None:
    """The root's children as texts, the first of each name; None when it is not such XML.

    A DOCTYPE is refused, bad UTF-8 is replaced, of nested elements only the text is kept. The
    parts of an element's `List` items come as `Element/0/Part` too (subscription events).
    """
    try:
        root = fromstring(clean(body.decode("utf-8", errors="replace")), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, RecursionError):
        return None
    if root.tag != "xml":
        return None
    fields: dict[str, str] = {}
    for child in root:
        fields.setdefault(str(child.tag), "".join(child.itertext()).strip())
        for number, item in enumerate(child.findall("List")[:_MOST_ITEMS]):
            for part in item:
                name = f"{child.tag}/{number}/{part.tag}"
                fields.setdefault(name, "".join(part.itertext()).strip())
    return fields


def write_xml(fields: Mapping[str, str | int]) -> str:
    """`<xml>` with each field escaped: no text can close its element or open another."""
    inside = "".join(
        f"<{name}>{escape(clean(str(value)))}</{name}>" for name, value in fields.items()
    )
    return f"<xml>{inside}</xml>"
