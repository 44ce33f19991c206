// The table of leaves: what is moved, cut, turned and left out is seen and heard at once. The form underneath works without it.
export function leaves(root) {
  for (const table of root.querySelectorAll("[data-table]:not(.ready)")) begin(table);
}

function begin(table) {
  table.classList.add("ready");
  table.addEventListener("change", ({ target }) => show(table, target.closest("[data-leaf]")));
  table.addEventListener("leaf:carry", ({ target, detail }) => carry(table, target, detail));
  table.addEventListener("focusin", ({ target }) => stand(target.closest("[data-leaf]")));
  table.addEventListener("click", (event) => press(table, event));
  show(table);
}

function press(table, event) {
  const leaf = event.target.closest("[data-leaf]");
  const raised = event.target.closest("[data-scan-up]")?.closest("[data-scan]");
  const way = event.target.closest("[data-leaf-move]")?.dataset.leafMove;
  if (way) return carry(table, leaf, way);
  if (raised) raise(event, raised);
  if (event.target.closest("[data-leaf-rotate]")) rotate(leaf);
  else if (!raised) return;
  show(table, leaf);
}

/** The keys speak to the leaf that has the focus. */
function stand(leaf) {
  if (!leaf) return;
  document.querySelector(".here")?.classList.remove("here");
  leaf.classList.add("here");
}

function rotate(leaf) {
  const select = leaf.querySelector("[data-leaf-turn]");
  select.value = String((Number(select.value) + 90) % 360);
}

/** The scan changes places with the one before it, with all that is marked in both. */
function raise(event, scan) {
  const before = scan.previousElementSibling?.closest("[data-scan]");
  event.preventDefault();
  if (before) before.before(scan);
}

function documents(table) {
  const found = [];
  for (const leaf of table.querySelectorAll("[data-leaf]")) {
    if (!found.length || leaf.querySelector("[data-leaf-cut]").checked) found.push([]);
    found.at(-1).push(leaf);
  }
  return found;
}

/** A leaf goes one place on or back, over the border of its document, or to the end of the next one or the one before. */
function carry(table, leaf, way) {
  const all = documents(table);
  const at = all.findIndex((one) => one.includes(leaf));
  const from = all[at];
  const place = from.indexOf(leaf);
  const on = way === "later" || way === "next";
  const inside = { later: place + 1, sooner: place - 1 }[way];
  const to = from[inside] ? from : all[at + (on ? 1 : -1)];
  if (to) {
    from.splice(place, 1);
    to.splice(to === from ? inside : way === "later" ? 0 : to.length, 0, leaf);
    lay(all.filter((one) => one.length), leaf, to);
  }
  show(table, leaf);
}

/** The leaf lies beside its neighbour of that document, the focus stays on it; a document begins where its first leaf lies now. */
function lay(all, leaf, pages) {
  const focused = document.activeElement;
  const left = leaf.closest("[data-scan]");
  const place = pages.indexOf(leaf);
  if (place) pages[place - 1].after(leaf);
  else pages[1].before(leaf);
  all.forEach((one, n) => one.forEach((it) => (it.querySelector("[data-leaf-cut]").checked = n > 0 && it === one[0])));
  if (!left.querySelector("[data-leaf]")) left.remove();
  if (leaf.contains(focused)) focused.focus({ preventScroll: true });
  leaf.scrollIntoView({ block: "nearest" });
}

/** Marks become classes; the button says what will come of them, and a voice where the leaf lies that was touched. */
function show(table, touched) {
  const all = documents(table);
  const kept = all.map((one) => one.filter((leaf) => !leaf.querySelector("[data-leaf-drop]").checked));
  const [first, staying] = [new Set(all.map((one) => one[0])), new Set(kept.flat())];
  for (const leaf of all.flat()) {
    leaf.classList.toggle("starts", first.has(leaf));
    leaf.classList.toggle("dropped", !staying.has(leaf));
    leaf.classList.toggle("guest", leaf.dataset.leaf !== leaf.closest("[data-scan]").dataset.scan);
    leaf.className = leaf.className.replace(/turn-\d+/, `turn-${leaf.querySelector("[data-leaf-turn]").value}`);
  }
  const sum = table.querySelector("[data-sum]");
  const made = kept.filter((one) => one.length).length;
  const dropped = all.flat().length - staying.size;
  const words = made === 1 ? sum.dataset.one : sum.dataset.many.replace("#", made);
  sum.textContent = dropped ? `${words}, ${sum.dataset.drop.replace("#", dropped)}` : words;
  if (touched) tell(table.querySelector("[data-where]"), touched, kept);
}

function tell(where, leaf, kept) {
  const pages = kept.find((one) => one.includes(leaf));
  const turn = leaf.querySelector("[data-leaf-turn]").value;
  const said = {
    leaf: leaf.querySelector("img").alt,
    document: kept.indexOf(pages) + 1,
    place: pages?.indexOf(leaf) + 1,
    pages: pages?.length,
    turn,
  };
  const lies = pages ? where.dataset.lies : where.dataset.out;
  const words = turn === "0" ? lies : `${lies}, ${where.dataset.turned}`;
  where.textContent = words.replace(/\{(\w+)\}/g, (_, key) => said[key]);
}
