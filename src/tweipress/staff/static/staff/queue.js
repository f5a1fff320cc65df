// In the queue, j goes to the next item and k to the one before; fields keep these letters.
document.addEventListener("keydown", (event) => {
  const step = { j: 1, k: -1 }[event.key];
  if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
  const items = [...document.querySelectorAll("[data-queue-item]")];
  const at = items.findIndex((item) => item.contains(document.activeElement));
  const next = items[at < 0 && step < 0 ? items.length - 1 : at + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
});
