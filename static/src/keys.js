// The keyboard: j k Enter / a x s r u n p ? Esc ↓, silent while somebody is typing or an input method is composing.
const LIST = ".works > li, .leaf-grid > li, .scan-picks > li, [data-row], tbody tr:has(a), "
  + ":is(.notices, .watch ul, .lines) > li:has(a[href])";

const SEARCH = '.rail a[href="/search"]';

const MOVES = {
  j: () => step(1),
  k: () => step(-1),
  Enter: () => here()?.querySelector("a[data-go], a")?.click(),
  "/": () => find(),
  a: () => act(),
  x: () =>
    (
      document.querySelector("[data-turn=drop]") ??
      here()?.querySelector("[data-leaf-drop]") ??
      here()?.querySelector("input[type=checkbox]")
    )?.click(),
  s: () => here()?.querySelector("[data-leaf-cut]")?.click(),
  r: () => here()?.querySelector("[data-leaf-rotate]")?.click(),
  u: () => here()?.closest("[data-scan]")?.querySelector("[data-scan-up]")?.click(),
  n: () => turn("next") || document.querySelector(".pager [rel=next]")?.click(),
  p: () => turn("before") || (isFurther() && history.back()),
  "Shift+ArrowRight": () => carry("later"),
  "Shift+ArrowLeft": () => carry("sooner"),
  "Shift+ArrowDown": () => carry("next"),
  "Shift+ArrowUp": () => carry("before"),
  ArrowRight: () => turn("next"),
  ArrowLeft: () => turn("before"),
  "?": () => (sayWhich(), document.getElementById("keys")?.showModal()),
};

/** What the table of keys says is true of the page it is opened on: a line stands where its keys do something. */
const THERE = {
  "j k": () => listed().length,
  Enter: () => listed().some(link),
  "/": () => box() || on(SEARCH),
  a: () => firstFields().length || on("[data-primary]"),
  x: () => on("[data-turn=drop]") || listed().some((row) => row.querySelector("input[type=checkbox]")),
  "n p": () => on("[data-turn], .pager [rel=next]") || isFurther(),
  "Ctrl Enter": () => on("main form"),
};

let stood; // the row that one stepped to last

export function keys() {
  if (location.hash === "#flt-q") document.getElementById("flt-q")?.focus();
  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") return send(event);
    if (event.key === "ArrowDown" && event.target.matches("[data-filters] [type=search]")) step(1);
    if (event.ctrlKey || event.metaKey || event.altKey || busy(event)) return;
    const move = MOVES[named(event)];
    if (!move) return;
    if (event.key !== "Enter" && (event.shiftKey || !event.key.startsWith("Arrow"))) event.preventDefault();
    move();
  });
  document.addEventListener("htmx:after:swap", stay);
  document.addEventListener("click", ({ target }) => target.closest("[data-open=keys]") && sayWhich(), true);
}

/** Capital letters that stayed locked from a title are no other keys. */
function named({ key, shiftKey }) {
  if (shiftKey) return key.startsWith("Arrow") ? `Shift+${key}` : key;
  return key.length === 1 ? key.toLowerCase() : key;
}

function busy({ target, key }) {
  if (document.querySelector("dialog[open]")) return true;
  if (target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return true;
  return key === "Enter" && Boolean(target.closest("a, button, summary"));
}

/** In a review: the next document, or the one before; on the table: the next leaf. Whether there is one. */
function turn(way) {
  const there = document.querySelector(`[data-table], [data-turn=${way}]`);
  if (there?.matches("[data-table]")) step(way === "next" ? 1 : -1);
  else there?.click();
  return Boolean(there);
}

/** On the table: the leaf one stands on goes to another place, or to the end of another document. */
function carry(where) {
  here()?.dispatchEvent(new CustomEvent("leaf:carry", { bubbles: true, detail: where }));
}

function find() {
  if (box()) box().focus();
  else if (on(SEARCH)) location.assign("/search#flt-q");
}

function sayWhich() {
  for (const line of document.querySelectorAll("#keys dt")) {
    const keys = [...line.children].map((one) => one.textContent).join(" ");
    line.hidden = line.nextElementSibling.hidden = Boolean(THERE[keys]) && !THERE[keys]();
  }
}

function on(what) {
  return document.querySelector(what);
}

function box() {
  return on("[data-filters] input[type=search]");
}

/** Beyond the first page of a list. */
function isFurther() {
  return /[?&]cursor=/.test(location.search);
}

function here() {
  return document.querySelector(".here");
}

function listed() {
  return [...document.querySelectorAll(LIST)].filter((row) => row.checkVisibility());
}

function link(row) {
  return row.querySelector("a[data-go], a");
}

function step(by) {
  const rows = listed();
  const now = rows.indexOf(here());
  const next = rows[now < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(now + by, 0), rows.length - 1)];
  if (!next) return;
  stand(next);
  next.scrollIntoView({ block: "nearest" });
}

function stand(row) {
  here()?.classList.remove("here");
  row.classList.add("here");
  link(row)?.focus({ preventScroll: true });
  stood = row;
}

/** The list came anew under who stood in it: he stays on the same row, or comes to the first that is found. */
function stay() {
  if (!stood || stood.isConnected || document.activeElement !== document.body) return;
  const rows = listed();
  const row = rows.find((one) => link(one)?.href === link(stood)?.href) ?? rows[0];
  if (row) stand(row);
}

function act() {
  const fold = document.querySelector("[data-primary]");
  if (fold) fold.open = true;
  firstFields().find((it) => it.offsetParent)?.focus(); // a list that became a box to type in hides its select
}

function firstFields() {
  return [...document.querySelectorAll("#primary :is(select, textarea, input:not([type=hidden]), button)")];
}

function send(event) {
  const form =
    event.target.closest("form") ?? document.querySelector("form.confirm, form[data-table], [data-primary][open] form");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
}
