// Where each proposal was read: rectangles over page 1, brought forward as its field is entered.
export function marks(box, container) {
  const found = JSON.parse(box.dataset.marks || "{}");
  if (!Object.keys(found).length) return () => {};
  addEventListener("focusin", ({ target }) => point(container, found, target.name));
  return (page) => lay(page, found);
}

/** PDF.js empties a page when it draws it anew, so the marks are laid on it each time. */
function lay(page, found) {
  page.querySelector(".place-marks")?.remove();
  const sheet = document.createElement("div");
  sheet.className = "place-marks";
  sheet.setAttribute("aria-hidden", "true");
  Object.assign(sheet.style, { position: "absolute", inset: 0, pointerEvents: "none" });
  for (const [name, rects] of Object.entries(found)) {
    for (const [left, top, width, height] of rects)
      sheet.append(rectangle(name, [left - 0.004, top - 0.003, width + 0.008, height + 0.006]));
  }
  page.append(sheet);
  point(page, found, document.activeElement?.name);
}

function rectangle(name, shares) {
  const mark = document.createElement("i");
  mark.dataset.field = name;
  Object.assign(mark.style, { position: "absolute", background: "rgb(240 190 0 / 20%)" });
  ["left", "top", "width", "height"].forEach((side, at) => (mark.style[side] = `${100 * shares[at]}%`));
  return mark;
}

function point(root, found, name) {
  for (const mark of root.querySelectorAll(".place-marks i"))
    mark.style.outline = mark.dataset.field === name ? "2px solid var(--due-yellow)" : "";
  if (found[name])
    root.querySelector(`.place-marks [data-field="${name}"]`)?.scrollIntoView({ block: "nearest", inline: "nearest" });
}
