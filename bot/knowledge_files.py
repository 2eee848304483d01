"""The knowledge that the settings name, for commands that need no database and no secrets."""

import os
from pathlib import Path

import click

from bot.config import STATUTES, folder
from knowledge.base import Base, KnowledgeBroken, read_base
from knowledge.statutes import read_statutes


def knowledge_dir() -> Path:
    """The folder with faq/, articles/ and words/."""
    return folder(os.environ, "BAIMI_KNOWLEDGE_DIR")


def read_configured_base() -> Base:
    """Read and index it. Raises ClickException with the faults if it is broken."""
    data = folder(os.environ, "BAIMI_DATA_DIR")
    try:
        return read_base(knowledge_dir(), read_statutes(data / STATUTES), data / "cache")
    except KnowledgeBroken as broken:
        raise click.ClickException(str(broken)) from broken
