// Brings the PDF viewer when a page has a paper to show: its code is large, so it comes after the words.
import { marks } from "./marks.js";
import { isSlow, sheets } from "./sheets.js";
export function viewers(root) {
  for (const box of root.querySelectorAll("[data-viewer]:not(.ready)")) begin(box);
}

/** Show the paper that a box names; what it can be told to do. */
export async function begin(box) {
  box.classList.add("ready");
  if (box.dataset.type !== "application/pdf") return plain(box);
  const view = await viewOf(box);
  tools(box, view);
  for (const link of box.closest(".viewer").querySelectorAll("[data-file]"))
    link.addEventListener("click", (event) => change(event, box, view));
  return view;
}

const PATIENCE = 1500; // milliseconds in which the code of the viewer is there, or the line is slow

/** Drawn pages on a slow line, until somebody asks for the paper itself; where nobody said that it is slow, until the code is there. */
async function viewOf(box) {
  const code = new URL(box.dataset.code, location.href).href;
  const coming = isSlow(box.dataset.first) ? null : import(code);
  coming?.catch(() => {});
  const is = coming && (await Promise.race([coming, new Promise((done) => setTimeout(done, PATIENCE))]));
  if (is) return is.open(box, box.dataset.first);
  const view = await sheets(box);
  if (!view) return (await (coming ?? import(code))).open(box, box.dataset.first);
  return becomes(box, view, coming, code);
}

/** The same handles go on to the paper itself: whoever holds them turns to no page anew. */
function becomes(box, view, coming, code) {
  const said = box.querySelector("[data-slow]");
  const tells = [];
  const { turned } = view;
  view.turned = (tell) => (tells.push(tell), turned(tell));
  const whole = async (made) => {
    said.textContent = said.dataset.slow;
    const { open } = await made;
    const at = view.page();
    const picture = box.querySelector(".picture");
    const opening = open(box, box.dataset.shown);
    box.querySelector(".pdfViewer").prepend(picture); // a new viewer empties its place, and the paper is still on its way
    const fresh = await opening;
    Object.assign(view, fresh);
    said.remove();
    let begun = false;
    fresh.turned((page, pages) => {
      if (begun) return tells.forEach((tell) => tell(page, pages));
      begun = true;
      picture.remove();
      fresh.go(at);
    });
  };
  said.hidden = false;
  said.querySelector("button").addEventListener("click", () => whole(import(code)), { once: true });
  coming?.then(() => whole(coming), () => {});
  return view;
}

/** A picture is its own page; a file that browsers cannot show stays a link. */
function plain(box) {
  box.querySelector(".tools").hidden = true;
  if (!["image/png", "image/jpeg"].includes(box.dataset.type)) return;
  const container = box.querySelector(".pages");
  const page = document.createElement("div");
  const picture = document.createElement("img");
  page.className = "page picture";
  Object.assign(page.style, { width: "100%", height: "auto" });
  picture.style.width = "100%";
  picture.src = box.dataset.first;
  picture.alt = container.querySelector(".pdfViewer").dataset.word;
  page.append(picture);
  container.querySelector(".pdfViewer").append(page);
  picture.addEventListener("load", () => marks(box, container)(page));
}

function change(event, box, view) {
  const link = event.currentTarget;
  if (link.dataset.type !== "application/pdf") return;
  event.preventDefault();
  link.closest(".files").querySelector("[aria-current]")?.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
  box.querySelector("[data-download]").href = link.dataset.file;
  view.show(link.dataset.file);
}

function tools(box, view) {
  const number = box.querySelector("[data-page]");
  const acts = {
    before: () => view.turn(-1), after: () => view.turn(1), fit: () => view.fit(),
    larger: () => view.zoom(1.2), smaller: () => view.zoom(1 / 1.2),
  };
  box.querySelector(".tools").addEventListener("click", ({ target }) => acts[target.closest("[data-do]")?.dataset.do]?.());
  number.addEventListener("change", () => view.go(Number(number.value)));
  view.turned((page, pages) => {
    number.value = page;
    box.dispatchEvent(new CustomEvent("turned", { detail: page, bubbles: true }));
    box.querySelector("[data-pages]").textContent = pages;
  });
}
