/* Keys beside those of marks, headings and lists. Escape and Alt+F10 are the ways out of the text. */

export function keys({ Extension }, commands, { leave, reach }) {
  const does = (name) => ({ editor }) => {
    const { run, off } = commands[name];
    if (!off?.(editor)) run(editor);
    return true;
  };
  return Extension.create({
    name: "keys",
    priority: 1000,
    addKeyboardShortcuts: () => ({
      Escape: leave,
      "Alt-F10": reach,
      "Mod-k": does("link"),
      "Mod-Shift-7": does("numbers"),
      "Mod-Shift-8": does("bullets"),
      "Mod-Shift-b": does("quote"),
      "Mod-Alt-f": does("note"),
    }),
  });
}
