// One's own notes on the page that lies open: nobody else reads them. What was typed without a line waits on this device.
import { held, whenOpen } from "../offline/held.js";
import { all, isBoth, say, seal, unseal } from "../offline/waiting.js";
import { draw, el, word } from "./dom.js";
import { fresh } from "./post.js";
import { changed, room } from "./state.js";

const PAUSE = 900;
const own = { document: "", page: 0, known: [], unsaved: new Map(), says: "" };
const nameOf = ({ document, page }) => `${document} ${page}`;
let waiting = null;

export function notes() {
  const box = document.getElementById("room-note");
  if (!box) return;
  if (own.asked === undefined) begin(box);
  if (room.line === "open" && due().length && !waiting) waiting = setTimeout(save, PAUSE);
  show(box);
}

/** What the house refused it is not asked again before something else is typed. */
const due = () => [...own.unsaved.values()].filter(({ refused }) => !refused);

function begin(box) {
  const area = el("textarea", {
    class: "form-control",
    id: "room-note-text",
    rows: 3,
    maxlength: 5000,
    "data-name": "note",
    oninput: ({ target }) => typed(target.value),
  });
  box.append(el("label", { for: "room-note-text" }), area, el("p", { class: "soft", role: "status" }), el("div"));
  whenOpen(bring);
  pull();
}

/** What waits sealed on this device since before the page was opened; the house has not taken it yet. */
async function bring() {
  const here = (await all()).filter(({ meeting }) => meeting === room.id);
  for (const { note } of here) if (!own.unsaved.has(nameOf(note))) own.unsaved.set(nameOf(note), note);
  for (const note of own.unsaved.values()) seal(room.id, note);
  if (here.length) own.says = "note.sealed";
  await pull();
}

/** The viewer shows another page: its note is brought, and the one before is kept. */
export function lies(document, page) {
  if (own.document === document && own.page === page) return;
  Object.assign(own, { document, page });
  changed();
}

async function pull() {
  own.asked = true;
  const answer = await fetch(`/api/v1/meetings/${room.id}/notes`).catch(() => null);
  if (answer?.ok) own.known = (await answer.json()).items;
  changed();
}

const isHere = ({ document, page }) => document === own.document && page === own.page;
const known = () => own.known.find(isHere)?.text ?? "";

/** The field stays the same one: whoever types in it keeps his place, and a word that is half typed stays one. */
function show(box) {
  const [label, area, says, rest] = box.children;
  label.textContent = own.document ? word("note.page", { page: own.page }) : word("note.whole");
  const text = own.unsaved.get(nameOf(own))?.text ?? known();
  if (area.value.trim() !== text.trim()) area.value = text;
  draw(says, own.says, () => word(own.says || "note.own"));
  draw(rest, [own.document, own.page, own.known], others);
}

/** The others, to turn to: by paper and page. */
function others() {
  const rows = own.known.filter((one) => !isHere(one));
  if (!rows.length) return null;
  const papers = room.agenda.flatMap((one) => one.documents);
  const named = ({ document, page }) =>
    document
      ? `${papers.find((one) => one.id === document)?.name ?? document}, ${word("note.at", { page })}`
      : word("note.whole");
  return el(
    "details",
    {},
    el("summary", {}, word("note.others", { n: rows.length })),
    rows.map((one) => el("p", {}, el("b", {}, named(one)), el("br"), one.text)),
  );
}

/** Sealed at once, said after a while; what stood there before goes with it, for another device may write there too. */
function typed(text) {
  const { id = fresh(), before = known() } = own.unsaved.get(nameOf(own)) ?? {};
  const note = { id, document: own.document, page: own.page, text, before };
  own.unsaved.set(nameOf(own), note);
  seal(room.id, note);
  clearTimeout(waiting);
  waiting = setTimeout(save, PAUSE);
}

/** Each is said until the house has it; without a line they lie sealed on this device, and the page says so. */
async function save() {
  let says = "note.kept";
  for (const note of due()) {
    const { ok, said, kept } = await say(room.id, note).catch(() => ({ said: null }));
    if (!said) return tell(held() ? "note.sealed" : "note.lost");
    note.refused = !ok;
    if (!ok) return tell("note.refused");
    if (isBoth(note, kept)) says = "note.both";
    own.known = said.items;
    taken(note, kept);
  }
  waiting = null;
  tell(says);
}

/** Who typed on meanwhile goes on from what the house has now, unless another's words stand there too. */
function taken(note, kept) {
  const now = own.unsaved.get(nameOf(note));
  if (now === note) own.unsaved.delete(nameOf(note)) && unseal(room.id, note);
  else if (!isBoth(note, kept)) now.before = kept;
}

function tell(says) {
  waiting = null;
  own.says = says;
  changed();
}
