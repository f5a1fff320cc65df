/* Puts the pieces that cleaning.js has read together, as HTML that the editor takes for its blocks. */
import { DEEPEST } from "./schema.js";

const SPACE = /\s+/g;
const ALONE = ["p", "source"];

export function assembled(pieces) {
  const full = pieces.filter((piece) => piece.kind === "table" || text(piece).trim());
  const last = full.at(-1)?.runs;
  while (last && /^\s*\n\s*$/.test(last.at(-1).text)) last.pop(); // the end of the clipboard's lines
  if (full.length === 1 && ALONE.includes(full[0].kind) && !full[0].isWhole) return inline(full[0].runs);
  const out = [];
  for (let at = 0; at < full.length; at++) {
    if (full[at].kind === "li") {
      let end = at;
      while (full[end + 1]?.kind === "li") end += 1;
      out.push(lists(full.slice(at, end + 1)));
      at = end;
    } else if (full[at].kind === "quote") {
      const source = full[at + 1]?.kind === "source" ? full[at + 1] : null;
      out.push(`<blockquote><p>${trimmed(full[at])}</p><footer>${source ? escaped(text(source)) : ""}</footer></blockquote>`);
      at += source ? 1 : 0;
    } else out.push(block(full[at]));
  }
  return out.join("");
}

function block(piece) {
  if (piece.kind === "table") return table(piece.rows);
  if (piece.kind === "pre") return `<pre><code>${escaped(piece.text.replace(/\n$/, ""))}</code></pre>`;
  if (piece.kind === "h2" || piece.kind === "h3") {
    return `<${piece.kind}>${escaped(text(piece).replace(SPACE, " ").trim())}</${piece.kind}>`;
  }
  return `<p>${trimmed(piece)}</p>`;
}

function table(rows) {
  const columns = Math.max(...rows.map((row) => row.length));
  const lines = rows.map((row, number) => {
    const tag = number ? "td" : "th";
    const cells = Array.from({ length: columns }, (_, at) => `<${tag}><p>${inline(row[at] || []).trim()}</p></${tag}>`);
    return `<tr>${cells.join("")}</tr>`;
  });
  return `<table><tbody>${lines.join("")}</tbody></table>`;
}

/* Lists in lists, of items that say how deep they are: an item is at most one deeper than the one before. */
function lists(items) {
  const out = [];
  const open = [];
  const close = () => out.push(`</li></${open.pop()}>`);
  for (const { list, ...piece } of items) {
    const level = Math.max(1, Math.min(list.level, open.length + 1, DEEPEST));
    const tag = list.ordered ? "ol" : "ul";
    while (open.length > level) close();
    if (open.length === level && open.at(-1) !== tag) close();
    if (open.length < level) out.push(`<${tag}>`), open.push(tag);
    else out.push("</li>");
    out.push(`<li><p>${trimmed(piece)}</p>`);
  }
  while (open.length) close();
  return out.join("");
}

function text({ runs = [], text: plain = "" }) {
  return plain || runs.map((run) => run.text).join("");
}

function trimmed({ runs = [], text: plain = "" }) {
  return inline(plain ? [{ text: plain, marks: {} }] : runs).trim();
}

function inline(runs) {
  return runs
    .map(({ text, marks: { strong, em, code, href } }) => {
      let html = escaped(text.replace(SPACE, " "));
      if (!html.trim()) return html;
      if (code) html = `<code>${html}</code>`;
      if (em) html = `<em>${html}</em>`;
      if (strong) html = `<strong>${html}</strong>`;
      return href ? `<a href="${escaped(href)}">${html}</a>` : html;
    })
    .join("");
}

function escaped(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
}
