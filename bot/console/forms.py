"""What a console form says, read strictly."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.commands import Claim, Close, Command, Hold, Note, Release, Reply, Resume, Transfer
from bot.scene import Counselor
from desk.messages import MAX_TEXT, TicketId

_KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketForm:
    """A button or the composer of a ticket's page."""

    action: str
    text: str
    to: str
    #: The same key is the same press, however often it arrives.
    key: str


async def fields(request: Request) -> dict[str, str]:
    """The fields of a posted form. Raises HTTPException 400 for anything else."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise HTTPException(400)
    body = await request.body()
    try:
        return dict(parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=20, errors="strict"))
    except ValueError as error:
        raise HTTPException(400) from error


def ticket_form(values: dict[str, str]) -> TicketForm:
    """A ticket's form. Raises HTTPException 400."""
    key = values.get("key", "")
    if not _KEY.fullmatch(key):
        raise HTTPException(400)
    text = values.get("text", "").replace("\r\n", "\n")[:MAX_TEXT]
    return TicketForm(action=values.get("action", ""), text=text, to=values.get("to", ""), key=key)


def command(form: TicketForm, ticket: TicketId, target: Counselor | None) -> Command | None:
    """The command a form stands for, or None when it stands for none."""
    match form.action:
        case "claim":
            return Claim(ticket=ticket)
        case "reply":
            return Reply(ticket=ticket, text=form.text)
        case "note":
            return Note(ticket=ticket, text=form.text)
        case "hold":
            return Hold(ticket=ticket)
        case "resume":
            return Resume(ticket=ticket)
        case "release":
            return Release(ticket=ticket)
        case "close":
            return Close(ticket=ticket)
        case "transfer" if target is not None:
            return Transfer(ticket=ticket, to=target)
        case _:
            return None
