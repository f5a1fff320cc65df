/* The editor's questions: dialogs of the page, each a form that closes with what was typed. */

export function dialogs() {
  const { content } = document.querySelector("[data-dialogs]");

  /* Shows a dialog, filled with values; gives what was typed, with `do` as its button says, or null.
     `begin` is given the dialog before it is shown. */
  return (name, values = {}, begin = () => {}) =>
    new Promise((done) => {
      const dialog = content.querySelector(`[data-dialog=${name}]`).cloneNode(true);
      const form = dialog.querySelector("form");
      begin(dialog);
      for (const [field, value] of Object.entries(values)) form.elements[field].value = value;
      dialog.querySelectorAll("[data-if]").forEach((button) => {
        button.hidden = !values[button.dataset.if];
      });
      dialog.addEventListener("close", () => {
        const typed = Object.fromEntries(new FormData(form));
        dialog.remove();
        done(dialog.returnValue ? { ...typed, do: dialog.returnValue } : null);
      });
      document.body.append(dialog);
      dialog.showModal();
    });
}
