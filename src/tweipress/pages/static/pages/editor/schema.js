/* The nodes and marks that a text can have: those of articles/text/rich/, and no others. */

import { blocks } from "./blocks.js";

const LISTS = "(bulletList | orderedList)*";
export const DEEPEST = 3; // lists in lists, as articles/text/rich/reading.py has it

export function extensions(library, words) {
  const { Bold, BulletList, Code, Document, Dropcursor, Gapcursor, Heading, Italic } = library;
  const { Paragraph, Placeholder, Text, TrailingNode, UndoRedo } = library;
  return [
    Document, Text, Paragraph, Bold, Italic, BulletList, Dropcursor, Gapcursor, TrailingNode, UndoRedo,
    Code.extend({ excludes: "" }),
    Heading.extend({ content: "text*", marks: "" }).configure({ levels: [2, 3] }),
    Placeholder.configure({
      includeChildren: true,
      showOnlyCurrent: false,
      placeholder: ({ node }) => words[node.type.name] || "",
    }),
    link(library), numbered(library), item(library), ...quote(library), ...blocks(library, words),
  ];
}

function link({ Link }) {
  return Link.extend({ addKeyboardShortcuts: () => ({}) }).configure({
    openOnClick: false,
    shouldAutoLink: (address) => /^https?:/i.test(address), // "booking.com" is a name
    isAllowedUri: (address) => /^https?:\/\/./i.test(address),
  });
}

function numbered({ Node, wrappingInputRule }) {
  return Node.create({
    name: "orderedList",
    group: "block list",
    content: "listItem+",
    parseHTML: () => [{ tag: "ol" }],
    addAttributes: () => ({
      start: {
        default: 1,
        parseHTML: (element) => element.start,
        renderHTML: ({ start }) => (start === 1 ? {} : { start }),
      },
    }),
    renderHTML: ({ HTMLAttributes }) => ["ol", HTMLAttributes, 0],
    addInputRules() {
      const getAttributes = ([, start]) => ({ start: Number(start) });
      return [wrappingInputRule({ find: /^\s*(\d{1,9})[.)]\s$/, type: this.type, getAttributes })];
    },
  });
}

function item({ ListItem }) {
  return ListItem.extend({
    content: `paragraph ${LISTS}`,
    addKeyboardShortcuts() {
      return {
        Enter: () => this.editor.commands.splitListItem(this.name),
        Tab: () => this.editor.isActive(this.name) && (sink(this.editor), true),
        "Shift-Tab": () =>
          this.editor.isActive(this.name) && (this.editor.commands.liftListItem(this.name), true),
      };
    },
  });
}

/* Tells how many lists the cursor is in. */
export function depth({ state: { selection: { $from } } }) {
  let lists = 0;
  for (let level = $from.depth; level > 0; level--) {
    if ($from.node(level).type.name === "listItem") lists += 1;
  }
  return lists;
}

export function sink(editor) {
  return depth(editor) < DEEPEST && editor.commands.sinkListItem("listItem");
}

/* A quote is a text and, below it, its source, which may stay empty. */
function quote(library) {
  const { InputRule, Node } = library;
  const part = (name, tag, within) =>
    Node.create({
      name,
      content: name === "quoteText" ? "inline*" : "text*",
      defining: true,
      marks: name === "quoteText" ? "_" : "",
      parseHTML: () => [{ tag: within, priority: 60 }],
      renderHTML: () => [tag, 0],
    });
  const whole = Node.create({
    name: "quote",
    group: "block",
    content: "quoteText quoteSource",
    defining: true,
    parseHTML: () => [{ tag: "blockquote" }],
    renderHTML: () => ["blockquote", 0],
    addCommands: () => ({ toggleQuote: () => ({ state, dispatch }) => toggle(library, state, dispatch) }),
    addInputRules: () => [
      new InputRule({
        find: /^\s*>\s$/,
        handler: ({ range, chain }) => chain().deleteRange(range).toggleQuote().run(),
      }),
    ],
    addKeyboardShortcuts() {
      const within = (name) => this.editor.state.selection.$from.parent.type.name === name;
      const empty = () => !this.editor.state.selection.$from.parent.content.size;
      const atStart = () => this.editor.state.selection.empty && !this.editor.state.selection.$from.parentOffset;
      return {
        Enter: () => {
          if (within("quoteText")) return this.editor.commands.focus(end(this.editor) + 1);
          if (!within("quoteSource")) return false;
          const after = this.editor.state.selection.$from.after(-1);
          return this.editor.chain().insertContentAt(after, { type: "paragraph" }).focus(after + 1).run();
        },
        Backspace: () => {
          if (within("quoteText") && atStart()) return this.editor.commands.toggleQuote();
          return within("quoteSource") && empty() &&
            this.editor.commands.focus(this.editor.state.selection.$from.before() - 1);
        },
      };
    },
  });
  return [whole, part("quoteText", "p", "blockquote > p"), part("quoteSource", "footer", "blockquote > footer")];
}

function end({ state: { selection: { $from } } }) {
  return $from.after();
}

/* Makes a quote of the paragraph, or of a quote its paragraphs. */
function toggle({ pm: { state: { TextSelection } } }, state, dispatch) {
  const { $from } = state.selection;
  const { paragraph, quote: whole, quoteText, quoteSource } = state.schema.nodes;
  const level = [...Array($from.depth + 1).keys()].find((at) => $from.node(at).type === whole);
  const { tr } = state;
  if (level !== undefined) {
    const [text, source] = [$from.node(level).child(0), $from.node(level).child(1)];
    const parts = [text, source].filter((part, number) => !number || part.content.size);
    const nodes = parts.map((part) => paragraph.create(null, part.content));
    tr.replaceWith($from.before(level), $from.after(level), nodes);
  } else {
    if ($from.depth !== 1 || !$from.parent.isTextblock) return false;
    const text = quoteText.create(null, $from.parent.content);
    const nodes = whole.create(null, [text, quoteSource.create()]);
    if (!$from.node(0).canReplaceWith($from.index(0), $from.indexAfter(0), whole)) return false;
    tr.replaceWith($from.before(), $from.after(), nodes);
  }
  const at = $from.pos + (level === undefined ? 1 : -1);
  tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(at, tr.doc.content.size))));
  if (dispatch) dispatch(tr.scrollIntoView());
  return true;
}
