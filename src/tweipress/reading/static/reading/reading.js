/* Proof of reading (docs/reading.md): start reading when the article is in view, prove one part after
   another, and keep the live line up to date. The script watches which parts are in the window, and
   nothing else. Its sentences come from the panel's data attributes. */
"use strict";

(() => {
  const TICK_MS = 500;
  const LINE_MS = 5000; // least time between changes of the live line: screen readers speak each one
  const RETRY_MS = 5000;
  const TOO_EARLY = 425;
  const TOO_MANY = 429;

  const store = "reading:" + location.pathname;
  const ends = document.querySelectorAll("[data-part-end]");
  const inView = new Set(); // numbers of the parts that are in the window now
  const seen = new Set(); // numbers of the parts that have been in the window
  let panel = document.querySelector("[data-reading]");
  let course = null; // session, token, next index, sections (how many parts); total, left, wait in ms
  let since = 0; // when `left` and `wait` were as they say
  let busyUntil = 0;
  let saidAt = 0;
  if (!panel) return;

  const now = () => performance.now();
  const isDone = () => course.index > course.sections;

  /* Take the course from the panel, or from this tab's storage if that is further in the same session. */
  function bind() {
    const { session, token, ...data } = panel.dataset;
    const puzzle = panel.querySelector("[data-puzzle]");
    if (puzzle) solve(puzzle);
    course = null;
    if (!session) return;
    course = { session, token };
    for (const name of ["index", "sections", "total", "left", "wait"]) course[name] = +data[name];
    try {
      const kept = JSON.parse(sessionStorage.getItem(store));
      if (kept.session === session && kept.index > course.index) course = kept;
    } catch {} // nothing is stored, or storage is forbidden
    show();
  }

  /* Have a puzzle solved; a form that is sent before its script is there waits for it. */
  function solve(puzzle) {
    const form = puzzle.closest("form");
    let held = null;
    const hold = (event) => {
      event.preventDefault();
      held = event;
    };
    form.addEventListener("submit", hold);
    import(puzzle.dataset.script).then(({ solveAll }) => solveAll(), () => {}).then(() => {
      form.removeEventListener("submit", hold);
      if (held) form.requestSubmit(held.submitter);
    });
  }

  /* Show the panel that an answer contains; return whether it contained one. */
  function swap(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    const fresh = template.content.querySelector("[data-reading]");
    if (!fresh) return false;
    panel.replaceWith(fresh);
    panel = fresh;
    bind();
    return true;
  }

  /* Bring the page up to date with the course. */
  function show() {
    since = now();
    for (const end of ends) {
      const isNext = +end.dataset.partEnd === course.index;
      if (!isNext && end.contains(document.activeElement)) follow();
      end.hidden = !isNext;
      end.classList.add("visually-hidden");
    }
    for (const field of panel.querySelectorAll("[name=token]")) field.value = course.token;
    for (const button of panel.querySelectorAll("[data-rate] button")) button.disabled = !isDone();
    say(true);
  }

  /* Move the focus to the next part: the button that has it is about to be hidden. */
  function follow() {
    const next = document.querySelector(`[data-part="${course.index}"]`) || panel;
    next.tabIndex = -1;
    next.focus({ preventScroll: next !== panel });
  }

  /* Write the live line, at once or if it has not changed for a while. */
  function say(atOnce) {
    const line = panel.querySelector("[data-live]");
    if (!line || (!atOnce && now() - saidAt < LINE_MS)) return;
    saidAt = now();
    const left = course.left - Math.min(now() - since, course.wait);
    const unread = seen.has(course.index) || isDone() ? left : course.left;
    const percent = Math.floor((100 * (course.total - unread)) / (course.total || 1));
    const text = isDone() ? line.dataset.done : line.dataset.going;
    line.textContent = text.replace("{percent}", percent).replace("{left}", Math.ceil(left / 1000));
  }

  /* Send a form and return the answer with its text; null if it failed, and then nothing is sent for
     a while. Until the text is there too nothing else is sent. */
  async function post(form, fields) {
    const body = new URLSearchParams(new FormData(form));
    for (const name in fields) body.set(name, fields[name]);
    busyUntil = Infinity;
    let answer = null;
    try {
      const sent = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } });
      const { ok, status, headers } = sent;
      answer = { ok, status, headers, text: await sent.text() };
    } catch {}
    if (answer?.status >= 500) answer = null;
    busyUntil = answer ? 0 : now() + RETRY_MS;
    return answer;
  }

  /* Start reading, and show the panel that comes back. */
  async function start(form) {
    const answer = await post(form);
    if (!answer || swap(answer.text)) return;
    if (answer.status === TOO_MANY) rest(answer);
    else delete form.dataset.auto;
  }

  /* Wait as long as the answer says: too many forms were sent from here or from this network. */
  function rest(answer) {
    busyUntil = Math.max(now() + 1000 * answer.headers.get("Retry-After"), now() + RETRY_MS);
  }

  /* Prove the next part, and go on with the token that comes back. */
  async function prove() {
    const sent = course;
    const { token, index } = sent;
    const answer = await post(panel.querySelector("[data-proof]"), { token, index });
    if (!answer || course !== sent) return;
    if (answer.ok) {
      Object.assign(course, JSON.parse(answer.text));
      try {
        sessionStorage.setItem(store, JSON.stringify(course));
      } catch {}
      show();
    } else if (answer.status === TOO_EARLY) {
      const wait = 1000 * JSON.parse(answer.text).wait_s;
      course.left += wait - course.wait;
      course.wait = wait;
      since = now();
    } else if (answer.status === TOO_MANY) {
      rest(answer);
    } else if (!swap(answer.text)) {
      course = null;
      const line = panel.querySelector("[data-live]");
      line.textContent = line.dataset.lost;
    }
  }

  /* Start reading or prove a part when it is time, and keep the live line. */
  function tick() {
    if (document.visibilityState !== "visible") return;
    inView.forEach((number) => seen.add(number));
    const idle = now() >= busyUntil;
    const form = panel.querySelector("[data-auto]");
    const isSolved = form?.elements.puzzle?.value !== "";
    if (form && isSolved && idle && inView.size) start(form);
    if (!course) return;
    const ready = !isDone() && seen.has(course.index) && now() - since >= course.wait;
    if (ready && idle) prove();
    say();
  }

  /* A part counts as seen once half of it was in view, or it filled half the window. */
  const observer = new IntersectionObserver((entries) => {
    for (const { target, intersectionRatio, intersectionRect } of entries) {
      const isIn = intersectionRatio >= 0.5 || intersectionRect.height >= innerHeight / 2;
      inView[isIn ? "add" : "delete"](+target.dataset.part);
    }
  }, { threshold: Array.from({ length: 41 }, (_, step) => step / 40) });
  document.querySelectorAll("[data-part]").forEach((part) => observer.observe(part));

  /* The button at the end of a part counts too. It is visible only while it has the focus. */
  for (const end of ends) {
    end.addEventListener("focusin", () => end.classList.remove("visually-hidden"));
    end.addEventListener("focusout", () => end.classList.add("visually-hidden"));
    end.addEventListener("click", (event) => {
      event.preventDefault();
      seen.add(+end.dataset.partEnd);
      if (course) say(true);
    });
  }

  bind();
  setInterval(tick, TICK_MS);
})();
