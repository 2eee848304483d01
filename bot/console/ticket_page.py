"""One ticket as a member of staff sees it: the facts, the next step, all other acts."""

from datetime import date

from flask import render_template
from sqlalchemy.orm import Session

from bot.acts import case_with_conflicts
from bot.console.act_forms import act_forms, closed
from bot.console.actor import current_actor
from bot.console.forms import PartyForm
from bot.knowledge_watch import KnowledgeHolder
from bot.store import alerts, ticket_files, tickets
from bot.store.house import load_house
from bot.store.recusals import conflicts_of
from handlers.tickets.next_step import next_step
from handlers.tickets.people import Role
from handlers.tickets.working_days import unknown_years


def ticket_page(
    session: Session,
    number: str,
    knowledge: KnowledgeHolder,
    today: date,
    typed: tuple[str, str] = ("", ""),
) -> str:
    """The page as HTML. `typed` is the act and the words of a form that was refused, so that
    nobody has to write them twice. Raises NoSuchTicket."""
    row = tickets.find(session, number)
    shown = ticket_files.opened_file(session, number, alerts.is_acknowledged(session, row.id))
    case, actor, house = (
        case_with_conflicts(session, row),
        current_actor(session),
        load_house(session),
    )
    forms = act_forms(case, actor, today)
    step = next_step(case, actor)
    return render_template(
        "console/ticket.html",
        ticket=shown,
        entry=knowledge.base.entry(shown.entry),
        step=step,
        first=next((f for f in forms if f.action is step.action and not f.why_not), None),
        offered=[f for f in forms if f.action is not step.action and not f.why_not],
        closed=closed(forms),
        typed_in_vain=any(f.why_not and f.action.value == typed[0] for f in forms) and typed[1],
        conflicts=conflicts_of(session, row, house),
        members=[m for m in house.members if m.active and m.role is not Role.ADMINISTRATOR],
        place=house.place(shown.place),
        unknown_years=unknown_years(today, shown.due_on) if shown.due_on else (),
        today=today,
        party_form=PartyForm(formdata=None),
        typed_action=typed[0],
        typed=typed[1],
    )
