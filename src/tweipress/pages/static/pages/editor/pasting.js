/* Pasting Markdown: the server reads it, as it reads the textarea's. Until it answers, and if it
   does not, the text stands there as it came. */

const BLOCK = /^(#{1,6}\s+\S|[-*+]\s+\S|\d{1,9}[.)]\s+\S|>\s*\S|```|\|.+\|\s*$)/m;
const MARK = /\*\*[^\s*].*?\*\*|(^|\W)[*_][^\s*_][^*_]*[*_](\W|$)|`[^`\n]+`|\[[^\]\n]+\]\(https?:[^)\s]+\)/;
const OF_CODE_EDITORS = /^(\s*<meta[^>]*>)*\s*<div style="[^"]*font-family:[^"]*monospace/i;

export function looksLikeMarkdown(text) {
  return BLOCK.test(text) || MARK.test(text);
}

/* Asks the site for the document of Markdown; null if there is no answer. */
export async function asked(address, text) {
  const body = new FormData();
  body.append("text", text);
  body.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  try {
    const answer = await fetch(address, { method: "POST", body });
    return answer.ok && !answer.redirected ? await answer.json() : null;
  } catch {
    return null;
  }
}

export function pasting({ pm }, address, current) {
  return (view, { clipboardData }) => {
    const html = clipboardData?.getData("text/html") || "";
    const text = clipboardData?.getData("text/plain") || "";
    const { $from } = view.state.selection;
    if ((html && !OF_CODE_EDITORS.test(html)) || view.input.shiftKey) return false;
    if ($from.parent.type.spec.code || $from.depth !== 1 || !looksLikeMarkdown(text)) return false;
    insert(view, text);
    return true;
  };

  /* Puts the text in as paragraphs, then what it is in their place, if nobody has changed it. */
  async function insert(view, text) {
    const editor = current();
    const { schema, tr } = view.state;
    const lines = text.split(/\n+/).filter((line) => line.trim());
    const plain = lines.map((line) => schema.nodes.paragraph.create(null, schema.text(line)));
    const from = tr.selection.from;
    tr.replaceSelection(new pm.model.Slice(pm.model.Fragment.from(plain), 1, 1)).scrollIntoView();
    view.dispatch(tr);
    const put = { from, to: view.state.selection.from };
    const typed = view.state.doc.slice(put.from, put.to);
    const follow = ({ transaction: { mapping } }) => {
      put.from = mapping.map(put.from, 1);
      put.to = mapping.map(put.to, -1);
    };
    editor.on("transaction", follow);
    const read = await asked(address, text);
    editor.off("transaction", follow);
    if (!read || put.from >= put.to || !view.state.doc.slice(put.from, put.to).eq(typed)) return;
    view.dispatch(replaced(view.state.tr, put, schema.nodeFromJSON(read).content));
  }

  /* Whole paragraphs become the blocks; within one the first and the last block join it. */
  function replaced(tr, { from, to }, content) {
    const [$from, $to] = [tr.doc.resolve(from), tr.doc.resolve(to)];
    const isWhole = !$from.parentOffset && $to.parentOffset === $to.parent.content.size;
    if (isWhole && $from.depth === 1 && $to.depth === 1) return tr.replaceWith($from.before(), $to.after(), content);
    return tr.replaceRange(from, to, pm.model.Slice.maxOpen(content));
  }
}
