// Choosing many out of many: type a few letters, with or without marks. The plain <select multiple> stays underneath.
const SHOWN = 30;

/** An @ in what one writes goes on to whom it names. */
export function names() {
  document.addEventListener("input", ({ target, data }) => {
    const picker = data === "@" && target.tagName === "TEXTAREA" && target.form?.querySelector("[name=mention] + .picker input");
    if (!picker) return;
    target.value = target.value.slice(0, target.selectionStart - 1) + target.value.slice(target.selectionStart);
    picker.focus();
  });
}

export function picks(root) {
  for (const select of root.querySelectorAll("select[data-pick]:not([hidden])")) build(select);
}

/** Search key as in DOMAIN.md §1.3: no marks, đ is d, lower case. */
function fold(words) {
  return words.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
}

function make(tag, attributes = {}) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function build(select) {
  const id = select.id;
  const list = make("div", { role: "listbox", id: `${id}-list`, hidden: "" });
  const input = make("input", {
    class: "form-control", id, role: "combobox", autocomplete: "off", placeholder: select.dataset.words,
    "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list",
  });
  const told = select.getAttribute("aria-describedby");
  if (told) input.setAttribute("aria-describedby", told);
  const picked = make("div", { class: "picked" });
  const box = make("div", { class: "picker" });
  list.setAttribute("aria-label", document.querySelector(`label[for="${CSS.escape(id)}"]`)?.textContent ?? "");
  select.id = `${id}-plain`;
  select.hidden = true;
  select.required = false;
  box.append(picked, input, list);
  select.after(box);
  wire({ select, input, list, picked, at: 0 });
}

function wire(pick) {
  const { select, input, list, picked } = pick;
  input.addEventListener("input", (event) => { event.stopPropagation(); offer(pick); });
  input.addEventListener("focus", () => offer(pick));
  input.addEventListener("blur", () => shut(pick));
  input.addEventListener("keydown", (event) => press(pick, event));
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const option = event.target.closest("[role=option]");
    if (option) take(pick, option.dataset.value);
  });
  picked.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button) mark(pick, button.value, false);
    input.focus();
  });
  select.addEventListener("change", () => show(pick));
  show(pick);
}

function offer(pick) {
  const sought = fold(pick.input.value.trim()).split(/\s+/);
  const found = [...pick.select.options].filter((option) => {
    const words = fold(option.text);
    return !option.selected && sought.every((one) => words.includes(one));
  });
  pick.at = 0;
  pick.list.replaceChildren(...found.slice(0, SHOWN).map((option, n) => {
    const row = make("div", { role: "option", id: `${pick.list.id}-${n}`, "aria-selected": String(n === 0), "data-value": option.value });
    row.textContent = option.text;
    return row;
  }));
  pick.list.hidden = !found.length;
  pick.input.setAttribute("aria-expanded", String(Boolean(found.length)));
  point(pick);
}

function point(pick) {
  [...pick.list.children].forEach((row, n) => row.setAttribute("aria-selected", String(n === pick.at)));
  const row = pick.list.children[pick.at];
  if (row) pick.input.setAttribute("aria-activedescendant", row.id);
  else pick.input.removeAttribute("aria-activedescendant");
  row?.scrollIntoView({ block: "nearest" });
}

function shut(pick) {
  pick.list.hidden = true;
  pick.input.setAttribute("aria-expanded", "false");
  pick.input.removeAttribute("aria-activedescendant");
}

function press(pick, event) {
  const rows = pick.list.children.length;
  if (event.isComposing || event.ctrlKey) return;
  if (event.key === "Escape") return shut(pick);
  if (event.key === "Backspace" && !pick.input.value) return drop(pick);
  if (event.key === "Enter" && !pick.list.hidden && rows) {
    event.preventDefault();
    return take(pick, pick.list.children[pick.at].dataset.value);
  }
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by || !rows) return;
  event.preventDefault();
  pick.at = (pick.at + by + rows) % rows;
  point(pick);
}

function drop(pick) {
  const last = [...pick.select.selectedOptions].pop();
  if (last) mark(pick, last.value, false);
}

function take(pick, value) {
  pick.input.value = "";
  mark(pick, value, true);
  offer(pick);
}

function mark(pick, value, chosen) {
  const meant = insides(pick.select, value);
  for (const option of pick.select.options) if (meant.includes(option.value)) option.selected = chosen;
  show(pick);
  pick.select.dispatchEvent(new Event("input", { bubbles: true }));
}

/** A group stands for those who are in it; any other option for itself. */
function insides(select, value) {
  const { members } = [...select.options].find((option) => option.value === value)?.dataset ?? {};
  return members === undefined ? [value] : members.split(" ");
}

function show({ select, picked }) {
  picked.replaceChildren(...[...select.selectedOptions].map((option) => {
    const button = make("button", { type: "button", value: option.value, "aria-label": `${select.dataset.drop}: ${option.text}` });
    button.textContent = option.text;
    return button;
  }));
}
