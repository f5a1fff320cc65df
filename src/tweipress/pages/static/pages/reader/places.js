/* Keeps a member's place in an article (adr/0064): the part and the paragraph, sent when scrolling
   stops and when the page goes. It is on the page only for members who chose it. */
"use strict";

(() => {
  const PAUSE_MS = 3000; // without scrolling, until a place is sent
  const script = document.currentScript;
  const loaded = Date.now();
  const served = +script.dataset.served; // when the site made this page, by the site's clock
  const pieces = [...document.querySelectorAll("[data-part]")].flatMap((part) =>
    [...part.children].filter((piece) => !piece.matches("#here, .part-end"))
      .map((piece, at) => ({ piece, name: `${part.dataset.part}-${at}` })));
  let sent = "";
  let timer = 0;
  let isMoved = false;
  if (!pieces.length) return;

  /* Return the first paragraph that is not above the window's upper quarter; nothing at the start. */
  function place() {
    const bottom = ({ piece }) => piece.getBoundingClientRect().bottom;
    if (bottom(pieces.at(-1)) <= innerHeight) return "end";
    const at = pieces.findIndex((each) => bottom(each) > innerHeight / 4);
    return at > 0 ? pieces[at].name : "";
  }

  function send() {
    clearTimeout(timer);
    const name = isMoved ? place() : "";
    if (!name || name === sent) return;
    sent = name;
    const csrfmiddlewaretoken = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const body = new URLSearchParams({ csrfmiddlewaretoken, place: name, at: served + Date.now() - loaded });
    const again = () => { if (sent === name) sent = ""; };
    fetch(script.dataset.place, { method: "POST", body, keepalive: true })
      .then(({ ok }) => ok || again()).catch(again);
  }

  addEventListener("scroll", () => {
    isMoved = true;
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE_MS);
  }, { passive: true });
  addEventListener("pagehide", send);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && send());
})();
