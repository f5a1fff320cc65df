/* Fetches htmx when somebody first turns to a form that it serves: most readers only read. A form
   that is sent sooner waits for it; where it cannot be had, the browser sends the form itself.
   What a page names as its aids is fetched when somebody first points, goes on by keys or chooses. */
"use strict";

(() => {
  const BELL_MS = 60_000;
  const SERVED = "form[data-hx-post]";
  const LINKS = "a[data-hx-get]"; // before htmx is here they lead to a page, as any link
  const { htmx } = document.currentScript.dataset;
  const turns = ["pointerover", "pointerdown", "focusin"];
  let script = null;
  let held = null; // the form that waits, and its button

  function turned({ target }) {
    if (target.closest?.(`${SERVED}, ${LINKS}`)) load();
  }

  /* It looks for its forms when it runs, once the page is complete. */
  function load() {
    if (script || document.readyState !== "complete") return;
    script = document.createElement("script");
    script.src = htmx;
    script.onload = script.onerror = end;
    document.head.append(script);
  }

  function hold(event) {
    if (!event.target.matches(SERVED)) return;
    load();
    if (!script) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    held ||= { form: event.target, button: event.submitter };
  }

  function end() {
    turns.forEach((name) => document.removeEventListener(name, turned));
    document.removeEventListener("submit", hold, true);
    if (held?.form.isConnected) held.form.requestSubmit(held.button);
  }

  /* Whoever came to read is told of news a minute later: a first visit does not wait for it. */
  const bell = document.querySelector("[data-bell]");
  if (bell) setTimeout(() => import(bell.dataset.bell).catch(() => {}), BELL_MS);

  const aids = document.querySelector("[data-aids]");
  const stirs = [...turns, "selectionchange"];

  function stirred() {
    if (document.readyState !== "complete") return;
    stirs.forEach((name) => document.removeEventListener(name, stirred));
    import(aids.dataset.aids).catch(() => {});
  }

  /* What htmx asks for again and again waits while nobody looks at the page. */
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (document.hidden && event.target.matches("[data-when-visible]")) event.preventDefault();
  });
  if (aids) stirs.forEach((name) => document.addEventListener(name, stirred));
  turns.forEach((name) => document.addEventListener(name, turned));
  document.addEventListener("submit", hold, true);
})();
