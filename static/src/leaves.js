// The table of leaves: what is cut, turned and left out is seen at once. The form underneath works without it.
export function leaves(root) {
  for (const table of root.querySelectorAll("[data-table]:not(.ready)")) begin(table);
}

function begin(table) {
  table.classList.add("ready");
  table.addEventListener("change", () => show(table));
  table.addEventListener("click", (event) => {
    const turned = event.target.closest("[data-leaf-rotate]")?.closest("[data-leaf]");
    const raised = event.target.closest("[data-scan-up]")?.closest("[data-scan]");
    if (turned) rotate(turned);
    if (raised) raise(event, raised);
    show(table);
  });
  show(table);
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

/** Marks become classes; the button says what will come of them. */
function show(table) {
  const all = [...table.querySelectorAll("[data-leaf]")];
  const documents = [];
  all.forEach((leaf, n) => {
    const starts = n === 0 || leaf.querySelector("[data-leaf-cut]").checked;
    const dropped = leaf.querySelector("[data-leaf-drop]").checked;
    leaf.classList.toggle("starts", starts);
    leaf.classList.toggle("dropped", dropped);
    leaf.className = leaf.className.replace(/turn-\d+/, `turn-${leaf.querySelector("[data-leaf-turn]").value}`);
    if (starts) documents.push(0);
    if (!dropped) documents[documents.length - 1] += 1;
  });
  const sum = table.querySelector("[data-sum]");
  const made = documents.filter(Boolean).length;
  const dropped = table.querySelectorAll("[data-leaf].dropped").length;
  const words = made === 1 ? sum.dataset.one : sum.dataset.many.replace("#", made);
  sum.textContent = dropped ? `${words}, ${sum.dataset.drop.replace("#", dropped)}` : words;
}
