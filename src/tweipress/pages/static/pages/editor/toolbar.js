/* The toolbar, by ARIA's pattern: one stop of the Tab key, arrows between the buttons. */

export function toolbar(bar, editor, commands) {
  const all = [...bar.querySelectorAll("button")];
  let current = all[0];

  const shown = () => all.filter((button) => !button.closest("[hidden]"));

  function show() {
    bar.querySelectorAll("[data-when]").forEach((group) => {
      group.hidden = !editor.isActive(group.dataset.when);
    });
    for (const button of all) {
      const { on, off } = commands[button.dataset.does];
      if (on) button.setAttribute("aria-pressed", String(on(editor)));
      button.setAttribute("aria-disabled", String(Boolean(off?.(editor))));
    }
    if (!shown().includes(current)) turn(all[0]);
  }

  function turn(button) {
    current = button;
    all.forEach((one) => (one.tabIndex = one === button ? 0 : -1));
  }

  function step(event) {
    const buttons = shown();
    const at = buttons.indexOf(current);
    const ahead = getComputedStyle(bar).direction === "rtl" ? -1 : 1;
    const next = { ArrowRight: at + ahead, ArrowLeft: at - ahead, Home: 0, End: -1 }[event.key];
    if (event.key === "Escape") editor.commands.focus();
    else if (next === undefined) return;
    else turn(buttons.at(next % buttons.length)), current.focus();
    event.preventDefault();
  }

  bar.addEventListener("keydown", step);
  bar.addEventListener("mousedown", (event) => event.preventDefault()); // the text keeps its selection
  bar.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button || button.getAttribute("aria-disabled") === "true") return;
    turn(button);
    commands[button.dataset.does].run(editor);
  });
  editor.on("transaction", show);
  turn(current);
  show();
  return { focus: () => current.focus() };
}
