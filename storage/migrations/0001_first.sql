-- One text for SQLite and PostgreSQL: only text and bigint, times as ISO-8601 UTC text of fixed width, JSON as text.
-- A statement ends with a semicolon at the end of a line.

-- What arrived. Rows stay (without their body) for the duplicates of the next two days.
create table inbox (
    id text not null primary key,
    channel text not null,
    bot text not null,
    external text not null,
    conversation text not null,
    body text not null,
    state text not null default 'new' check (state in ('new', 'running', 'done', 'parked')),
    attempts bigint not null default 0,
    lease bigint not null default 0,
    worker text not null default '',
    not_before text not null default '',
    received text not null,
    finished text,
    error text not null default '',
    response text,
    unique (channel, bot, external)
);

-- One step at a time in a conversation, whatever the number of workers.
create unique index inbox_running on inbox (conversation) where state = 'running';

create index inbox_open on inbox (id) where state = 'new';

create index inbox_lane on inbox (conversation, id) where state in ('new', 'running');

create index inbox_finished on inbox (finished) where finished is not null and body <> '';

create index inbox_emptied on inbox (finished) where body = '';

create index inbox_parked on inbox (finished) where state = 'parked';

create table workers (
    id text not null primary key,
    beat text not null
);

create table conversations (
    id text not null primary key,
    state text not null,
    created text not null,
    updated text not null
);

create table messages (
    id text not null primary key,
    conversation text not null,
    seq bigint not null check (seq > 0),
    author text not null check (author in ('person', 'bot', 'counselor', 'note')),
    written_by text not null default '',
    parts text not null,
    ticket text,
    at text not null,
    unique (conversation, seq)
);

create index messages_ticket on messages (ticket, at) where ticket is not null;

create table tickets (
    id text not null primary key,
    number text not null,
    conversation text not null,
    topic text not null,
    question text not null,
    state text not null
        check (state in ('waiting', 'claimed', 'answered', 'on_hold', 'closed', 'reopened', 'withdrawn')),
    owner text not null default '',
    opened text not null,
    due text,
    version bigint not null check (version >= 0),
    updated text not null,
    check (owner = '' or state in ('claimed', 'answered', 'on_hold'))
);

create index tickets_number on tickets (number);

create index tickets_conversation on tickets (conversation);

create index tickets_state on tickets (state, opened);

create index tickets_owner on tickets (owner) where owner <> '';

create table ticket_changes (
    id text not null primary key,
    ticket text not null references tickets (id),
    at text not null,
    actor text not null,
    event text not null,
    from_state text not null,
    to_state text not null,
    from_owner text not null,
    to_owner text not null,
    version bigint not null
);

create index ticket_changes_ticket on ticket_changes (ticket, version);

-- What a platform has of a ticket in a staff room.
create table ticket_places (
    ticket text not null references tickets (id),
    room text not null,
    card text not null default '',
    thread text not null default '',
    primary key (ticket, room)
);

create index ticket_places_thread on ticket_places (room, thread) where thread <> '';

-- A chat as the platform counts it: hands out the numbers that order messages and outgoing rows, and says when it may be sent to.
create table rooms (
    id text not null primary key,
    channel text not null,
    seq bigint not null check (seq >= 0),
    -- When the next open row may go, once nothing is being sent; null when nothing more is open.
    due text,
    -- The worker that sends here now, or empty.
    sending text not null default '',
    -- The platform asked us to wait until then.
    paused_until text not null default ''
);

create index rooms_due on rooms (due) where due is not null;

create table outbox (
    id text not null primary key,
    room text not null,
    conversation text not null,
    channel text not null,
    seq bigint not null,
    kind text not null check (kind in ('say', 'press', 'topic', 'card', 'line', 'shut')),
    part text,
    message text not null default '',
    first_option bigint not null default 0,
    ticket text,
    press text not null default '',
    press_text text not null default '',
    state text not null check (state in ('queued', 'parked', 'sending', 'sent', 'unknown', 'failed')),
    attempt bigint not null default 0,
    worker text not null default '',
    platform_id text not null default '',
    reason text not null default '',
    created text not null,
    finished text
);

create unique index outbox_order on outbox (room, seq);

create unique index outbox_sending on outbox (room) where state = 'sending';

create index outbox_open on outbox (room, seq) where state in ('queued', 'sending', 'unknown');

create index outbox_parked on outbox (conversation, seq) where state = 'parked';

create index outbox_card on outbox (ticket) where kind = 'card' and state = 'queued';

create index outbox_ticket on outbox (ticket) where ticket is not null;

create index outbox_failed on outbox (finished) where state = 'failed';

create index outbox_finished on outbox (finished) where finished is not null and part is not null;

create table timers (
    id text not null primary key,
    conversation text not null,
    kind text not null,
    due text not null,
    ticket text
);

create index timers_due on timers (due);

create table accounts (
    id text not null primary key,
    name text not null,
    login text not null unique,
    password text not null,
    role text not null check (role in ('counselor', 'supervisor', 'admin', 'editor')),
    telegram text not null default '',
    disabled bigint not null default 0 check (disabled in (0, 1)),
    created text not null
);

create unique index accounts_telegram on accounts (telegram) where telegram <> '';

create table sessions (
    token text not null primary key,
    account text not null references accounts (id),
    csrf text not null,
    created text not null,
    seen text not null,
    expires text not null
);

create index sessions_account on sessions (account);

create table login_codes (
    code text not null primary key,
    account text not null references accounts (id),
    expires text not null
);

create table throttles (
    id text not null primary key,
    failures bigint not null,
    until text not null,
    updated text not null
);

create table idempotency (
    id text not null primary key,
    content text not null,
    result text not null,
    at text not null
);

create index idempotency_at on idempotency (at);

create table audit (
    id text not null primary key,
    at text not null,
    actor text not null,
    action text not null,
    subject text not null,
    detail text not null
);

create index audit_at on audit (at);

create index audit_subject on audit (subject, at);

create table unanswered (
    id text not null primary key,
    conversation text not null,
    question text not null,
    decision text not null,
    offered text not null,
    at text not null
);

create index unanswered_at on unanswered (at);

create table uses (
    id text not null primary key,
    entry text not null,
    use text not null,
    at text not null
);

create index uses_entry on uses (entry, at);
