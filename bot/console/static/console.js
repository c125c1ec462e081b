"use strict";
/* Keeps the console's pages fresh. The pages work without this file; it only fetches the same server-written fragments again when the
   event stream says that the tables have changed, and sends forms without leaving the page. */
(() => {
  const { events, queue, ticket, lost, failed, ended } = document.body.dataset;
  const at = (id) => document.getElementById(id);
  const title = document.title;
  const line = at("line"), flash = at("flash");

  const tell = (words) => { line.textContent = words; line.hidden = !words; };
  const freshKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

  let fading = 0;
  function fade(soon) { // what went wrong stays until the next press
    clearTimeout(fading);
    if (soon) fading = setTimeout(() => flash.replaceChildren(), 6000);
  }

  /* ---- fragments ------------------------------------------------------------------------------------------------------------ */
  const running = new Map();
  let active = false; // somebody is at the keyboard: this keeps the session open, the page alone does not
  for (const sign of ["keydown", "pointerdown"]) document.addEventListener(sign, () => { active = true; }, { passive: true });
  async function refresh(id, address) {
    if (!address || !at(id)) return;
    if (running.has(id)) { running.set(id, true); return; } // one more round when this one is done
    running.set(id, false);
    try {
      const sign = active ? "active" : "passive";
      active = false;
      const answer = await fetch(address, { headers: { "x-dure-fragment": sign } });
      if (answer.status === 401) tell(ended);
      else if (answer.ok) put(id, await answer.text());
    } catch { tell(lost); }
    const again = running.get(id);
    running.delete(id);
    if (again) refresh(id, address);
  }
  function put(id, html) {
    const place = at(id), focus = place.contains(document.activeElement) ? document.activeElement.id : "";
    const choice = at("to") ? at("to").value : "";
    const old = at("thread"), stick = !old || old.scrollHeight - old.scrollTop - old.clientHeight < 80, top = old ? old.scrollTop : 0;
    place.innerHTML = html; // written by our own templates, which escape everything
    if (focus && at(focus)) at(focus).focus();
    if (choice && at("to")) at("to").value = choice;
    const thread = at("thread");
    if (id === "ticket" && thread) thread.scrollTop = stick ? thread.scrollHeight : top;
    settle();
  }
  let waiting = -1;
  function settle() {
    const list = document.querySelector(".queue");
    if (list) {
      const count = Number(list.dataset.waiting);
      document.title = count ? `(${count}) ${title}` : title;
      if (waiting >= 0 && count > waiting) {
        const news = document.createElement("p");
        news.textContent = document.body.dataset.new;
        flash.replaceChildren(news);
        fade(true);
      }
      waiting = count;
    }
    const thread = at("thread"), composer = at("composer");
    if (thread && composer) {
      const may = thread.dataset.reply === "yes";
      composer.querySelector(".main.for-reply").disabled = !may;
      composer.querySelector(".locked").hidden = may;
    }
  }
  const refreshAll = () => { refresh("queue", queue); refresh("ticket", ticket); };

  /* ---- the stream ----------------------------------------------------------------------------------------------------------- */
  let stream = null, heard = Date.now(), tries = 0, timer = 0, over = false;
  function open() {
    if (over) return;
    clearTimeout(timer);
    if (stream) stream.close();
    const source = stream = new EventSource(events);
    const on = (name, react) => source.addEventListener(name, () => { heard = Date.now(); react(); });
    on("open", () => { tries = 0; tell(""); });
    on("queue", () => refresh("queue", queue));
    on("ticket", () => refresh("ticket", ticket));
    on("ping", () => {});
    on("ended", () => { over = true; source.close(); tell(ended); });
    source.addEventListener("error", () => {
      tell(lost);
      if (source.readyState !== EventSource.CLOSED || source !== stream) return;
      timer = setTimeout(() => { open(); refreshAll(); }, Math.min(15_000, 1000 * 2 ** tries++));
    });
  }
  if (events) {
    open();
    setInterval(() => { if (Date.now() - heard > 40_000) { heard = Date.now(); open(); } }, 5000);
    setInterval(() => refresh("queue", queue), 60_000); // waiting times grow
    document.addEventListener("visibilitychange", () => { if (!document.hidden) refreshAll(); });
  }

  /* ---- forms ---------------------------------------------------------------------------------------------------------------- */
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-live]")) return;
    event.preventDefault();
    if (form.dataset.busy) return;
    form.dataset.busy = "1";
    try {
      const answer = await fetch(form.getAttribute("action"), { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "x-dure-fragment": "active" } });
      if (answer.status === 401) { tell(ended); return; }
      const words = await answer.text();
      if (!words) throw new Error(String(answer.status));
      flash.innerHTML = words; // our own template again
      fade(answer.ok);
      if (answer.ok && form.elements.text) { form.elements.text.value = ""; form.elements.text.focus(); }
      // What was done or refused is finished; the next press is a new one.
      form.elements.key.value = freshKey();
      refreshAll();
    } catch {
      const news = document.createElement("p");
      news.className = "problem";
      news.textContent = failed; // same key: pressing again cannot do it twice
      flash.replaceChildren(news);
      fade(false);
    } finally {
      delete form.dataset.busy;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.id === "text") event.target.form.requestSubmit();
  });

  const thread = at("thread");
  if (thread) thread.scrollTop = thread.scrollHeight;
  settle();
  fade(!flash.querySelector(".problem"));
})();
