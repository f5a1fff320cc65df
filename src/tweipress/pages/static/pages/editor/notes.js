/* Notes below the editor: shows their forms, marks in the text what open ones quote, and takes the
   words of a new one from what is chosen in the text. The marks are highlights of the browser, which
   change nothing in the document; a browser without them shows the quotes in the list alone. */

const QUIET_MS = 300; // between two keys of a typist nothing is marked anew
const BLOCKS = "p, h2, h3, li, td, th, pre, figure, [data-label]";

const place = document.querySelector("[data-place]");
const area = document.querySelector("#text-form textarea.prose");
const board = () => document.getElementById("notes");
let chosen = "";
let timer = 0;

/* The words of a block on one line, and for each sign the text node and the place in it. */
function words(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const signs = [];
  let text = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest(BLOCKS) !== block) continue;
    for (let at = 0; at < node.data.length; at += 1) {
      const sign = /\s/.test(node.data[at]) ? " " : node.data[at];
      if (sign === " " && (!text || text.endsWith(" "))) continue;
      text += sign;
      signs.push([node, at]);
    }
  }
  return { text, signs };
}

/* The place of a quote in the blocks: where the words before it stand too, else where it is first. */
function range(blocks, { quote, before }) {
  for (const start of [before, ""])
    for (const { text, signs } of blocks) {
      const at = text.indexOf(start + quote);
      if (at < 0) continue;
      const from = at + start.length;
      const marked = new Range();
      const [last, end] = signs[from + quote.length - 1];
      marked.setStart(...signs[from]);
      marked.setEnd(last, end + 1);
      return marked;
    }
  return null;
}

function mark() {
  if (!place || !CSS.highlights) return;
  const quotes = [...board().querySelectorAll("[data-quote]")];
  const blocks = quotes.length ? [...place.querySelectorAll(BLOCKS)].map(words) : [];
  const ranges = quotes.map(({ dataset }) => range(blocks, dataset)).filter(Boolean);
  CSS.highlights.set("note", new Highlight(...ranges));
  board().dataset.marked = ranges.length;
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(mark, QUIET_MS);
}

function show() {
  board().querySelectorAll("[data-scripted]").forEach((each) => (each.hidden = false));
  mark();
}

/* A note is about one paragraph: of more, the first is taken. */
document.addEventListener("selectionchange", () => {
  let now = "";
  if (document.activeElement === area && area) now = area.value.slice(area.selectionStart, area.selectionEnd);
  else if (place?.contains(getSelection().anchorNode)) now = getSelection().toString();
  now = now.split("\n").map((line) => line.trim()).find(Boolean);
  if (now) chosen = now;
});

document.addEventListener("click", ({ target }) => {
  if (!target.closest("[data-take]")) return;
  const quote = document.getElementById("note-quote");
  quote.value = chosen.slice(0, quote.maxLength);
  (chosen ? document.getElementById("note-text") : quote).focus();
});

document.addEventListener("htmx:afterSwap", show);
if (place) new MutationObserver(later).observe(place, { childList: true, subtree: true, characterData: true });
show();
