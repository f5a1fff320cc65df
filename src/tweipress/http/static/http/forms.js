/* Fetches htmx when somebody first turns to a form that it serves: most readers only read. A form
   that is sent sooner waits for it; where it cannot be had, the browser sends the form itself. */
"use strict";

(() => {
  const SERVED = "form[data-hx-post]";
  const { htmx } = document.currentScript.dataset;
  const turns = ["pointerover", "pointerdown", "focusin"];
  let script = null;
  let held = null; // the form that waits, and its button

  function turned({ target }) {
    if (target.closest?.(SERVED)) load();
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

  turns.forEach((name) => document.addEventListener(name, turned));
  document.addEventListener("submit", hold, true);
})();
