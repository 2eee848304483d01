"""An SMTP server on loopback: it keeps the letters it was given."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class FakeMail:
    """`letters` are the messages with their headers; `refuses` answers each with an error."""

    url: str = ""
    letters: list[str] = field(default_factory=list)
    refuses: bool = False


@contextmanager
def running_mail() -> Iterator[FakeMail]:
    """The server, while it listens."""
    mail = FakeMail()

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 here\r\n")
            while line := self.rfile.readline():
                self.answer(line.strip().upper())

        def answer(self, command: bytes) -> None:
            if command.startswith(b"MAIL") and mail.refuses:
                self.wfile.write(b"451 later\r\n")
            elif command == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                lines = iter(self.rfile.readline, b".\r\n")
                mail.letters.append(b"".join(lines).decode())
                self.wfile.write(b"250 kept\r\n")
            else:
                self.wfile.write(b"250 fine\r\n")

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    mail.url = f"smtp://127.0.0.1:{server.server_address[1]}"
    yield mail
    server.shutdown()
    thread.join()
    server.server_close()
