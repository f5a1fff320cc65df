/* Keeps the number of unread notifications in the masthead up to date while its page is looked at. */
"use strict";

(() => {
  const EVERY_MS = 60_000;
  const shown = document.querySelector("[data-unread]");
  if (!shown) return;

  async function look() {
    if (document.hidden) return;
    try {
      const answer = await fetch(shown.dataset.unread, { redirect: "error" });
      if (answer.ok) shown.textContent = await answer.text();
    } catch {
      // the network is away: what is shown stands
    }
  }

  setInterval(look, EVERY_MS);
  document.addEventListener("visibilitychange", look);
})();
