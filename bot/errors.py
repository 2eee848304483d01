"""One table from exceptions to responses; a stack trace goes to the log and nowhere else."""

import logging
from dataclasses import dataclass

from flask import Flask, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from bot.console.error_page import error_page
from bot.console.login import SessionOver
from bot.staffing import NoSuchMember
from bot.store.agreements import NoSuchAgreement
from bot.store.parties import NoSuchParty
from bot.store.tickets import ChangedMeanwhile, NoSuchTicket
from bot.store.visits import NoVisitDue

log = logging.getLogger(__name__)
_CONSOLE = "/console/"
"""Below it people look at pages; elsewhere programs ask, and get the words alone."""
_MISSING = "没有找到"
_NOT_SAVED = "没有保存"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered: its status, what stands over a page of it, and what happened, in
    Chinese."""

    status: int
    heading: str
    words: str


RESPONSES: dict[type[Exception] | int, Answer] = {
    NoSuchTicket: Answer(404, _MISSING, "没有这个编号的事项。"),
    NoSuchMember: Answer(404, _MISSING, "没有这个用户名。"),
    NoSuchParty: Answer(404, _MISSING, "这件事没有这一方：需求没有对方，紧急情况不联系对方。"),
    NoSuchAgreement: Answer(404, _MISSING, "这件事还没有登记协议。"),
    NoVisitDue: Answer(409, _NOT_SAVED, "现在没有要做的回访，可能别人已经记过了。"),
    ChangedMeanwhile: Answer(
        409, _NOT_SAVED, "刚才有别人先动了这件事，请回去看看别人写了什么，再办。"
    ),
    CSRFError: Answer(400, _NOT_SAVED, "这一页放得太久了，请重新打开，再办一次。"),
    SessionOver: Answer(401, _NOT_SAVED, "登录已经过期，请重新登录，再办一次。"),
    400: Answer(400, _NOT_SAVED, "这个请求看不懂，可能页面放久了，请返回刷新再试。"),
    403: Answer(403, "没有权限", "没有权限。这一步由负责人或者指定的人员办。"),
    404: Answer(404, _MISSING, "没有这个页面。"),
    405: Answer(405, "打不开", "这个地址不能这样用。"),
    413: Answer(413, _NOT_SAVED, "内容太大了。"),
    500: Answer(500, "出了问题", "服务出了问题，已经记下。请稍后再试。"),
}
"""By the exception's own type, or by the status of an HTTP error."""


def install_error_table(app: Flask, community: str) -> None:
    """Every exception becomes one of the table's responses: a page in the console, of `community`,
    elsewhere plain text."""

    def respond(error: Exception) -> Response:
        answer = answer_to(error)
        if answer is RESPONSES[500]:
            log.error("%s %s failed", request.method, request.path, exc_info=error)
        if f"{request.path}/".startswith(_CONSOLE):
            try:
                return error_page(answer.status, answer.heading, answer.words, community)
            except Exception:  # the page asks the database who looks: that may be what is broken
                log.exception("the page that tells of an error failed")
        return Response(answer.words, answer.status, content_type="text/plain; charset=utf-8")

    app.register_error_handler(Exception, respond)


def answer_to(error: Exception) -> Answer:
    """What the table has for it; what it does not have is our fault, or has the name of its
    status."""
    if type(error) in RESPONSES:
        return RESPONSES[type(error)]
    if isinstance(error, HTTPException) and error.code:
        return RESPONSES.get(error.code) or Answer(error.code, "办不了", error.name)
    return RESPONSES[500]
