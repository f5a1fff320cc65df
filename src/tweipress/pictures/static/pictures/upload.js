/* Sends pictures that are dropped, pasted or chosen, one after another, and says how far each has
   come. Without it the form sends one as any form does. */
"use strict";

(() => {
  const form = document.querySelector("form[data-upload]");
  const panel = form.closest("details");
  const { sending, reading, done, failed } = form.dataset;
  const said = form.querySelector("[data-said]");
  const field = form.querySelector('input[type="file"]');
  const waiting = [];
  let isSending = false;

  form.querySelector("[data-drop]").hidden = false;
  field.multiple = true;

  function line(text) {
    const made = document.createElement("p");
    made.textContent = text;
    said.append(made);
    return made;
  }

  function add(files) {
    const pictures = [...files].filter((file) => file.type.startsWith("image/"));
    if (!pictures.length) return;
    panel.open = true;
    waiting.push(...pictures);
    if (!isSending) next();
  }

  function next() {
    const file = waiting.shift();
    isSending = Boolean(file);
    if (file) send(file);
  }

  function send(file) {
    const shown = line(`${file.name}: ${sending}`);
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    shown.after(bar);
    const body = new FormData(form);
    body.set(field.name, file, file.name);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => { bar.value = loaded / total; };
    request.upload.onload = () => {
      bar.removeAttribute("value");
      shown.textContent = `${file.name}: ${reading}`;
    };
    request.onloadend = () => {
      bar.remove();
      tell(shown, file, request);
      next();
    };
    request.send(body);
  }

  function tell(shown, file, { status, response }) {
    if (status === 200 || status === 201) {
      const link = document.createElement("a");
      link.href = response.address;
      link.textContent = response.name;
      shown.textContent = `${done} `;
      shown.append(link);
    } else {
      shown.className = "refusal";
      shown.textContent = `${file.name}: ${response?.sentence ?? failed}`;
    }
  }

  form.addEventListener("submit", (event) => {
    if (!field.files.length) return;
    event.preventDefault();
    add(field.files);
    field.value = "";
  });
  document.addEventListener("paste", ({ clipboardData }) => {
    if (clipboardData?.files.length) add(clipboardData.files);
  });
  document.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    panel.classList.add("is-over");
  });
  document.addEventListener("dragleave", () => panel.classList.remove("is-over"));
  document.addEventListener("drop", (event) => {
    panel.classList.remove("is-over");
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    add(event.dataTransfer.files);
  });
})();
