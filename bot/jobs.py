"""Background work by Huey: at once after a commit, and swept every minute."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey, crontab
from huey.consumer import Consumer

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Jobs:
    """`wake()` asks for the work to be done soon; a lost request is made good by the sweep."""

    queue: Huey
    wake: Callable[[], None]


def open_queue(queue_url: str, data_dir: Path) -> Huey:
    """Redis or PostgreSQL for more than one machine, else a file beside the database."""
    if queue_url.startswith(("redis://", "rediss://", "unix://")):
        return RedisHuey("baimi", url=queue_url)
    if queue_url.startswith("postgresql"):
        return PostgresHuey("baimi", dsn=queue_url.replace("+psycopg", ""))
    data_dir.mkdir(parents=True, exist_ok=True)
    return SqliteHuey("baimi", filename=str(data_dir / "jobs.db"))


def add_jobs(queue: Huey, work: tuple[Callable[[], object], ...]) -> Jobs:
    """Let the queue do `work`: each piece finds by itself what is to be done, so running it
    twice does no harm and one that was lost is done by the next."""

    def do_work() -> None:
        for piece in work:
            try:
                piece()
            except Exception:
                log.exception("a job failed and will run again with the next sweep")

    task: Any = queue.task(name="do_work")(do_work)
    queue.periodic_task(crontab(minute="*"), name="sweep")(do_work)

    def wake() -> None:
        try:
            task()
        except Exception:
            # The outbox is in the database: the sweep finds what this request would have.
            log.exception("the queue cannot be reached; the sweep will do it")

    return Jobs(queue, wake)


class InProcessConsumer(Consumer):  # type: ignore[misc]
    """Huey's consumer on threads of the web server's process, which owns the signals."""

    def _set_signal_handlers(self) -> None:
        pass


def start_in_process(jobs: Jobs) -> InProcessConsumer:
    """Work from now on; stop with `stop(graceful=True)`."""
    consumer = InProcessConsumer(jobs.queue, workers=1, periodic=True, max_delay=1.0)
    consumer.start()
    return consumer
