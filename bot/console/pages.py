"""The console's blueprint: the gate, the ticket pages, and what all templates share."""

from datetime import datetime

from flask import Blueprint, Response, send_from_directory

from bot.config import Config
from bot.console.agreements import add_agreements
from bot.console.channel import add_channel
from bot.console.coming import add_coming
from bot.console.coverage import add_coverage
from bot.console.entry import add_entry
from bot.console.gaps import add_gaps
from bot.console.ledger import add_ledger
from bot.console.login import add_login
from bot.console.papers import add_papers
from bot.console.particulars import add_particulars
from bot.console.parties import add_parties
from bot.console.people import add_people
from bot.console.roster import add_roster
from bot.console.talk import add_talk
from bot.console.throttle import Throttle
from bot.console.tickets import add_tickets
from bot.console.visits import add_visits
from bot.deps import Deps
from bot.knowledge_watch import KnowledgeHolder
from bot.store.engine import Database
from handlers.local_time import CHINA
from handlers.tickets.act import ACTION_NAMES
from handlers.tickets.party import CONSENT_NAMES, PARTY_NAMES
from handlers.tickets.people import ROLE_NAMES, TIER_NAMES
from handlers.tickets.ticket import (
    END_REASON_NAMES,
    KIND_NAMES,
    SOURCE_NAMES,
    STATUS_NAMES,
)


def console(
    database: Database, knowledge: KnowledgeHolder, config: Config, deps: Deps
) -> Blueprint:
    """The pages under `/console`."""
    pages = Blueprint("console", __name__, url_prefix="/console", template_folder="templates")
    add_login(pages, database, Throttle(deps.now))
    add_tickets(pages, database, knowledge, deps)
    add_parties(pages, database, deps)
    add_people(pages, database, deps)
    add_roster(pages, database)
    add_agreements(pages, database, deps)
    add_visits(pages, database, deps)
    add_entry(pages, database, deps)
    add_coming(pages, database, deps)
    add_ledger(pages, database, deps)
    add_papers(pages, database, deps)
    add_particulars(pages, database, deps)
    add_talk(pages, database, deps.now, deps.after_commit)
    add_channel(pages, database, config, deps)
    add_coverage(pages, database, knowledge)
    add_gaps(pages, database, knowledge, deps.now)

    @pages.app_template_filter("local")
    def local(moment: datetime) -> str:
        return moment.astimezone(CHINA).strftime("%m-%d %H:%M")

    @pages.context_processor
    def shared() -> dict[str, object]:
        return {
            "status_names": STATUS_NAMES,
            "action_names": ACTION_NAMES,
            "consent_names": CONSENT_NAMES,
            "party_names": PARTY_NAMES,
            "role_names": ROLE_NAMES,
            "tier_names": TIER_NAMES,
            "kind_names": KIND_NAMES,
            "source_names": SOURCE_NAMES,
            "end_reason_names": END_REASON_NAMES,
            "community": config.community,
        }

    @pages.get("/media/<name>")
    def media(name: str) -> Response:
        return send_from_directory(config.media_dir, name)

    return pages
