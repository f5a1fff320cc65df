/* The library of pictures: what it says of one, its dialog, and files that are sent to it. The
   sentences and addresses are data attributes of the dialog. */

const ALL = { headers: { Accept: "application/json" } };
const SIGNED_OUT = 401;
const known = new Map(); // what the library said of pictures, by their number

/* What the library says of a picture, null if it says nothing; one that failed is asked for again. */
export function picture(address, number) {
  if (!known.has(number)) {
    const said = asked(`${address}${number}/`).then(({ status, data }) => {
      if (status !== 200) known.delete(number);
      return status === 200 ? data : null;
    });
    known.set(number, said);
  }
  return known.get(number);
}

/* Asks for data; the status is 0 without a connection. */
async function asked(address) {
  try {
    const answer = await fetch(address, ALL);
    if (answer.redirected) return { status: SIGNED_OUT };
    return { status: answer.status, data: await answer.json().catch(() => null) };
  } catch {
    return { status: 0 };
  }
}

/* Sends a file; `told` hears what part of it has been sent. A token of before a sign-in is changed. */
async function sent(address, file, told, signal, isSecond = false) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  const answer = await posted(address, file, token.value, told, signal);
  if (answer.status !== 403 || answer.data || isSecond) return answer;
  const autosave = document.querySelector("[data-autosave]")?.dataset.autosave;
  const now = autosave ? await asked(autosave) : answer;
  if (now.status !== 200) return now;
  token.value = now.data.token;
  return sent(address, file, told, signal, true);
}

function posted(address, file, token, told, signal) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("csrfmiddlewaretoken", token);
    body.append("picture", file, file.name);
    request.open("POST", address);
    request.setRequestHeader("Accept", ALL.headers.Accept);
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => told(loaded / total);
    request.onloadend = () => {
      const { status, response, responseURL } = request;
      const isElsewhere = responseURL && new URL(responseURL).pathname !== address;
      done({ status: isElsewhere ? SIGNED_OUT : status, data: response });
    };
    signal.addEventListener("abort", () => request.abort());
    request.send(body);
  });
}

/* Fills the dialog in which a picture is chosen: `values` are of the one that is changed, `file` is
   to be sent at once. */
export function chooser(dialog, values, file) {
  const part = (name) => dialog.querySelector(`[data-${name}]`);
  const { elements } = dialog.querySelector("form");
  const { library, upload, ...sentences } = dialog.dataset;
  const typed = new Set(); // what the writer has typed stays, whichever picture is chosen
  const going = new AbortController();
  let largest = null;
  let older = 0;
  let turn = 0;

  function say(sentence, isSignedOut = false) {
    part("said").textContent = sentence;
    part("sign-in").hidden = !isSignedOut;
  }

  function sayWhy({ status, data }) {
    const why = status === SIGNED_OUT ? sentences.signedOut : status ? sentences.failed : sentences.offline;
    say(data?.sentence || why, status === SIGNED_OUT);
  }

  function put(shown, isFirst = false) {
    const there = part("pictures").querySelector(`[value="${shown.picture}"]`);
    if (there) return there;
    const [label, radio, image, name] = ["label", "input", "img", "span"].map((tag) => document.createElement(tag));
    Object.assign(radio, { type: "radio", name: "picture", value: shown.picture, required: true });
    Object.assign(image, { src: shown.thumbnail || "", alt: "" });
    name.textContent = shown.alt || shown.name;
    radio.addEventListener("change", () => fill(shown));
    label.append(radio, image, name);
    if (isFirst) part("pictures").prepend(label);
    else part("pictures").append(label);
    return radio;
  }

  /* The texts of another picture would be wrong; those of the picture that is changed come back. */
  function fill(shown) {
    const from = shown.picture === values.picture ? values : shown;
    for (const name of ["alt", "credit"]) {
      if (!typed.has(name)) elements[name].value = from[name] || "";
    }
  }

  async function search(isMore = false) {
    const mine = ++turn;
    const words = part("words").value.trim();
    const asking = new URLSearchParams({ q: words, before: isMore ? older : 0 });
    const answer = await asked(`${library}?${asking}`);
    if (mine !== turn) return;
    if (answer.status !== 200) return sayWhy(answer);
    const { pictures } = answer.data;
    ({ largest } = answer.data);
    say(pictures.length || isMore ? "" : words ? sentences.nothing : sentences.empty);
    if (!isMore) part("pictures").querySelectorAll("label:not(:has(:checked))").forEach((label) => label.remove());
    const radios = pictures.map((each) => put(each));
    ({ older } = answer.data);
    part("older").hidden = !older;
    if (isMore) radios[0]?.focus();
  }

  async function send(chosen) {
    if (going.signal.aborted) return;
    if (largest && chosen.size > largest.bytes) return say(largest.sentence);
    const bar = part("bar");
    const field = part("file");
    Object.assign(bar, { value: 0, hidden: false });
    field.disabled = true;
    say(sentences.sending);
    const told = (share) => {
      if (share < 1) bar.value = share;
      else bar.removeAttribute("value"), say(sentences.reading);
    };
    const answer = await sent(upload, chosen, told, going.signal);
    bar.hidden = true;
    field.disabled = false;
    field.value = "";
    if (answer.status !== 200 && answer.status !== 201) return sayWhy(answer);
    const radio = put(answer.data, true);
    radio.checked = true;
    fill(answer.data);
    say(sentences.done);
    radio.closest("label").scrollIntoView({ block: "nearest" });
    elements[elements.alt.value ? "caption" : "alt"].focus();
  }

  dialog.addEventListener("input", ({ target }) => typed.add(target.name));
  dialog.addEventListener("close", () => going.abort());
  part("search").addEventListener("click", () => search());
  part("older").addEventListener("click", () => search(true));
  part("words").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    search();
  });
  part("file").addEventListener("change", ({ target }) => target.files[0] && send(target.files[0]));
  if (values.picture) {
    const radio = put({ ...values, name: values.picture });
    radio.checked = true;
    picture(library, values.picture).then((kept) => {
      if (kept) radio.nextElementSibling.src = kept.thumbnail;
    });
  }
  search().then(() => file && send(file));
}
