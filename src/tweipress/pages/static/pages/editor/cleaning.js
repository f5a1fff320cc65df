/* What word processors put on the clipboard, as plain HTML of our blocks.

   The content policy empties style attributes of whatever is parsed here, so they get another name
   first: Google Docs has bold, italics and their absence in them alone (its whole text is in a <b>
   that is not bold), Word the levels of lists, which are paragraphs there. */
import { assembled } from "./pieces.js";

const SHEET = /<(style|script)\b[\s\S]*?<\/\1\s*>/gi; // the policy would report them
const TAG = /<[a-z](?:[^<>"']|"[^"]*"|'[^']*')*>/gi;
const STYLE = /\sstyle(?=\s*=)/gi;
const HANDLER = /\son\w+(?=\s*=)/gi;
const GONE = new Set(["SCRIPT", "STYLE", "HEAD", "TITLE", "XML", "TEMPLATE", "NOSCRIPT"]);
const BLOCKS = new Set(
  ("ADDRESS ARTICLE ASIDE BODY BLOCKQUOTE DD DIV DL DT FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 H5 H6 " +
    "HEADER HR LI MAIN NAV OL P PRE SECTION TABLE UL").split(" "),
);
const CODES = new Set(["CODE", "KBD", "SAMP", "TT"]);
const WORD_LIST = /level(\d)/;
const NUMBER = /^\(?([a-z]{1,6}|\d{1,9})[.)]/i;
const SPACE = { text: " ", marks: {} };
const CELLS_MAX = 1000; // of a row or a column that says it is so many; each is made

export function cleaned(html) {
  const renamed = html.replace(SHEET, "").replace(TAG, (tag) =>
    tag.replace(STYLE, " data-css").replace(HANDLER, " data-gone"));
  if (renamed.includes("data-pm-slice")) return renamed;
  const { body } = new DOMParser().parseFromString(renamed, "text/html");
  const pieces = [];
  read(body, { pieces, kind: "p", marks: {}, list: null });
  return assembled(pieces);
}

/* Reads what is in an element: `at` says in what kind of block, under which marks, in which list. */
function read(element, at) {
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) write(at, node.data);
    else if (node.nodeType === Node.ELEMENT_NODE && !GONE.has(node.tagName)) enter(node, at);
  }
}

function enter(element, at) {
  const css = declared(element);
  const { tagName } = element;
  if (/ignore/i.test(css["mso-list"] || "")) {
    if (at.list) at.list.ordered = NUMBER.test(element.textContent.trim());
    return;
  }
  if (tagName === "BR") return broken(at);
  if (tagName === "PRE") return at.pieces.push({ kind: "pre", text: element.textContent });
  if (tagName === "TABLE") return table(element, at);
  if (!BLOCKS.has(tagName)) return read(element, { ...at, marks: marked(element, css, at.marks) });
  const inside = within(element, css, at);
  ended(at);
  read(element, inside);
  ended(at);
}

/* Declarations by property, as the attribute has them. */
function declared(element) {
  const entries = (element.getAttribute("data-css") || "").split(";").map((part) => part.split(":"));
  return Object.fromEntries(
    entries.filter(([name, value]) => value).map(([name, ...value]) =>
      [name.trim().toLowerCase(), value.join(":").trim().toLowerCase()]),
  );
}

function marked(element, css, marks) {
  const { tagName } = element;
  const now = { ...marks };
  if (tagName === "B" || tagName === "STRONG") now.strong = true;
  if (tagName === "I" || tagName === "EM") now.em = true;
  if (CODES.has(tagName)) now.code = true;
  if (tagName === "A") now.href = address(element.getAttribute("href")) || marks.href;
  const weight = css["font-weight"];
  if (weight) now.strong = /bold/.test(weight) || parseInt(weight) >= 600;
  if (css["font-style"]) now.em = /italic|oblique/.test(css["font-style"]);
  return now;
}

