// Small tools of the room's parts: elements without markup, words with their gaps, parts drawn only when they changed.
import { unpressed } from "../press.js";

let words = {};

export function speak(said) {
  words = said;
}

/** The word of that name, its gaps filled; a group of words with a key in it. */
export function word(name, gaps = {}) {
  return words[name].replace(/\{(\w+)\}/g, (_whole, gap) => gaps[gap] ?? "");
}

export function wordOf(group, name) {
  return words[group][name] ?? name;
}

/** An element: its attributes, then what stands in it; `on…` listens, false leaves an attribute out. */
export function el(tag, given = {}, ...inner) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...inner.flat(9).filter((one) => one != null && one !== false));
  return made;
}

/** A double click is one press: its second would meet what the first put there, as “Tạm nghỉ” where “Bắt đầu” was. */
export function button(label, press, given = {}) {
  return el("button", { type: "button", class: "btn", onclick: ({ detail }) => detail < 2 && press(), ...given }, label);
}

const drawn = new WeakMap();

/** Draw a part anew when what it shows is another than before, and nothing in it is pressed just now; the focus stays where
    it was. */
export function draw(box, seen, build) {
  const key = JSON.stringify(seen);
  if (!box) return;
  unpressed(box, () => drawn.get(box) !== key && redraw(box, key, build));
}

function redraw(box, key, build) {
  drawn.set(box, key);
  const name = box.contains(document.activeElement) && document.activeElement.dataset.name;
  box.replaceChildren(...[build()].flat(9).filter((one) => one != null && one !== false));
  if (name) box.querySelector(`[data-name="${CSS.escape(name)}"]`)?.focus({ preventScroll: true });
}

const typed = new Map();

/** A field under a name of its own: what is typed in it outlasts what others do meanwhile, until it was said. */
export function kept(name, field) {
  field.dataset.name = name;
  field.value = typed.get(name) ?? field.value;
  field.addEventListener("input", () => typed.set(name, field.value));
  return field;
}

export const isTyped = (name) => Boolean(typed.get(name));

/** It was said: the fields whose names begin so are empty again. */
export function said(begin) {
  for (const name of [...typed.keys()]) if (name.startsWith(begin)) typed.delete(name);
}

/** Seconds as people read a clock: 4:05, and with hours 1:02:03. */
export function time(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const two = (n) => String(n).padStart(2, "0");
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

export function hour(moment) {
  return new Intl.DateTimeFormat("vi-VN", {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZone: "Asia/Ho_Chi_Minh",
    hour12: false,
  }).format(new Date(moment));
}
