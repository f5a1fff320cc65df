/* The rich editor of an article's text. Once it stands it takes the textarea's place in the form; if
   it cannot be had, the textarea stays. The form's field `document` always has its text. */
import { cleaned } from "./cleaning.js";
import { commands } from "./commands.js";
import { dialogs } from "./dialogs.js";
import { files } from "./files.js";
import { keys } from "./keys.js";
import { asked, pasting } from "./pasting.js";
import { extensions } from "./schema.js";
import { toolbar } from "./toolbar.js";

const QUIET_MS = 150; // between two keys of a quick typist: what was typed is taken once, not thrice

const field = document.querySelector("[data-editor]");
if (field) start();

async function start() {
  const library = await import(field.dataset.library).catch(() => null);
  if (!library) return;
  const area = field.querySelector("textarea");
  const label = field.querySelector("label");
  const part = (name) => field.querySelector(`[data-${name}]`);
  const text = document.createElement("input");
  Object.assign(text, { type: "hidden", name: "document" });
  const content = await begun();
  if (!content) return;

  const ask = dialogs();
  const does = commands(library, ask);
  const given = files(() => editor, (editor, file) => does.picture.run(editor, file));
  const pasted = pasting(library, field.dataset.markdown, () => editor);
  let timer = 0;
  const editor = new library.Editor({
    element: part("place"),
    injectCSS: false,
    content,
    extensions: [...extensions(library, field.dataset), keys(library, does, { leave, reach })],
    editorProps: {
      attributes: {
        role: "textbox",
        class: "post-body",
        "aria-multiline": "true",
        "aria-labelledby": (label.id ||= "body-label"),
        "aria-describedby": area.getAttribute("aria-describedby"),
      },
      transformPastedHTML: cleaned,
      handlePaste: (view, event) => given.pasted(view, event) || pasted(view, event),
      handleDrop: given.dropped,
      handleDoubleClickOn: (_view, _at, { isAtom, isBlock, type }, _place, _event, isDirect) =>
        isDirect && isAtom && isBlock && (does[type.name].run(editor), true),
      scrollMargin: 80,
      scrollThreshold: 80,
    },
    onUpdate: () => {
      clearTimeout(timer);
      timer = setTimeout(tell, QUIET_MS);
    },
  });
  const tools = toolbar(part("tools"), editor, does);

  text.value = JSON.stringify(editor.getJSON());
  const { form } = area;
  const isHeld = document.activeElement === area;
  area.replaceWith(text);
  label.removeAttribute("for");
  label.addEventListener("click", () => editor.commands.focus());
  field.querySelectorAll("[data-rich]").forEach((element) => (element.hidden = false));
  field.querySelectorAll("[data-bare]").forEach((element) => (element.hidden = true));
  form.addEventListener("submit", tell, true);
  addEventListener("pagehide", tell, true);
  document.addEventListener("visibilitychange", tell, true);
  if (isHeld) editor.commands.focus("end");

  /* What the editor begins with: what came with the page, or what somebody has typed since, or the
     browser has brought back. If that cannot be read, the textarea stays. */
  async function begun() {
    for (;;) {
      const typed = area.value;
      if (typed === area.defaultValue.replace(/\r\n?/g, "\n")) return JSON.parse(part("document").textContent);
      const read = await asked(field.dataset.markdown, typed);
      if (!read || area.value === typed) return read;
    }
  }

  /* Writes the text into the form, and says so as a field does in which somebody types. */
  function tell() {
    clearTimeout(timer);
    const now = JSON.stringify(editor.getJSON());
    if (now === text.value) return;
    text.value = now;
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function leave() {
    const next = form.querySelector("[type=submit]");
    if (next) next.focus();
    else editor.commands.blur();
    return true;
  }

  function reach() {
    tools.focus();
    return true;
  }
}
