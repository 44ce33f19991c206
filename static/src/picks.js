// Choosing out of many: type a few letters, with or without marks. The plain field stays underneath.
// What is chosen from stands in the <select> already, or is asked for at the address in data-ask.
const SHOWN = 30;
const PAUSE = 150;

/** An @ in what one writes goes on to whom it names; within a word it is a letter of an address. */
export function names() {
  document.addEventListener("input", ({ target, data }) => {
    const picker = data === "@" && target.tagName === "TEXTAREA" && target.form?.querySelector("[name=mention] + .picker input");
    const at = target.selectionStart - 1;
    if (!picker || /\S$/.test(target.value.slice(0, at))) return;
    target.setRangeText("", at, at + 1, "end");
    picker.focus();
  });
}

export function picks(root) {
  for (const field of root.querySelectorAll("select[data-pick]:not([data-built]), input[data-ask]:not([data-built])")) {
    field.setAttribute("data-built", "");
    if (field.tagName === "SELECT") build(field);
    else suggest(field);
  }
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

/** A choice: the plain one is hidden, what is chosen stands above where one types. */
function build(select) {
  const id = select.id.replace(/-plain$/, "");
  const picked = make("div", { class: "picked" });
  const typed = document.getElementById(id);
  // What stays typed there is sent along: the server takes the one line that it means, or says that it means none.
  const input = typed === select ? make("input", { class: "form-control", name: `${select.name}.typed` }) : typed;
  input.value ||= select.dataset.typed ?? "";
  const told = select.getAttribute("aria-describedby");
  if (told) input.setAttribute("aria-describedby", told);
  input.setAttribute("placeholder", select.dataset.words);
  select.id = `${id}-plain`;
  select.hidden = true;
  select.required = false;
  input.id = id;
  const pick = combobox(input, select, picked);
  select.after(pick.box);
  // A press leaves the field its letters' place: the list below would fold up and move the name away under the finger.
  picked.addEventListener("mousedown", (event) => event.preventDefault());
  picked.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button) mark(pick, button.value, false);
    // Who takes a name away looks for none: the list would lie over the next field.
    pick.still = true;
    input.focus();
    pick.still = false;
  });
  select.addEventListener("change", () => show(pick));
  show(pick);
}

/** Words that may be others: what is taken is written, and may be written over. */
function suggest(input) {
  const place = input.nextSibling;
  const parent = input.parentNode;
  parent.insertBefore(combobox(input).box, place);
}

/** The pattern of a combobox with a list (WAI-ARIA APG). */
function combobox(input, select, picked) {
  const list = make("div", { role: "listbox", id: `${input.id}-list`, hidden: "" });
  const said = make("small", { role: "status", class: "soft" });
  list.setAttribute("aria-label", document.querySelector(`label[for="${CSS.escape(input.id)}"]`)?.textContent ?? "");
  for (const [name, value] of Object.entries({
    role: "combobox", autocomplete: "off", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list",
  })) input.setAttribute(name, value);
  const box = make("div", { class: "picker" });
  const pick = { select, input, list, picked, said, box, at: 0, ask: (select ?? input).dataset.ask };
  box.append(...[picked, input, list, said].filter(Boolean));
  input.addEventListener("input", (event) => {
    if (select) event.stopPropagation();
    offer(pick);
  });
  const opens = () => {
    if (!pick.still && !pick.waits && list.hidden) offer(pick);
  };
  if (select) for (const it of ["focus", "click"]) input.addEventListener(it, opens);
  input.addEventListener("blur", () => shut(pick));
  input.addEventListener("keydown", (event) => press(pick, event));
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    const option = event.target.closest("[role=option]");
    if (option) take(pick, [...list.children].indexOf(option));
  });
  return pick;
}

function offer(pick) {
  if (pick.ask) return later(pick);
  const sought = fold(pick.input.value.trim()).split(/\s+/);
  const found = [...pick.select.options].filter(({ text }) => sought.every((one) => fold(text).includes(one)));
  const near = new Map(found.map((one) => [one, nearness(one.text, sought)]));
  found.sort((one, other) => near.get(other) - near.get(one));
  offered(pick, found.map(({ value, text }) => ({ value, words: text })));
  pick.said.textContent = found.length || !pick.input.value.trim() ? "" : pick.select.dataset.none ?? "";
}

/** How well what is sought says who or which post it is: whole words of its own name and of its unit, and then of
 * the name alone. People are called by the last part of their name: who types “hoa” means Hoa before Hoàng; and who
 * types “văn hóa” no clerk of Hoằng Hóa: an agency's name, roles in brackets and the holder's name count for nothing. */
function nearness(text, sought) {
  const parts = fold(text.split(" (")[0]).split(",").map((part) => part.trim().split(/\s+/));
  const own = parts.length > 2 ? parts.slice(0, 2).flat() : parts[0];
  const said = (words) => sought.filter((one) => words.includes(one)).length;
  return 100 * said(own) + said(parts[0]);
}

