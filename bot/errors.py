"""One table from exceptions to responses; a stack trace goes to the log and nowhere else."""

import logging

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from bot.store.agreements import NoSuchAgreement
from bot.store.parties import NoSuchParty
from bot.store.tickets import ChangedMeanwhile, NoSuchTicket
from bot.store.visits import NoVisitDue

log = logging.getLogger(__name__)

RESPONSES: dict[type[Exception], tuple[int, str]] = {
    NoSuchTicket: (404, "没有这个编号的事项。"),
    NoSuchParty: (404, "这件事没有这一方：需求没有对方，紧急情况不联系对方。"),
    NoSuchAgreement: (404, "这件事还没有登记协议。"),
    NoVisitDue: (409, "现在没有要做的回访，可能别人已经记过了。"),
    ChangedMeanwhile: (409, "刚才有别人先动了这件事，请返回刷新后再办，您写的没有保存。"),
}
_HTTP = {
    400: "这个请求看不懂，可能页面放久了，请返回刷新再试。",
    403: "没有权限。",
    404: "没有这个页面。",
    405: "这个地址不能这样用。",
    413: "内容太大了。",
}


def install_error_table(app: Flask) -> None:
    """Every exception becomes one of the table's responses, plain text with its status."""

    def answer(error: Exception) -> Response:
        status, words = 500, "服务出了问题，已经记下。请稍后再试。"
        if type(error) in RESPONSES:
            status, words = RESPONSES[type(error)]
        elif isinstance(error, HTTPException) and error.code:
            status, words = error.code, _HTTP.get(error.code, error.name)
        else:
            log.error("%s %s failed", request.method, request.path, exc_info=error)
        return Response(words, status, content_type="text/plain; charset=utf-8")

    app.register_error_handler(Exception, answer)
