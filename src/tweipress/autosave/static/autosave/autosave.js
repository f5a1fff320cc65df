/* Autosave (adr/0050): sends what is typed in a form every few seconds, keeps in this browser,
   sealed, what could not be sent, and offers it on return. It knows the form's fields and its `input`
   events, and nothing of the editor that fills them. Its sentences are data attributes of its box. */
"use strict";

(() => {
  const EVERY_MS = 3000; // from the first unsent change to the sending
  const LOCAL_MS = 300; // from a change to its copy in this browser
  const AGAIN_MS = 4000;
  const AGAIN_MAX_MS = 120_000;
  const SLEPT_MS = 60_000; // a window that was away longer asks whether a newer version is there
  const KEPT_MS = 30 * 24 * 3600 * 1000; // as long as the site knows that a page's text was saved
  const ALIVE_BYTES = 60_000; // of what is sent while the page goes, as browsers allow
  const STORE = "tweipress.unsent.";
  const OURS = ["csrfmiddlewaretoken", "copy", "opened", "turn", "writer", "do"];

  const box = document.querySelector("[data-autosave]");
  const form = box && document.getElementById(box.dataset.form);
  if (!form) return;
  const line = box.querySelector("[data-autosave-line]");
  const trouble = box.querySelector("[data-autosave-trouble]");
  const field = (name) => form.elements.namedItem(name);
  const mine = `${STORE}${field("writer").value}.${box.dataset.subject}.`;
  const here = mine + field("copy").value;
  const isSealed = Boolean(globalThis.crypto?.subtle); // browsers have it over HTTPS alone
  const sealing = seal();

  const shownTurn = +field("turn").value; // what the site had of this page when it was shown

  let typed = "unsent" in box.dataset ? 1 : 0; // how often something was typed
  let taken = 0; // how often it had been when the site took it last
  let local = ""; // what this browser has
  let running = null; // the request under way
  let timer = 0;
  let localTimer = 0;
  let again = AGAIN_MS;
  let heard = Date.now(); // when the site last answered
  let isWaiting = false; // a person has pressed a button, and the page has not gone yet
  let isGoing = false;

  const isUnsent = () => typed !== taken;

  /* Return what the form holds, without what changes with every request. */
  function text() {
    const data = new URLSearchParams(new FormData(form));
    for (const name of OURS) data.delete(name);
    return data.toString().replaceAll("%00", "");
  }

  /* Return a text with what says whose and which it is. Turns are times, so they grow. */
  function body(words, copy, turn) {
    const data = new URLSearchParams(words);
    data.set("csrfmiddlewaretoken", field("csrfmiddlewaretoken").value);
    data.set("writer", field("writer").value);
    data.set("copy", copy);
    data.set("turn", turn);
    if (copy === field("copy").value) data.set("opened", field("opened").value);
    return data;
  }

  function nextTurn() {
    field("turn").value = Math.max(Date.now(), +field("turn").value + 1);
    return field("turn").value;
  }

  /* Say how it went: the line is quiet, trouble is read out once. */
  function say(quiet, loud, link = "") {
    if (quiet) line.textContent = quiet;
    if (trouble.textContent !== loud) trouble.textContent = loud;
    for (const each of box.querySelectorAll("[data-autosave-link]"))
      if (each.dataset.autosaveLink !== "open") each.parentNode.hidden = each.dataset.autosaveLink !== link;
  }

  /* Ask the site; return status, data and when to try again. A token of another sign-in is changed. */
  async function ask(data, signal, isSecond = false) {
    let answer;
    try {
      const response = await fetch(box.dataset.autosave, {
        method: "POST", body: data, signal, headers: { Accept: "application/json" },
      });
      const { status, headers } = response;
      answer = { status, wait: 1000 * headers.get("Retry-After"), data: await json(response) };
    } catch {
      return { status: 0, wait: 0, data: null };
    }
    heard = Date.now();
    if (answer.status !== 403 || answer.data || isSecond) return answer;
    const state = await look();
    if (!state) return { ...answer, status: state === null ? 401 : 0 };
    data.set("csrfmiddlewaretoken", state.token);
    return ask(data, signal, true);
  }

  async function json(response) {
    const isData = response.headers.get("Content-Type")?.includes("json");
    return isData ? response.json() : (await response.text(), null);
  }

  /* Ask for this sign-in's token, and whether a newer version is there; null if nobody is signed in. */
  async function look() {
    try {
      const response = await fetch(`${box.dataset.autosave}?base=${field("base").value}`);
      heard = Date.now();
      if (!response.ok) return response.status === 401 ? null : undefined;
      const state = await response.json();
      field("csrfmiddlewaretoken").value = state.token;
      return state;
    } catch {
      return undefined;
    }
  }

  /* Send what the form holds, one request at a time; return the answer's status. */
  async function send() {
    clearTimeout(timer);
    timer = 0;
    if (running) return running.done;
    const stop = new AbortController();
    const turn = nextTurn();
    const count = typed;
    running = { stop };
    running.done = ask(body(text(), field("copy").value, turn), stop.signal).then((answer) => {
      running = null;
      return stop.signal.aborted ? -1 : took(answer, count, +turn);
    });
    return running.done;
  }

  /* Take an answer in: the site has these words, or why it has not. */
  function took({ status, wait, data }, count, turn) {
    if (status === 200 && data.turn > turn) { // this browser's clock was set back: send once more
      field("turn").value = data.turn;
      plan(EVERY_MS);
      return status;
    }
    if (status === 200) {
      taken = count;
      again = AGAIN_MS;
      say(data.said, data.newer);
      if (isUnsent()) plan(EVERY_MS);
      else drop(here);
      return status;
    }
    const said = box.dataset;
    const offline = isSealed ? said.offline : said.bare;
    const loud = status === 401 ? said.signedOut : status === 0 ? offline : data?.sentence || said.failed;
    say("", loud, status === 401 ? "sign-in" : "");
    plan(Math.max(wait, again));
    again = Math.min(2 * again, AGAIN_MAX_MS);
    return status;
  }

  function plan(ms) {
    if (!timer) timer = setTimeout(send, ms);
  }

  /* What could not be sent stays in this browser, sealed with a key that only its writer's pages have. */
  async function seal() {
    if (!isSealed) return null;
    const key = Uint8Array.from(atob(box.dataset.seal), (sign) => sign.charCodeAt(0));
    return crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt", "decrypt"]);
  }

  async function keep() {
    localTimer = 0;
    const key = await sealing;
    const words = text();
    if (!key || !isUnsent() || words === local) return;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const turn = Math.max(Date.now(), +field("turn").value);
    const plain = new TextEncoder().encode(`${turn} ${words}`);
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, plain);
    try {
      localStorage.setItem(here, JSON.stringify({ at: Date.now(), iv: coded(iv), sealed: coded(sealed) }));
      local = words;
      if (!isUnsent()) drop(here);
    } catch {} // it is full or forbidden: the page still has the words
  }

  function drop(name) {
    try {
      localStorage.removeItem(name);
    } catch {}
    if (name === here) local = "";
  }

  const coded = (bytes) => btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(""));
  const bytes = (code) => Uint8Array.from(atob(code), (sign) => sign.charCodeAt(0));

  /* Send what other pages of this member left here, and offer it; forget what is old. */
  async function bringBack() {
    const key = await sealing;
    if (!key) return;
    for (const name of Object.keys(localStorage).filter((each) => each.startsWith(STORE))) {
      let words;
      let turn;
      try {
        const { at, iv, sealed } = JSON.parse(localStorage.getItem(name));
        if (!(Date.now() - at < KEPT_MS)) throw new Error("old");
        if (!name.startsWith(mine)) continue;
        const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(iv) }, key, bytes(sealed));
        [, turn, words] = new TextDecoder().decode(plain).match(/^(\d+) (.*)$/s);
      } catch {
        drop(name); // too old, or of another key of the site: nobody can open it
        continue;
      }
      if (name === here && +turn <= shownTurn) {
        drop(name);
        continue;
      }
      const copy = name === here ? crypto.randomUUID() : name.slice(mine.length);
      const answer = await ask(body(words, copy, turn));
      if (answer.status !== 200) continue;
      drop(name);
      if (answer.data.saved) continue;
      const link = box.querySelector('[data-autosave-link="open"]');
      link.href = answer.data.open;
      link.parentNode.hidden = false;
    }
  }

  /* A window that comes back sends what it has, or looks whether it is still up to date. */
  function wake() {
    if (document.visibilityState !== "visible" || isWaiting) return;
    again = AGAIN_MS;
    if (isUnsent()) send();
    else if (Date.now() - heard > SLEPT_MS) look().then((state) => state?.newer && say("", state.newer));
  }

  form.addEventListener("input", () => {
    isGoing = false;
    typed += 1;
    plan(EVERY_MS);
    localTimer ||= setTimeout(keep, LOCAL_MS);
  });

  /* A button waits until the site has the words, and stays where it is if nobody is there to take them. */
  form.addEventListener("submit", async (event) => {
    if (isGoing) return;
    event.preventDefault();
    if (isWaiting) return;
    isWaiting = true;
    running?.stop.abort();
    await running?.done;
    await keep();
    const status = await send();
    isWaiting = false;
    if (status === 0 || status === 401 || status === 403) return;
    isGoing = true;
    nextTurn();
    form.requestSubmit(event.submitter);
  });

  addEventListener("beforeunload", (event) => {
    if (!isGoing && isUnsent()) event.preventDefault();
  });
  addEventListener("pagehide", () => {
    const data = body(text(), field("copy").value, nextTurn());
    if (isGoing || !isUnsent() || data.toString().length > ALIVE_BYTES) return;
    fetch(box.dataset.autosave, { method: "POST", body: data, keepalive: true }).catch(() => {});
  });
  addEventListener("pageshow", () => { isGoing = false; });
  addEventListener("online", wake);
  addEventListener("focus", wake);
  document.addEventListener("visibilitychange", wake);
  if (isUnsent()) plan(EVERY_MS);
  bringBack();
})();
