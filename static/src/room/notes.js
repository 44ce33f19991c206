// One's own notes on the page that lies open: nobody else reads them. What was typed without a line waits in this page's memory.
import { send } from "./acts.js";
import { draw, el, word } from "./dom.js";
import { changed, room } from "./state.js";

const PAUSE = 900;
const own = { document: "", page: 0, known: [], unsaved: new Map(), says: "" };
const nameOf = (document, page) => `${document} ${page}`;
let waiting = null;

export function notes() {
  const box = document.getElementById("room-note");
  if (!box) return;
  if (own.asked === undefined) pull();
  if (room.line === "open" && own.unsaved.size && !waiting) waiting = setTimeout(save, PAUSE);
  draw(box, [own.document, own.page, own.known, own.says], field);
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

const here = ({ document, page }) => document === own.document && page === own.page;

function field() {
  const text = own.unsaved.get(nameOf(own.document, own.page)) ?? own.known.find(here)?.text ?? "";
  const label = own.document ? word("note.page", { page: own.page }) : word("note.whole");
  const area = el("textarea", { class: "form-control", id: "room-note-text", rows: 3, maxlength: 5000, "data-name": "note", oninput: ({ target }) => typed(target.value) });
  area.value = text;
  return [el("label", { for: "room-note-text" }, label), area,
    el("p", { class: "soft", role: "status" }, word(own.says || "note.own")), others()];
}

/** The others, to turn to: by paper and page. */
function others() {
  const rows = own.known.filter((one) => !here(one));
  if (!rows.length) return null;
  const papers = room.agenda.flatMap((one) => one.documents);
  const named = ({ document, page }) => (document ? `${papers.find((one) => one.id === document)?.name ?? document}, ${word("note.at", { page })}` : word("note.whole"));
  return el("details", {}, el("summary", {}, word("note.others", { n: rows.length })), rows.map((one) => el("p", {}, el("b", {}, named(one)), el("br"), one.text)));
}

function typed(text) {
  own.unsaved.set(nameOf(own.document, own.page), text);
  clearTimeout(waiting);
  waiting = setTimeout(save, PAUSE);
}

/** Each is said until the house has it; without a line they stay here, and the page says so. */
async function save() {
  for (const [name, text] of own.unsaved) {
    const [document, page] = name.split(" ");
    const [ok] = await send("notes", { document, page: Number(page), text }).catch(() => [null]);
    if (ok === null) return tell("note.lost");
    if (!ok) return tell("note.refused");
    if (own.unsaved.get(name) === text) own.unsaved.delete(name);
  }
  waiting = null;
  await pull();
  tell("note.kept");
}

function tell(says) {
  waiting = null;
  own.says = says;
  changed();
}
