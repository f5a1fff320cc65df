/* Files that are dropped on the page or pasted into the text: each is asked about, one after another.
   A file that is dropped beside the text takes nobody away from the page. */

export function files(current, put) {
  let isAsking = false;

  async function add(chosen) {
    if (isAsking || document.querySelector("dialog[open]")) return;
    isAsking = true;
    try {
      for (const file of chosen) await put(current(), file);
    } finally {
      isAsking = false;
    }
  }

  document.addEventListener("dragover", (event) => {
    if (event.dataTransfer.types.includes("Files")) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    if (event.defaultPrevented || !event.dataTransfer.files.length) return;
    event.preventDefault();
    add([...event.dataTransfer.files]);
  });

  return {
    dropped(view, event, _, isMoved) {
      const { files: given } = event.dataTransfer;
      if (isMoved || !given.length) return false;
      const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
      if (at) current().commands.setTextSelection(at.pos);
      add([...given]);
      return true;
    },

    /* What comes with words is pasted as words: Word puts a picture of them beside them. */
    pasted(_, { clipboardData }) {
      const words = (clipboardData?.getData("text/html") || "").replace(/<[^>]*>/g, "");
      const given = [...(clipboardData?.files || [])].filter(({ type }) => type.startsWith("image/"));
      if (!given.length || `${words}${clipboardData.getData("text/plain")}`.trim()) return false;
      add(given);
      return true;
    },
  };
}
