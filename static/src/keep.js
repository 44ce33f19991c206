// The safety net: what is typed into a form marked data-keep stays in this tab until it has been taken.
import { tell } from "./live.js";
import { forget } from "./offline/forget.js";

const NAMES =
  "textarea[name], input[name]:not([type=hidden], [type=password], [type=file], [type=checkbox], [type=radio]), input[type=radio]:checked, select[name]";

export function keep(root) {
  for (const form of root.querySelectorAll("form[data-keep]:not([data-kept])")) {
    form.setAttribute("data-kept", "");
    restore(form);
    form.addEventListener("input", () => sessionStorage.setItem(key(form), JSON.stringify(typed(form))));
    form.addEventListener("submit", () => sessionStorage.setItem("sent", key(form)));
  }
  for (const form of root.querySelectorAll("form[data-forget]")) {
    form.addEventListener("submit", (event) => event.submitter?.name === "lang" || leave(event, form));
  }
}

/** Signing out: first what this browser kept goes, for the house may be out of reach; then the session. */
async function leave(event, form) {
  event.preventDefault();
  sessionStorage.clear();
  await Promise.race([forget(), new Promise((done) => setTimeout(done, 2000))]);
  form.submit();
}

/** What was sent is forgotten once a page answers that does not refuse it. */
export function settle() {
  const sent = sessionStorage.getItem("sent");
  sessionStorage.removeItem("sent");
  if (sent && !document.querySelector("[data-errors], .refusal, body.bare")) sessionStorage.removeItem(sent);
}

function key(form) {
  return `keep:${form.dataset.keep}`;
}

function typed(form) {
  return [...form.querySelectorAll(NAMES)].map((field) => [field.name, read(field)]);
}

/** Of what is looked up the words too: another page may not hold that option. */
function read(field) {
  if (!field.multiple && !(field.options && field.dataset.ask)) return field.value;
  return [...field.selectedOptions].map(({ value, text }) => (field.dataset.ask ? [value, text] : value));
}

/** A form that came back with an error already holds what was typed. */
function restore(form) {
  const kept = sessionStorage.getItem(key(form));
  if (!kept || form.querySelector("[data-errors]")) return;
  const before = JSON.stringify(typed(form));
  if (before === kept) return;
  for (const [name, value] of JSON.parse(kept)) write(form.elements[name], value);
  tell("", form.dataset.restored);
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

function write(field, value) {
  if (!field) return;
  if (field instanceof RadioNodeList) return void (field.value = value);
  if (!Array.isArray(value)) field.value = value;
  else choose(field, new Map(value.map((one) => [].concat(one))));
  field.dispatchEvent(new Event("change"));
}

function choose(select, words) {
  const known = [...select.options].map((option) => option.value);
  for (const [value, text] of words) if (text && !known.includes(value)) select.add(new Option(text, value));
  for (const option of select.options) option.selected = words.has(option.value);
}
