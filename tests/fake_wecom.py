"""A WeCom group robot on loopback: it keeps what it was told."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class FakeWecom:
    """`texts` are the messages; `errcode` is what it answers with."""

    url: str = ""
    texts: list[str] = field(default_factory=list)
    errcode: int = 0


@contextmanager
def running_wecom() -> Iterator[FakeWecom]:
    """The robot, while it listens."""
    robot = FakeWecom()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if robot.errcode == 0:
                robot.texts.append(body["text"]["content"] if "text" in body else str(body))
            answer = json.dumps({"errcode": robot.errcode}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    robot.url = f"http://127.0.0.1:{server.server_port}/robot"
    yield robot
    server.shutdown()
    thread.join()
    server.server_close()
