/* What the toolbar's buttons and the keys do, by name: `run`, and whether it is `on` or `off` now. */
import { foot, notes } from "./blocks.js";
import { depth, DEEPEST, sink } from "./schema.js";
import { chooser } from "./shelf.js";

export function commands(library, ask) {
  const mark = (name, does) => ({
    run: (editor) => editor.chain().focus()[does]().run(),
    on: (editor) => editor.isActive(name),
    off: (editor) => !editor.can()[does](),
  });
  const heading = (level) => ({
    run: (editor) => editor.chain().focus().toggleHeading({ level }).run(),
    on: (editor) => editor.isActive("heading", { level }),
    off: (editor) => !editor.can().toggleHeading({ level }),
  });
  const list = (name) => ({
    run: (editor) => editor.chain().focus().toggleList(name, "listItem").run(),
    on: (editor) => editor.isActive(name),
    off: (editor) => !editor.can().toggleList(name, "listItem"),
  });
  return {
    bold: mark("bold", "toggleBold"),
    italic: mark("italic", "toggleItalic"),
    code: mark("code", "toggleCode"),
    link: {
      run: (editor) => link(editor, ask),
      on: (editor) => editor.isActive("link"),
      off: (editor) => !editor.can().setLink({ href: "https://example.org" }),
    },
    heading: heading(2),
    subheading: heading(3),
    bullets: list("bulletList"),
    numbers: list("orderedList"),
    indent: {
      run: (editor) => (sink(editor), editor.commands.focus()),
      off: (editor) => depth(editor) >= DEEPEST || !editor.can().sinkListItem("listItem"),
    },
    outdent: {
      run: (editor) => editor.chain().focus().liftListItem("listItem").run(),
      off: (editor) => !editor.can().liftListItem("listItem"),
    },
    quote: {
      run: (editor) => editor.chain().focus().toggleQuote().run(),
      on: (editor) => editor.isActive("quote"),
      off: (editor) => !editor.can().toggleQuote(),
    },
    lines: {
      run: (editor) => editor.chain().focus().toggleCodeBlock().run(),
      on: (editor) => editor.isActive("codeBlock"),
      off: (editor) => !editor.can().toggleCodeBlock(),
    },
    note: {
      run: (editor) => footnote(library, editor),
      off: ({ state }) => !state.selection.$from.parent.type.contentMatch.matchType(state.schema.nodes.reference),
    },
    picture: card("picture", ask, chooser),
    embed: card("embed", ask),
    ...tables(ask),
    undo: {
      run: (editor) => editor.chain().focus().undo().run(),
      off: (editor) => !editor.can().undo(),
    },
    redo: {
      run: (editor) => editor.chain().focus().redo().run(),
      off: (editor) => !editor.can().redo(),
    },
  };
}

/* Asks where a link leads; without a selection the address itself is the text. */
async function link(editor, ask) {
  const { href = "" } = editor.getAttributes("link");
  const answer = await ask("link", { href });
  if (answer?.do === "remove") editor.chain().focus().extendMarkRange("link").unsetLink().run();
  if (answer?.do !== "set") return editor.commands.focus();
  const { href: to } = answer;
  if (href || !editor.state.selection.empty) {
    return editor.chain().focus().extendMarkRange("link").setLink({ href: to }).run();
  }
  const text = { type: "text", text: to, marks: [{ type: "link", attrs: { href: to } }] };
  return editor.chain().focus().insertContent(text).unsetMark("link").run();
}

function tables(ask) {
  const part = (does) => ({
    run: (editor) => editor.chain().focus()[does]().run(),
    off: (editor) => !editor.can()[does](),
  });
  return {
    table: {
      run: (editor) => editor.chain().focus().insertTable({ rows: 3, cols: 2, withHeaderRow: true }).run(),
      off: (editor) => editor.isActive("table") || editor.state.selection.$from.depth !== 1,
    },
    rowAfter: part("addRowAfter"),
    rowGone: part("deleteRow"),
    columnAfter: part("addColumnAfter"),
    columnGone: part("deleteColumn"),
    head: part("toggleHeaderRow"),
    tableGone: part("deleteTable"),
    caption: {
      async run(editor) {
        const { caption } = editor.getAttributes("table");
        const answer = await ask("caption", { caption: caption || "" });
        const chain = editor.chain().focus();
        if (answer) chain.updateAttributes("table", { caption: answer.caption.trim() });
        chain.run();
      },
    },
  };
}

/* A block of a dialog: a new one, or the one that is chosen. A file is always a new one. */
function card(name, ask, begin = () => {}) {
  return {
    async run(editor, file = null) {
      const { node } = editor.state.selection;
      const isChanged = !file && node?.type.name === name;
      const attrs = isChanged ? node.attrs : {};
      const filled = Object.fromEntries(Object.entries(attrs).map(([key, value]) => [key, value ?? ""]));
      const answer = await ask(name, filled, (dialog) => begin(dialog, filled, file));
      const chain = editor.chain().focus();
      if (answer?.do === "remove") chain.deleteSelection();
      else if (answer) {
        const { do: _, ...typed } = answer;
        const given = typed.picture ? { ...typed, picture: Number(typed.picture) } : typed;
        if (isChanged) chain.updateAttributes(name, given);
        else put(chain, editor.state.selection, { type: name, attrs: given });
      }
      chain.run();
    },
    on: (editor) => editor.isActive(name),
    off: (editor) => !editor.isActive(name) && editor.state.selection.$from.depth > 1,
  };
}

/* Puts a block where the cursor is; after a list or a table that it is in, and after a block that is
   chosen whole. */
function put(chain, { $to }, block) {
  if ($to.depth === 1) chain.insertContent(block);
  else chain.insertContentAt($to.depth ? $to.after(1) : $to.pos, block);
}

/* Puts a reference where the cursor is, and the cursor into its footnote at the end. */
function footnote({ pm: { state: { TextSelection } } }, editor) {
  const { schema, tr } = editor.state;
  const numbers = notes(tr.doc).map(({ attrs }) => Number(attrs.label)).filter(Number.isInteger);
  const label = String(Math.max(0, ...numbers) + 1);
  tr.replaceSelectionWith(schema.nodes.reference.create({ label }));
  const at = foot(tr.doc);
  tr.insert(at, schema.nodes.note.create({ label }));
  tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1)));
  editor.view.dispatch(tr.scrollIntoView());
  editor.commands.focus();
}
