// Forms: one submit at a time, the error brought into view, ready sentences, and small buttons that only script can serve.
export function forms() {
  document.querySelector("[data-errors]")?.focus();
  if (matchMedia("(min-width: 992px)").matches) document.querySelector("[data-primary]")?.setAttribute("open", "");
  document.addEventListener("submit", lock);
  document.addEventListener("invalid", ({ target }) => target.setCustomValidity(wanting(target)), true);
  document.addEventListener("input", ({ target }) => {
    target.classList.add("dirty");
    target.setCustomValidity?.("");
  });
  document.addEventListener("click", clicked);
  document.addEventListener("focusin", ({ target }) => target.tagName === "TEXTAREA" && target.setAttribute("data-been", ""));
  addEventListener("pageshow", unlock);
}

/** The browser's own bubble speaks the browser's language; an official reads the office's. */
function wanting({ type, tagName, validity }) {
  const { missing, choose, tick } = document.body.dataset;
  if (!validity.valueMissing) return "";
  return (type === "checkbox" ? tick : tagName === "SELECT" ? choose : missing) ?? "";
}

/** The op_id makes a repeat harmless; this only spares people the doubt. */
function lock(event) {
  const form = event.target;
  if (form.method !== "post" || form.hasAttribute("data-upload") || event.defaultPrevented) return;
  if (form.hasAttribute("data-sent")) return event.preventDefault();
  form.setAttribute("data-sent", "");
  event.submitter?.setAttribute("aria-busy", "true");
}

function unlock() {
  for (const form of document.querySelectorAll("[data-sent]")) form.removeAttribute("data-sent");
  for (const button of document.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
}

function clicked({ target }) {
  const button = target.closest("[data-fill], [data-insert], [data-account], [data-print], [data-open]");
  if (!button) return;
  const { fill, insert, words, account, open } = button.dataset;
  if (fill) say(document.getElementById(fill), button.textContent);
  if (insert) put(document.getElementById(insert), words);
  if (account) {
    write(document.getElementById("login-account"), account);
    document.getElementById("login-password").focus();
  }
  if (open) document.getElementById(open).showModal();
  if ("print" in button.dataset) print();
}

/** A paragraph of its own where the cursor stands, after the one it stands in. */
function put(field, words) {
  const { value, selectionEnd } = field;
  const end = value.indexOf("\n\n", selectionEnd);
  const at = end < 0 ? value.length : end;
  const above = value.slice(0, at).trimEnd();
  const start = above ? `${above}\n\n` : "";
  over(field, above.length, at, start.slice(above.length) + words);
  field.setSelectionRange(start.length, start.length + words.length);
}

/** A ready sentence goes where the cursor stands, for what was typed is kept; behind it where nobody was in the field yet. */
function say(field, words) {
  if (field.tagName !== "TEXTAREA") return write(field, words);
  const [start, end] = field.hasAttribute("data-been") ? [field.selectionStart, field.selectionEnd] : Array(2).fill(field.value.length);
  const before = /\S$/.test(field.value.slice(0, start)) ? " " : "";
  const after = /^[^\s.,;:!?)]/.test(field.value.slice(end)) ? " " : "";
  over(field, start, end, before + words + after);
}

/** As if it had been typed: Ctrl+Z takes it back. */
function over(field, start, end, words) {
  field.focus();
  field.setSelectionRange(start, end);
  if (document.execCommand("insertText", false, words)) return;
  field.setRangeText(words, start, end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function write(field, words) {
  field.value = words;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}