/** Asked once the fingers rest; an answer to letters that stand there no more is dropped. */
function later(pick) {
  clearTimeout(pick.timer);
  pick.waits = true;
  pick.timer = setTimeout(async () => {
    const words = pick.input.value;
    const found = await asked(pick, { q: words });
    if (words !== pick.input.value || document.activeElement !== pick.input) return;
    pick.waits = false;
    offered(pick, found ?? []);
    pick.said.textContent = found && !found.length && words.trim() ? pick.select?.dataset.none ?? "" : "";
    if (pick.wants && found?.length) take(pick, 0);
    pick.wants = false;
  }, PAUSE);
}

/** Null where nobody answers: what was typed stays, and the server finds it when it is sent. */
async function asked(pick, query) {
  try {
    const answer = await fetch(`${pick.ask}?${new URLSearchParams(query)}`, { headers: { Accept: "application/json" } });
    return answer.ok ? (await answer.json()).found : null;
  } catch {
    return null;
  }
}

function offered(pick, found) {
  const chosen = pick.select ? [...pick.select.selectedOptions].map((option) => option.value) : [pick.input.value.trim()];
  pick.at = pick.select && pick.input.value.trim() ? 0 : -1;
  pick.found = found.filter((one) => one.value && !chosen.includes(one.value)).slice(0, SHOWN);
  pick.list.replaceChildren(...pick.found.map(({ words, note }, n) => {
    const row = make("div", { role: "option", id: `${pick.list.id}-${n}`, "aria-selected": "false" });
    row.append(words);
    if (note && !note.endsWith(":")) row.append(" ", Object.assign(make("small"), { textContent: note }));
    return row;
  }));
  pick.list.hidden = !pick.found.length;
  pick.input.setAttribute("aria-expanded", String(Boolean(pick.found.length)));
  pick.list.scrollIntoView({ block: "nearest" });
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
  clearTimeout(pick.timer);
  pick.waits = pick.wants = false;
  pick.list.hidden = true;
  pick.input.setAttribute("aria-expanded", "false");
  pick.input.removeAttribute("aria-activedescendant");
}

function press(pick, event) {
  const rows = pick.list.hidden ? 0 : pick.list.children.length;
  if (event.isComposing || event.ctrlKey) return;
  if (event.key === "Escape") return shut(pick);
  if (event.key === "Backspace" && pick.select && !pick.input.value) return drop(pick);
  if (event.key === "Enter") return enter(pick, event, rows);
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  if (!rows) return offer(pick);
  pick.at = pick.at < 0 && by < 0 ? rows - 1 : (pick.at + by + rows) % rows;
  point(pick);
}

/** Enter takes what is pointed at; quick fingers take what the answer will say. It sends no form half typed. */
function enter(pick, event, rows) {
  const typing = pick.select && pick.input.value.trim();
  const pointed = rows && !pick.waits && pick.at >= 0;
  if (!pointed && !typing) return;
  event.preventDefault();
  if (pointed) take(pick, pick.at);
  else if (pick.ask) pick.wants = pick.waits;
}

function drop(pick) {
  const last = [...pick.select.selectedOptions].pop();
  if (last) mark(pick, last.value, false);
}

async function take(pick, n) {
  const one = pick.found[n];
  if (!pick.select) {
    pick.input.value = one.words;
    pick.input.dispatchEvent(new Event("input", { bubbles: true }));
    return shut(pick);
  }
  // Who typed has found it, and the list would lie over what comes next; who looks through it goes on looking.
  const looks = pick.select.multiple && !pick.input.value.trim();
  pick.input.value = "";
  // Of a member that ended whoever has the field of the letter comes after it.
  const about = pick.select.form?.elements.subject?.value ?? "";
  const inside = one.note === "group:" ? await asked(pick, { group: one.value, about }) : [one];
  for (const each of inside ?? [one]) mark(pick, each.value, true, each.words);
  if (looks) offer(pick);
  else shut(pick);
}

function mark(pick, value, chosen, words) {
  const { select } = pick;
  if (chosen && ![...select.options].some((option) => option.value === value)) select.add(new Option(words, value));
  if (!select.multiple) select.value = chosen ? value : "";
  else for (const option of [...select.options].filter((one) => one.value === value)) {
    if (pick.ask && !chosen) option.remove(); // chosen again, it stands last: their order may be the order of signing
    else option.selected = chosen;
  }
  show(pick);
  select.dispatchEvent(new Event("input", { bubbles: true }));
}

function show({ select, picked }) {
  const chosen = [...select.selectedOptions].filter((option) => option.value);
  picked.replaceChildren(...chosen.map((option) => {
    const button = make("button", { type: "button", value: option.value, "aria-label": `${select.dataset.drop}: ${option.text}` });
    button.textContent = option.text;
    return button;
  }));
}
