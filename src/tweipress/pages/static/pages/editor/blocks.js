/* Tables, code, footnotes, pictures and previews of other sites, as nodes of the editor. */
import { picture as inLibrary } from "./shelf.js";

export function blocks(library, words) {
  return [
    library.CodeBlock.configure({ exitOnTripleEnter: true }),
    ...table(library), reference(library), note(library),
    card(library, "picture", ["picture", "alt", "caption", "credit"], (attrs) => pictured(attrs, words)),
    card(library, "embed", ["url", "title"], ({ url, title }) => [line(title), line(url)]),
    typed(library),
  ];
}

/* How a text was typed in Markdown where that can be typed in several ways; it stays with its text. */
function typed({ Extension }) {
  return Extension.create({
    name: "typed",
    addGlobalAttributes: () => [
      {
        types: ["paragraph", "quoteText", "note"],
        attributes: { typed: { default: null, rendered: false, keepOnSplit: false } },
      },
    ],
  });
}

function table({ Table, TableCell, TableHeader, TableRow }) {
  const caption = {
    default: "",
    parseHTML: (element) => element.dataset.caption || "",
    renderHTML: ({ caption }) => (caption ? { "data-caption": caption } : {}),
  };
  const attributes = {
    addAttributes() {
      return { ...this.parent?.(), caption };
    },
  };
  return [
    Table.extend(attributes).configure({ resizable: false, cellMinWidth: 0 }),
    TableRow,
    TableCell.extend({ content: "paragraph" }),
    TableHeader.extend({ content: "paragraph" }),
  ];
}

const label = {
  default: "",
  parseHTML: (element) => element.dataset.label || element.dataset.reference || "",
  rendered: false,
};

/* Where a footnote belongs: `[^1]` in the text. */
function reference({ InputRule, Node }) {
  return Node.create({
    name: "reference",
    group: "inline",
    inline: true,
    atom: true,
    addAttributes: () => ({ label }),
    parseHTML: () => [{ tag: "sup[data-reference]" }],
    renderHTML: ({ node }) => ["sup", { "data-reference": node.attrs.label }, node.attrs.label],
    renderText: ({ node }) => `[^${node.attrs.label}]`,
    addInputRules() {
      return [
        new InputRule({
          find: /\[\^([\w.-]{1,40})\]$/,
          handler: ({ state, range, match }) => {
            const { reference, note } = state.schema.nodes;
            const { $from } = state.selection;
            if (!$from.parent.type.contentMatch.matchType(reference)) return null;
            state.tr.replaceWith(range.from, range.to, reference.create({ label: match[1] }));
            const labels = notes(state.tr.doc).map(({ attrs }) => attrs.label);
            if (!labels.includes(match[1])) state.tr.insert(foot(state.tr.doc), note.create({ label: match[1] }));
          },
        }),
      ];
    },
  });
}

function note({ Node }) {
  return Node.create({
    name: "note",
    group: "block",
    content: "inline*",
    defining: true,
    addAttributes: () => ({ label }),
    parseHTML: () => [{ tag: "p[data-label]", priority: 60 }],
    renderHTML: ({ node }) => ["p", { "data-label": node.attrs.label }, 0],
    addKeyboardShortcuts() {
      const within = () => this.editor.state.selection.$from.parent.type.name === "note";
      return {
        Enter: () => {
          const after = this.editor.state.selection.$from.after();
          return within() &&
            this.editor.chain().insertContentAt(after, { type: "paragraph" }).focus(after + 1).run();
        },
        Backspace: () => {
          const { empty, $from } = this.editor.state.selection;
          return empty && within() && !$from.parentOffset && this.editor.commands.setNode("paragraph");
        },
      };
    },
  });
}

export function notes(doc) {
  return doc.children.filter((node) => node.type.name === "note");
}

/* Where the next footnote goes: to the end of the text, before an empty last paragraph. */
export function foot(doc) {
  const { lastChild } = doc;
  const isEmpty = lastChild?.type.name === "paragraph" && !lastChild.content.size;
  return doc.content.size - (isEmpty && doc.childCount > 1 ? lastChild.nodeSize : 0);
}

/* A block that is filled in a dialog, and shown as a card. */
function card({ Node }, name, names, content) {
  return Node.create({
    name,
    group: "block",
    atom: true,
    draggable: true,
    addAttributes: () =>
      Object.fromEntries(names.map((key) => [key, {
        default: null,
        parseHTML: (element) => JSON.parse(element.dataset[name])[key],
        rendered: false,
      }])),
    parseHTML: () => [{ tag: `figure[data-${name}]` }],
    renderHTML: ({ node }) => ["figure", { [`data-${name}`]: JSON.stringify(node.attrs) }],
    addNodeView: () => ({ node }) => {
      const dom = document.createElement("figure");
      dom.append(...content(node.attrs));
      return { dom };
    },
  });
}

function line(text) {
  const paragraph = document.createElement("p");
  paragraph.textContent = text || "";
  paragraph.hidden = !text;
  return paragraph;
}

/* A picture as the library has it; until it is known, and if it cannot be had, its texts alone. */
function pictured({ picture, alt, caption, credit }, { pictures }) {
  const shown = new Image();
  Object.assign(shown, { alt: "", hidden: true });
  inLibrary(pictures, picture).then((kept) => {
    if (kept) Object.assign(shown, { src: kept.thumbnail, hidden: false });
  });
  return [shown, line(alt), line(caption), line(credit)];
}
