// Uploads: drop files, see each one travel, read each answer; one request a file, so that one bad file stops nobody.
export function uploads() {
  for (const zone of document.querySelectorAll(".drop")) catchFiles(zone);
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-upload]");
    if (!form) return;
    event.preventDefault();
    sendAll(form);
  });
}

function catchFiles(zone) {
  const input = zone.querySelector("input[type=file]");
  const names = () => (zone.querySelector("[data-chosen]").textContent = [...input.files].map((file) => file.name).join(", "));
  input.addEventListener("change", names);
  const over = (on) => (event) => {
    event.preventDefault();
    zone.classList.toggle("over", on);
  };
  zone.addEventListener("dragover", over(true));
  zone.addEventListener("dragleave", over(false));
  zone.addEventListener("drop", (event) => {
    over(false)(event);
    input.files = event.dataTransfer.files;
    names();
    if (input.multiple) input.form.requestSubmit();
  });
}

async function sendAll(form) {
  const input = form.querySelector("input[type=file]");
  const files = [...input.files];
  input.value = "";
  form.querySelector("[data-chosen]").textContent = "";
  for (const file of files) await sendOne(form, input.name, file);
}

/** fetch() knows no progress of an upload, so this is an XMLHttpRequest. */
function sendOne(form, name, file) {
  const row = line(file, form.dataset.wait);
  if (file.size > Number(form.dataset.most || Infinity)) return refuse(row, form.dataset.tooBig);
  const body = new FormData(form);
  body.set(name, file, file.name);
  if (body.has("op_id")) body.set("op_id", crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`);
  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) row.querySelector("progress").value = (100 * event.loaded) / event.total;
  });
  return new Promise((done) => {
    request.addEventListener("loadend", () => {
      answer(row, request, form.dataset.failed);
      done();
    });
    request.open("POST", form.action);
    request.send(body);
  });
}

function line(file, words) {
  const row = document.createElement("li");
  const [box, title, note] = ["div", "b", "p"].map((tag) => document.createElement(tag));
  const bar = document.createElement("progress");
  title.textContent = file.name;
  note.textContent = words;
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  box.append(title, note, bar);
  row.append(box);
  document.getElementById("results").prepend(row);
  return row;
}

/** The server answers with the same page; its result rows, or its errors, are what we show. */
function answer(row, request, failed) {
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const rows = [...page.querySelectorAll("#results > li")];
  if (rows.length) return row.replaceWith(...rows);
  refuse(row, page.querySelector("[data-errors] li, .refusal p")?.textContent.trim() || failed);
}

/** As a row of the server's looks; what is too large is told so before it has travelled for minutes. */
function refuse(row, why) {
  const sign = document.createElement("span");
  sign.className = "ic ic-no";
  row.prepend(sign);
  row.className = "bad";
  row.querySelector("p").className = "soft";
  row.querySelector("p").textContent = why;
  row.querySelector("progress").remove();
}
