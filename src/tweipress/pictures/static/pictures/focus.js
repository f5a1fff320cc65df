/* Shows the focal point on the picture, and lets a click choose it; the sliders do without. */
"use strict";

(() => {
  const figure = document.querySelector("[data-focus]");
  const across = document.getElementById("id_focal_x");
  const down = document.getElementById("id_focal_y");
  if (!figure || !across || !down) return;
  const space = "http://www.w3.org/2000/svg";
  const drawn = document.createElementNS(space, "svg");
  const ring = document.createElementNS(space, "circle");
  ring.setAttribute("r", "14");
  drawn.setAttribute("aria-hidden", "true");
  drawn.append(ring);
  figure.append(drawn);
  figure.classList.add("is-aimed");

  function show() {
    ring.setAttribute("cx", `${across.value}%`);
    ring.setAttribute("cy", `${down.value}%`);
  }

  figure.addEventListener("click", (event) => {
    const box = figure.getBoundingClientRect();
    across.value = Math.round((100 * (event.clientX - box.left)) / box.width);
    down.value = Math.round((100 * (event.clientY - box.top)) / box.height);
    show();
  });
  [across, down].forEach((slider) => slider.addEventListener("input", show));
  show();
})();
