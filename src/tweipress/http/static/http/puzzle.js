/* Has the puzzles of a page's forms solved beside the page; a form that is sent sooner waits. */

export function solveAll() {
  document.querySelectorAll("[data-puzzle]:not([data-begun])").forEach(solve);
}

function solve(box) {
  box.dataset.begun = "";
  const form = box.closest("form");
  const line = box.querySelector("[role=status]");
  const { algorithm, challenge, salt, signature, maxNumber } = JSON.parse(box.dataset.puzzle);
  const solver = new Worker(box.dataset.solver);
  let held = null;

  function hold(event) {
    event.preventDefault();
    held = event;
  }

  function end(said) {
    solver.terminate();
    form.removeEventListener("submit", hold);
    line.textContent = line.dataset[said];
    if (held) form.requestSubmit(held.submitter);
  }

  solver.onmessage = ({ data: number }) => {
    if (number === null) return end("failed");
    const solution = { algorithm, challenge, number, salt, signature };
    box.querySelector("[name=puzzle]").value = btoa(JSON.stringify(solution));
    end("done");
  };
  solver.onerror = () => end("failed");
  form.addEventListener("submit", hold);
  line.textContent = line.dataset.going;
  solver.postMessage({ challenge, salt, maxNumber });
}

solveAll();
