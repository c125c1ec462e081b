"""A group that became another group on its platform: everything known about the old one belongs to the new one."""

from dataclasses import replace

from desk.messages import ConversationId
from storage import codec, rooms
from storage.codec import maybe_text, number, text
from storage.database import Transaction


async def move_room(tx: Transaction, old: str, new: str) -> None:
    """Give a chat (`Address.room`) its new id everywhere; what waits there keeps its order. Harmless when repeated."""
    room = await tx.fetch_one("select seq, sending from rooms where id = :old /*postgres: for update */", old=old)
    if room is None or old == new:
        return
    shift = await rooms.take(tx, new, number(room, "seq"), None) - 1
    for conversation in await _conversations(tx, old):
        await _move_conversation(tx, conversation, ConversationId(new + conversation[len(old) :]), shift)
    await _move_rows(tx, old, new, shift)
    await _move_places(tx, old, new)
    await tx.execute("delete from rooms where id = :old", old=old)
    await _wake(tx, new, text(room, "sending"))


async def _conversations(tx: Transaction, room: str) -> list[ConversationId]:
    sql = """
        select id from conversations where id = :room or substr(id, 1, :length) = :prefix
        union select distinct conversation from outbox where room = :room
    """
    rows = await tx.fetch(sql, room=room, prefix=f"{room}/", length=len(room) + 1)
    return [ConversationId(text(row, "id")) for row in rows]


async def _move_conversation(tx: Transaction, old: ConversationId, new: ConversationId, shift: int) -> None:
    sql = "update messages set conversation = :new, seq = seq + :shift where conversation = :old"
    await tx.execute(sql, old=old, new=new, shift=shift)
    await tx.execute("update tickets set conversation = :new where conversation = :old", old=old, new=new)
    await tx.execute("update timers set conversation = :new where conversation = :old", old=old, new=new)
    row = await tx.fetch_one("select state from conversations where id = :old", old=old)
    if row is None:
        return
    state = codec.dump(codec.CONVERSATION, replace(codec.load(codec.CONVERSATION, text(row, "state")), id=new))
    # The new group may have been heard already; the old one knows more.
    await tx.execute("delete from conversations where id = :new", new=new)
    await tx.execute("update conversations set id = :new, state = :state where id = :old", old=old, new=new, state=state)


async def _move_rows(tx: Transaction, old: str, new: str, shift: int) -> None:
    # Two rows of one room cannot be on their way at once; the older group's goes again.
    sql = """
        update outbox set room = :new, conversation = :new || substr(conversation, :after), seq = seq + :shift,
            state = case when state = 'sending' and (select sending from rooms where id = :new) <> '' then 'queued' else state end
        where room = :old
    """
    await tx.execute(sql, old=old, new=new, after=len(old) + 1, shift=shift)


async def _move_places(tx: Transaction, old: str, new: str) -> None:
    known = "select ticket from ticket_places where room = :old"
    await tx.execute(f"delete from ticket_places where room = :new and ticket in ({known})", old=old, new=new)
    await tx.execute("update ticket_places set room = :new where room = :old", old=old, new=new)


async def _wake(tx: Transaction, room: str, sending: str) -> None:
    head = f"(select o.created from outbox o where o.room = rooms.id and o.state in {rooms.OPEN} order by o.seq limit 1)"
    sql = f"""
        update rooms set sending = case when sending <> '' then sending else :sending end,
            due = case when sending = '' and :sending = '' then {head} else due end
        where id = :room
    """
    await tx.execute(sql, room=room, sending=sending)
    head_row = await tx.fetch_one("select due from rooms where id = :room", room=room)
    if head_row and maybe_text(head_row, "due"):
        tx.touch("outbox")
