/* What choosing words of an article offers: to copy them with an address that leads to them, and to
   quote them in a comment, for whoever may write one. A bar at the window's lower edge, so that
   nothing on the page moves; Tab leads to it, Escape closes it. */

const EDGE_WORDS = 5; // of each end of a long passage in its address
const WHOLE_WORDS = 12; // passages as short as this are in their address as they are
const QUOTE_CHARS = 300; // of a passage in a comment
const PAUSE_MS = 250; // choosing goes on until nothing has changed for so long

/* Return chosen words as an address names them: whole words, of one line each. */
export function fragment(chosen) {
  const lines = chosen.split("\n").map((line) => line.trim().split(/\s+/).filter(Boolean)).filter((line) => line.length);
  if (!lines.length) return "";
  const code = (words) => encodeURIComponent(words.join(" ")).replaceAll("-", "%2D");
  const [first, last] = [lines[0], lines.at(-1)];
  if (lines.length === 1 && first.length <= WHOLE_WORDS) return `#:~:text=${code(first)}`;
  return `#:~:text=${code(first.slice(0, EDGE_WORDS))},${code(last.slice(-EDGE_WORDS))}`;
}

/* Return a range's words, with the whole of those at its ends: an address finds whole words alone. */
function whole(range) {
  const wide = range.cloneRange();
  const [start, end] = [range.startContainer, range.endContainer];
  if (start.nodeType === Node.TEXT_NODE) {
    let at = range.startOffset;
    while (at > 0 && /\S/.test(start.data[at - 1]) && /\S/.test(start.data[at] ?? " ")) at -= 1;
    wide.setStart(start, at);
  }
  if (end.nodeType === Node.TEXT_NODE) {
    let at = range.endOffset;
    while (at > 0 && at < end.data.length && /\S/.test(end.data[at]) && /\S/.test(end.data[at - 1])) at += 1;
    wide.setEnd(end, at);
  }
  return wide;
}

/* Return a range's text: a new line for each block, footnotes' marks left out. */
function words(range) {
  const copy = range.cloneContents();
  copy.querySelectorAll("sup, .part-end, [hidden]").forEach((mark) => mark.remove());
  copy.querySelectorAll("p, li, h2, h3, blockquote, figcaption, tr, pre").forEach((block) => block.append("\n"));
  return copy.textContent.replace(/[ \t]*\n\s*/g, "\n").trim();
}

/* Offer what can be done with chosen words, from now on whenever some are chosen. */
export function offer(text, said) {
  const bar = document.createElement("div");
  bar.className = "quote-bar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", said.quoteLabel);
  bar.hidden = true;
  const line = document.createElement("span");
  line.setAttribute("role", "status");
  const buttons = [];
  let chosen = "";
  let timer = 0;

  function button(name, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "quiet";
    made.textContent = name;
    made.addEventListener("pointerdown", (event) => event.preventDefault()); // what is chosen stays
    made.addEventListener("click", act);
    buttons.push(made);
    bar.append(made);
  }

  async function copy() {
    const url = location.href.split("#")[0] + fragment(chosen);
    await navigator.clipboard.writeText(`“${chosen}”\n${url}`);
    line.textContent = said.quoteCopied;
  }

  function comment() {
    const field = document.getElementById("comment-text");
    if (!field) return;
    const signs = [...chosen.replace(/\s+/g, " ")];
    const cut = signs.length > QUOTE_CHARS ? `${signs.slice(0, QUOTE_CHARS).join("")}…` : signs.join("");
    const before = field.value && !field.value.endsWith("\n") ? `${field.value}\n` : field.value;
    const all = `${before}“${cut}”\n`;
    if (all.length > field.maxLength) return;
    field.value = all;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    hide();
    document.getSelection().removeAllRanges();
    field.focus();
  }

  function hide() {
    if (bar.contains(document.activeElement)) document.activeElement.blur();
    bar.hidden = true;
    line.textContent = "";
  }

  function look() {
    const selection = document.getSelection();
    const isInText = !selection.isCollapsed && text.contains(selection.anchorNode) && text.contains(selection.focusNode);
    const now = isInText ? words(whole(selection.getRangeAt(0))) : "";
    if (!now) return void (bar.contains(document.activeElement) || hide());
    if (now === chosen && !bar.hidden) return;
    chosen = now;
    bar.hidden = false;
    line.textContent = said.quoteHint;
  }

  if (navigator.clipboard) button(said.quoteCopy, () => copy().catch(() => {}));
  if (document.getElementById("comment-text")) button(said.quoteComment, comment);
  if (!buttons.length) return;
  bar.append(line);
  text.after(bar);
  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE_MS);
  });
  document.addEventListener("keydown", (event) => {
    if (bar.hidden) return;
    if (event.key === "Escape") hide();
    const isElsewhere = event.target !== document.body && event.target.id !== "main";
    if (event.key !== "Tab" || event.shiftKey || isElsewhere) return;
    event.preventDefault();
    buttons[0].focus();
  });
  look();
}
