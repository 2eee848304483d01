"""`python -m bot.prepare FOLDER STATUTES CACHE`: make the indexes and store them.

Making them needs 200 MB for some seconds, which a process of its own gives back when it ends.
"""

import subprocess
import sys
from pathlib import Path

from knowledge.base import KnowledgeBroken, read_base
from knowledge.cache import is_stored
from knowledge.statutes import StatutesUnreadable, read_statutes


def prepare(folder: Path, statutes_file: Path, cache_folder: Path) -> None:
    """Let a process of its own make the indexes where none are stored. Should it fail, nothing is
    lost: whoever reads the base makes them, or says what is wrong with the files."""
    if not is_stored(cache_folder):
        command = [sys.executable, "-m", "bot.prepare"]
        arguments = [str(folder), str(statutes_file), str(cache_folder)]
        subprocess.run(  # noqa: S603 - our own command with paths from the settings
            [*command, *arguments], check=False, cwd=Path(__file__).parents[1]
        )


def main() -> None:
    """Nothing is said: the process that asked reads the same files and says what is wrong."""
    folder, statutes_file, cache_folder = (Path(argument) for argument in sys.argv[1:])
    try:
        read_base(folder, read_statutes(statutes_file), cache_folder)
    except (KnowledgeBroken, StatutesUnreadable, OSError):
        sys.exit(1)


if __name__ == "__main__":
    main()
