// Brings the PDF viewer when a page has a paper to show: its code is large, so it comes after the words.
import { marks } from "./marks.js";
export function viewers(root) {
  for (const box of root.querySelectorAll("[data-viewer]:not(.ready)")) begin(box);
}

/** Show the paper that a box names; what it can be told to do. */
export async function begin(box) {
  box.classList.add("ready");
  if (box.dataset.type !== "application/pdf") return plain(box);
  const { open } = await import(new URL(box.dataset.code, location.href).href);
  const view = await open(box, box.dataset.first);
  tools(box, view);
  for (const link of box.closest(".viewer").querySelectorAll("[data-file]")) link.addEventListener("click", (event) => change(event, box, view));
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
