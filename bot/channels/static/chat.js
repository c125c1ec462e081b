"use strict";
/* The chat page. The server's log is the truth: every bubble comes from the event stream and is known by its message id, so reload,
   reconnect and restart can neither lose nor double one. What was typed but not yet accepted is kept on this device with its own id,
   under which the server takes it exactly once. */
(() => {
  const KEPT = "dure.pending";
  const DRAFT = "dure.draft";
  const SILENCE = 40_000; // the server says something every 15 s
  const words = document.body.dataset;
  const at = (id) => document.getElementById(id);
  const scroll = at("scroll"), log = at("log"), waiting = at("pending"), typing = at("typing");
  const line = at("state"), form = at("form"), text = at("text"), newest = at("newest");

  const make = (tag, name, content) => {
    const node = document.createElement(tag);
    if (name) node.className = name;
    if (content !== undefined) node.textContent = content;
    return node;
  };

  /** Plain text line by line; a line that begins like a list's is hung, nothing else is read into it. */
  function prose(tag, name, content) {
    const node = make(tag, name);
    for (const line of content.split("\n")) node.append(make("span", /^\s*([·•\-–]|\d{1,2}[.)])\s/.test(line) ? "line item" : "line", line));
    return node;
  }

  /* ---- what waits to be sent ------------------------------------------------------------------------------------------------ */
  let fallback = []; // where storage is refused, the page's own memory must do
  const kept = () => {
    try { return JSON.parse(localStorage.getItem(KEPT) || "[]"); } catch { return fallback; }
  };
  const keep = (items) => {
    fallback = items;
    try {
      if (items.length) localStorage.setItem(KEPT, JSON.stringify(items));
      else localStorage.removeItem(KEPT);
    } catch { /* private mode or full: memory holds it */ }
  };
  const forget = (id) => keep(kept().filter((item) => item.id !== id));
  const freshId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

  const bubbles = new Map(); // client id -> bubble that is not in the log yet
  function showWaiting(item) {
    if (bubbles.has(item.id) || shownClients.has(item.id)) return;
    const node = make("div", "message person waiting");
    node.append(make("p", "hidden", words.person), prose("p", "bubble", item.text || item.label), make("span", "time", words.sending));
    bubbles.set(item.id, node);
    waiting.append(node);
  }
  function dropWaiting(id) {
    const node = bubbles.get(id);
    if (node) node.remove();
    bubbles.delete(id);
  }

  function post(item) {
    const { id, text: written, choice } = item;
    return fetch("/chat/messages", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(choice ? { id, choice } : { id, text: written }),
    });
  }
  let sending = false, pause = 0, again = 0;
  async function flush() {
    if (sending) return;
    sending = true;
    clearTimeout(again);
    for (let item = kept().find((one) => !one.failed); item; item = kept().find((one) => !one.failed)) {
      let status = 0;
      try { status = (await post(item)).status; } catch { status = 0; }
      if (status >= 200 && status < 300) {
        pause = 0;
        forget(item.id);
        expectAnswer();
      } else if (status === 401) {
        if (!(await renew())) status = 0;
      } else if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
        keep(kept().map((one) => (one.id === item.id ? { ...one, failed: true } : one)));
        showFailed(item);
      } else {
        status = 0;
      }
      if (status === 0) {
        pause = Math.min(15_000, pause ? pause * 2 : 1000);
        again = setTimeout(flush, pause);
        break;
      }
    }
    sending = false;
  }
  async function renew() { // the page hands out the cookie by which the server knows us
    try { return (await fetch("/", { headers: { accept: "text/html" } })).ok; } catch { return false; }
  }
  function showFailed(item) {
    const node = bubbles.get(item.id);
    if (!node) return;
    const line = make("p", "trouble-line", words.failed);
    const retry = make("button", "", words.again), drop = make("button", "", words.drop);
    retry.type = drop.type = "button";
    retry.addEventListener("click", () => {
      line.replaceWith(make("span", "time", words.sending));
      keep(kept().map((one) => (one.id === item.id ? { ...one, failed: false } : one)));
      flush();
    });
    drop.addEventListener("click", () => { forget(item.id); dropWaiting(item.id); text.focus(); });
    line.append(" ", retry, drop);
    node.lastChild.replaceWith(line);
  }
  function say(item) {
    const whole = { id: freshId(), ...item };
    keep([...kept(), whole]);
    showWaiting(whole);
    toEnd();
    flush();
  }

  /* ---- what the server's log says ------------------------------------------------------------------------------------------- */
  const shown = new Set(), shownClients = new Set();
  let lastDay = "", ready = false, unread = 0;
  const title = document.title;

  function dayOf(moment) {
    const day = moment.toLocaleDateString("ko-KR", { year: "numeric", month: "long", day: "numeric", weekday: "short" });
    if (day === lastDay) return;
    lastDay = day;
    log.append(make("p", "day", day));
  }
  function draw(message) {
    if (shown.has(message.id)) return;
    shown.add(message.id);
    const mine = message.author === "person";
    if (mine && message.client) {
      shownClients.add(message.client);
      forget(message.client);
      dropWaiting(message.client);
    }
    const moment = new Date(message.at), stick = nearEnd() || mine;
    dayOf(moment);
    const more = log.lastChild?.classList.contains(message.author);
    const node = make("article", `message ${message.author}${more ? " more" : ""}`);
    node.append(make("p", mine || more ? "hidden" : "author", words[message.author]));
    for (const part of message.parts) node.append(...drawPart(part, mine));
    const time = make("time", "time", moment.toLocaleTimeString("ko-KR", { hour: "numeric", minute: "2-digit" }));
    time.dateTime = message.at;
    node.append(time);
    log.append(node);
    if (!mine) {
      typing.hidden = true;
      if (ready && document.hidden) document.title = `(${++unread}) ${title}`;
    }
    if (!ready || stick) toEnd(node);
    else newest.hidden = false;
  }
  function drawPart(part, mine) {
    if (part.kind === "card") return drawCard(part);
    if (part.kind === "file") return [drawFile(part)];
    const nodes = part.text ? [prose("p", "bubble", part.text)] : [];
    if (part.kind === "choices" && !mine) nodes.push(...drawOptions(part));
    return nodes;
  }
  function drawFile(part) {
    const line = make("p", "bubble file", part.url ? "" : `${words.file}: ${part.name}`);
    if (part.url) {
      const link = make("a", "", part.name);
      link.href = part.url;
      link.download = part.name;
      line.append(make("span", "hidden", words.file), link);
    }
    return line;
  }
  function drawCard(part) {
    const card = make("div", "bubble card");
    if (part.title) card.append(make("h3", "", part.title));
    card.append(prose("p", "answer", part.text));
    if (part.basis.length || part.as_of) {
      const facts = make("dl");
      if (part.basis.length) {
        const acts = make("dd");
        acts.append(...part.basis.map((act) => make("span", "", act)));
        facts.append(make("dt", "", words.basis), acts);
      }
      if (part.as_of) facts.append(make("dt", "", words.asOf), make("dd", "", part.as_of.replaceAll("-", ". ") + "."));
      card.append(facts);
    }
    const safe = part.links.filter((link) => link.url.startsWith("https://"));
    if (safe.length) {
      const links = make("div", "links");
      for (const link of safe) {
        const anchor = make("a", "", link.label);
        anchor.href = link.url;
        anchor.target = "_blank";
        anchor.rel = "noopener noreferrer";
        links.append(anchor);
      }
      card.append(links);
    }
    return [card, ...drawOptions(part)];
  }
  function drawOptions(part) {
    if (!part.options.length) return [];
    const list = make("ul", "options");
    for (const option of part.options) {
      const button = make("button", "option");
      button.type = "button";
      if (option.number) {
        const number = make("b", "", String(option.number));
        number.setAttribute("aria-hidden", "true");
        button.append(number);
      }
      button.append(make("span", "", option.label));
      button.setAttribute("aria-pressed", "false");
      button.addEventListener("click", () => {
        for (const other of list.querySelectorAll("button")) other.setAttribute("aria-pressed", "false");
        button.setAttribute("aria-pressed", "true");
        say({ choice: option.key, label: option.label });
      });
      const row = make("li");
      row.append(button);
      list.append(row);
    }
    return [list];
  }
  function clear() {
    log.replaceChildren();
    shown.clear();
    shownClients.clear();
    lastDay = "";
  }

  /* ---- the stream ----------------------------------------------------------------------------------------------------------- */
  let stream = null, lastId = "", heard = 0, desk = { holder: "bot", ticket: "" }, linked = false, ever = false, tries = 0, reopen = 0;
  function open() {
    clearTimeout(reopen);
    if (stream) stream.close();
    heard = Date.now();
    const source = new EventSource(lastId ? `/chat/events?after=${encodeURIComponent(lastId)}` : "/chat/events");
    stream = source;
    const on = (name, react) => source.addEventListener(name, (event) => { heard = Date.now(); react(event); });
    on("open", () => { linked = ever = true; tries = 0; tell(); flush(); });
    on("message", (event) => { if (event.lastEventId) lastId = event.lastEventId; draw(JSON.parse(event.data)); });
    on("reset", () => { lastId = ""; clear(); });
    on("ready", () => { if (!ready) toEnd(); ready = true; log.setAttribute("aria-busy", "false"); });
    on("desk", (event) => { desk = JSON.parse(event.data); tell(); });
    on("ping", () => {});
    source.addEventListener("error", () => {
      linked = false;
      tell();
      if (source.readyState !== EventSource.CLOSED || source !== stream) return;
      reopen = setTimeout(async () => { await renew(); open(); }, Math.min(15_000, 1000 * 2 ** tries++));
    });
  }
  setInterval(() => { if (Date.now() - heard > SILENCE) { linked = false; tell(); open(); } }, 5000);

  function tell() {
    const trouble = !navigator.onLine ? words.offline : linked ? "" : ever ? words.lost : "";
    const number = desk.ticket ? ` ${words.number} ${desk.ticket}` : "";
    const calm = desk.holder === "counselor" ? words.held + number : desk.ticket ? words.waiting + number : "";
    const now = trouble || calm;
    line.classList.toggle("trouble", Boolean(trouble));
    if (line.textContent !== now) line.textContent = now;
    line.hidden = !now;
  }

  /* ---- the reader ----------------------------------------------------------------------------------------------------------- */
  const nearEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 120;
  function toEnd(node) {
    newest.hidden = true;
    // A reply longer than the window is shown from its beginning.
    if (node && ready && node.offsetHeight > scroll.clientHeight * 0.8) scroll.scrollTop += node.getBoundingClientRect().top - scroll.getBoundingClientRect().top - 8;
    else scroll.scrollTop = scroll.scrollHeight;
  }
  let patience = 0;
  function expectAnswer() {
    if (desk.holder === "counselor") return;
    const stick = nearEnd();
    typing.hidden = false;
    clearTimeout(patience);
    patience = setTimeout(() => { typing.hidden = true; }, 10_000);
    if (stick) toEnd();
  }
  function grow() {
    text.style.height = "auto";
    text.style.height = `${text.scrollHeight}px`;
  }
  const remember = () => { try { sessionStorage.setItem(DRAFT, text.value); } catch { /* only a convenience */ } };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const written = text.value.trim();
    if (!written) { text.focus(); return; }
    say({ text: written });
    text.value = "";
    remember();
    grow();
    text.focus();
  });
  text.addEventListener("keydown", (event) => {
    // While Hangul is being composed, Enter belongs to the input method.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    form.requestSubmit();
  });
  text.addEventListener("input", () => { grow(); remember(); });
  at("handoff").addEventListener("click", () => say({ text: words.handoff }));
  for (const starter of document.querySelectorAll(".starter")) starter.addEventListener("click", () => { say({ text: starter.textContent }); text.focus(); });
  newest.addEventListener("click", () => { toEnd(); text.focus(); });
  scroll.addEventListener("scroll", () => { if (nearEnd()) newest.hidden = true; }, { passive: true });
  window.addEventListener("online", () => { open(); flush(); });
  window.addEventListener("offline", () => { linked = false; tell(); });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    unread = 0;
    document.title = title;
    if (!linked) open();
    flush();
  });

  try { text.value = sessionStorage.getItem(DRAFT) || ""; } catch { /* only a convenience */ }
  grow();
  for (const item of kept()) { showWaiting(item); if (item.failed) showFailed(item); }
  if (matchMedia("(pointer: fine)").matches) text.focus();
  open();
})();
