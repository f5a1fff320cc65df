/* Sharing by the browser's own means, or else the address is copied; and what choosing words of an
   article offers is fetched when somebody first chooses some. Nothing of a third party. A member's
   article fetches this when they first move in it (forms.js), the page to share has it anyway. */
"use strict";

(() => {
  const aids = document.querySelector("[data-quote]");
  const text = aids && document.querySelector("article .post-body");

  /* Share what a button says; one who closes the browser's own list has shared nothing. */
  async function share(button, said) {
    const { share: url, title, copied } = button.dataset;
    if (navigator.share) {
      try {
        return void await navigator.share({ title, url });
      } catch (error) {
        if (error.name === "AbortError") return;
      }
    }
    try {
      await navigator.clipboard.writeText(url);
      said.textContent = copied;
    } catch {
      if (button.href) location.assign(button.href); // it may not be copied: the page shows it
    }
  }

  for (const button of document.querySelectorAll("[data-share]")) {
    if (!navigator.share && !navigator.clipboard) continue; // over HTTP: the links are there
    button.hidden = false;
    const said = button.parentNode.querySelector("[data-share-said]");
    button.addEventListener("click", (event) => {
      event.preventDefault();
      share(button, said);
    });
  }

  function chosen() {
    const range = document.getSelection();
    if (range.isCollapsed || !text.contains(range.anchorNode) || !text.contains(range.focusNode)) return;
    document.removeEventListener("selectionchange", chosen);
    import(aids.dataset.quote).then(({ offer }) => offer(text, aids.dataset)).catch(() => {});
  }

  if (!text) return;
  document.addEventListener("selectionchange", chosen);
  chosen();
})();
