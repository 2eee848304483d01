"""The console's page when something went wrong: what happened, where to go on, and the words that
somebody typed in vain."""

import re

from flask import redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from bot.console.login import came_from

_NO_WORDS = {"csrf_token", "version", "action", "username", "password"}
_CODE = re.compile(r"(?:[a-z][a-z0-9_-]*)?")
"""What a choice or a tick sends, and an empty field; people write Chinese, days and numbers."""
_TOO_LARGE = 413


def error_page(status: int, heading: str, words: str, community: str) -> Response:
    """The page for an error. Who only has to log in again is led there at once, unless there are
    words to be given back first."""
    posted = request.method == "POST" and status != _TOO_LARGE
    typed = typed_words(request.form) if posted else ""
    is_out = not current_user.is_authenticated
    if is_out and posted and not typed:
        return redirect(url_for("console.login", next=came_from() or None))
    number = (request.view_args or {}).get("number", "")
    page = render_template(
        "console/error.html",
        heading=heading,
        said=words,
        typed=typed,
        is_out=is_out,
        came_from=came_from(),
        number="" if status in (403, 404) else number,
        community=community,
    )
    return Response(page, status, content_type="text/html; charset=utf-8")


def typed_words(form: MultiDict[str, str]) -> str:
    """What a person wrote into a form's fields, one below the other: no password, no token."""
    fields = (value.strip() for name, value in form.items(multi=True) if name not in _NO_WORDS)
    return "\n".join(words for words in fields if not _CODE.fullmatch(words))
