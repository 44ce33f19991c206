// Places on a draft's page: a frame is dragged, or put by its button; the millimetres follow it.
const MM = 72 / 25.4;

export function places() {
  const form = document.getElementById("places");
  if (!form) return;
  form.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-put]");
    if (button) put(form, button.dataset.put, button.dataset.label);
  });
  form.addEventListener("change", ({ target }) => draw(form, target.name.split(".")[0]));
  for (const frame of document.querySelectorAll(".place[data-place]")) draggable(form, frame);
}

function entries(form, name) {
  return Object.fromEntries(["page", "x", "y", "w", "h"].map((key) => [key, form.elements[`${name}.${key}`]]));
}

function sheet(page) {
  return document.querySelector(`.set-page[data-page="${Number(page)}"] svg`);
}

/** In the middle of the page that is named in its row, where it is easy to see and to drag on. */
function put(form, name, label) {
  const entry = entries(form, name);
  const svg = sheet(entry.page.value);
  if (!svg) return entry.page.focus();
  const { width, height } = svg.viewBox.baseVal;
  if (!entry.x.value.trim()) {
    entry.x.value = ((width / MM - entry.w.value) / 2).toFixed(1);
    entry.y.value = ((height / MM - entry.h.value) / 2).toFixed(1);
  }
  draw(form, name, label);
  document.querySelector(`.place[data-place="${name}"]`).scrollIntoView({ block: "center" });
}

/** The frame where the row says; the seal goes along with the signature. */
function draw(form, name, label = "") {
  const entry = entries(form, name);
  const svg = entry.page && sheet(entry.page.value);
  const read = (key) => Number(entry[key].value.replace(",", ".")) * MM;
  if (!svg || !entry.x.value.trim()) return;
  const frame = document.querySelector(`.place[data-place="${name}"]`) ?? made(form, name, label);
  svg.append(frame);
  set(frame, { x: read("x"), y: read("y"), width: read("w"), height: read("h") });
  if (name === "person") seal(svg, frame);
}

function made(form, name, label) {
  const frame = document.createElementNS("http://www.w3.org/2000/svg", "g");
  frame.classList.add("place");
  frame.dataset.place = name;
  for (const tag of ["rect", "text"]) frame.append(document.createElementNS(frame.namespaceURI, tag));
  frame.querySelector("text").textContent = label;
  draggable(form, frame);
  return frame;
}

function set(frame, box) {
  const [rect, text] = frame.children;
  for (const [key, value] of Object.entries(box)) rect.setAttribute(key, value);
  text.setAttribute("x", box.x + 2);
  text.setAttribute("y", box.y - 2);
}

/** In true size over the left third of the signature, as the server will put it. */
function seal(svg, person) {
  const frame = document.querySelector('.place[data-place="seal"]');
  if (!frame) return;
  const { x, y, width, height } = person.children[0].getBBox();
  const side = 36 * MM;
  svg.append(frame);
  set(frame, { x: x + 0.33 * width - side, y: y + (height - side) / 2, width: side, height: side });
}

function draggable(form, frame) {
  const name = frame.dataset.place;
  if (name === "seal") return;
  let from = null;
  frame.addEventListener("pointerdown", (event) => {
    const rect = frame.children[0].getBBox();
    from = { at: point(frame, event), x: rect.x, y: rect.y };
    frame.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  frame.addEventListener("pointermove", (event) => {
    if (!from) return;
    const at = point(frame, event);
    const entry = entries(form, name);
    entry.x.value = Math.max(0, (from.x + at.x - from.at.x) / MM).toFixed(1);
    entry.y.value = Math.max(0, (from.y + at.y - from.at.y) / MM).toFixed(1);
    draw(form, name);
  });
  frame.addEventListener("pointerup", () => (from = null));
}

function point(frame, { clientX, clientY }) {
  return new DOMPoint(clientX, clientY).matrixTransform(frame.ownerSVGElement.getScreenCTM().inverse());
}