/* Links to pages of the web; Google's detour by its own page is left out. */
function address(href) {
  if (!/^https?:\/\/./i.test(href || "")) return "";
  const link = URL.canParse(href) ? new URL(href) : null;
  const isDetour = /(^|\.)google\.[a-z.]+$/.test(link?.hostname || "") && link.pathname === "/url";
  return (isDetour && address(link.searchParams.get("q"))) || href;
}

function within(element, css, at) {
  const { tagName } = element;
  const inside = { ...at, marks: marked(element, css, at.marks) };
  const level = /level/.test(css["mso-list"] || "") && Number(WORD_LIST.exec(css["mso-list"])?.[1]);
  if (tagName === "UL" || tagName === "OL") {
    inside.list = { level: (at.list?.level || 0) + 1, ordered: tagName === "OL" };
  } else if (tagName === "LI") {
    const said = Number(element.getAttribute("aria-level") || element.dataset.ariaLevel);
    const list = at.list || { level: 1, ordered: false };
    inside.list = { ...list, level: Math.max(list.level, said || 0), item: Symbol() };
    inside.kind = "li";
  } else if (level) {
    inside.list = { level, ordered: false, item: Symbol() };
    inside.kind = "li";
  } else if (heading(element)) {
    inside.kind = heading(element) < 3 ? "h2" : "h3";
  } else if (tagName === "BLOCKQUOTE" || /Mso(Intense)?Quote/.test(element.className)) {
    inside.kind = "quote";
  } else if (tagName === "FOOTER" && at.kind === "quote") {
    inside.kind = "source";
  } else if (at.kind === "h2" || at.kind === "h3") {
    inside.kind = "p";
  }
  return inside;
}

function heading(element) {
  if (/^H[1-6]$/.test(element.tagName)) return Number(element.tagName[1]);
  if (/MsoTitle/.test(element.className)) return 1;
  return element.getAttribute("role") === "heading" && Number(element.getAttribute("aria-level") || 2);
}

/* Adds text to the block that is open, or opens one. */
function write(at, text) {
  const last = at.pieces.at(-1);
  const isOpen = last?.isOpen && last.kind === at.kind && last.item === at.list?.item;
  if (!isOpen && !text.trim()) return;
  const { kind, list } = at;
  const piece = isOpen ? last : { kind, item: list?.item, list, runs: [], isOpen: true };
  if (!isOpen) at.pieces.push(piece);
  piece.runs.push({ text, marks: at.marks });
  piece.breaks = 0;
}

/* One break is a space; a second one ends the paragraph. */
function broken(at) {
  const last = at.pieces.at(-1);
  if (!last?.isOpen) return;
  last.breaks = (last.breaks || 0) + 1;
  if (last.breaks > 1 && last.kind === "p") last.isOpen = false;
  else last.runs.push(SPACE);
}

/* Ends the open block; the paragraphs of one list item stay one. */
function ended(at) {
  const last = at.pieces.at(-1);
  if (!last) return;
  if (last.kind === "li" && last.isOpen) last.runs.push(SPACE);
  else last.isOpen = false;
  last.isWhole = true;
}

function table(element, at) {
  const rows = [...element.rows].map((row) => [...row.cells]);
  if (rows.flat().length < 2) return rows.flat().forEach((cell) => (ended(at), read(cell, at), ended(at)));
  const grid = rows.map(() => []);
  rows.forEach((cells, top) => {
    let left = 0;
    for (const cell of cells) {
      while (grid[top][left]) left += 1;
      const inner = [];
      read(cell, { pieces: inner, kind: "p", marks: {}, list: null });
      const runs = inner.flatMap(({ runs, text }) => [...(runs || [{ text, marks: {} }]), SPACE]);
      fill(grid, top, left, cell, runs);
    }
  });
  ended(at);
  at.pieces.push({ kind: "table", rows: grid });
}

/* Puts a cell in its place; the places that it spans beside and below are empty cells. */
function fill(grid, top, left, { colSpan, rowSpan }, runs) {
  for (let row = top; row < Math.min(top + (rowSpan || 1), grid.length); row++) {
    for (let column = left; column < left + Math.min(colSpan, CELLS_MAX); column++) {
      grid[row][column] = row === top && column === left ? runs : [];
    }
  }
}
