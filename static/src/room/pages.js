// The presented page: the viewer of the house follows whoever presents, until one turns a page oneself. It is a page that presents, not
// a person: at his other device the presenter follows as everybody does.
import { begin } from "../viewer.js";
import { draw, el, word } from "./dom.js";
import { turn } from "./line.js";
import { lies } from "./notes.js";
import { changed, mayShow, room } from "./state.js";

const open = { paper: "", item: 0, view: null, commanded: 1, follows: true, presents: false, known: "", at: "", said: [] };
const AGAIN = 3000; // milliseconds
const presenting = () => room.shown && room.shown.by === room.me && mayShow(itemOf(room.shown.item)) && open.presents;
const itemOf = (id) => room.agenda.find((one) => one.id === id);
const place = ({ document, page, part = 0 }) => `${document} ${page} ${part}`;

export function pages() {
  const { shown } = room;
  if (room.view === "tech") return;
  const at = shown ? place(shown) : "";
  if (open.known !== at) hear(at);
  draw(document.getElementById("room-shown"), [shown, open.follows, open.paper, presenting()], said);
  if (shown && open.follows && open.at !== at && sees()) follow(shown, at);
}

/** What this page showed comes back to it, and it is further by then; another page's word ends its presenting. */
function hear(at) {
  const n = open.said.indexOf(at) + 1;
  open.said.splice(0, n);
  Object.assign(open, n ? { known: at, at } : { known: at, presents: false });
}

/** The wall fetches what it is about to show, and nothing behind another face. */
function sees() {
  return room.view !== "wall" || document.getElementById("room-wall").dataset.face === "pages";
}

/** A paper that somebody looks at for himself. */
export async function look(item, paper) {
  if (open.paper !== paper.id) open.commanded = 1;
  open.follows = room.shown?.document === paper.id;
  const coming = bring(item, paper.id, paper.file);
  sight();
  await coming;
  sight(); // it has grown meanwhile
  changed();
}

/** A paper that the room is shown from now on, with every page that is turned. */
export async function present(item, paper) {
  Object.assign(open, { follows: true, presents: true, commanded: open.paper === paper.id ? open.commanded : 1 });
  const coming = bring(item, paper.id, paper.file);
  sight();
  await coming;
  sight(); // it has grown meanwhile
  show({ item, document: paper.id, page: open.commanded });
}

/** It opens elsewhere on the page than at the button that was pressed: who pressed sees that it did. */
function sight() {
  document.getElementById("room-pages").scrollIntoView({ block: "nearest" });
}

function show(said) {
  open.said.push(place(said));
  turn(said);
}

const paperOf = (id) => room.agenda.flatMap((one) => one.documents).find((one) => one.id === id);

async function follow({ item, document: id, page, part }, at) {
  const paper = paperOf(id);
  const file = room.view === "wall" ? `/projector/files/${id}` : paper?.file;
  if (!file) return;
  Object.assign(open, { at, commanded: page });
  await bring(item, id, file);
  if (room.view === "wall" && open.there) open.view.scroll(page, part ?? 0);
  else go(page);
}

/** Who has that page before him reads on where he is: how far down it, is his own. */
function go(page) {
  open.commanded = page;
  if (open.view?.page() !== page) open.view?.go(page);
}

async function bring(item, id, file) {
  if (open.paper === id) return;
  Object.assign(open, { paper: id, item, there: false });
  const place = document.getElementById("room-viewer");
  place.replaceChildren(document.getElementById("room-viewer-empty").content.cloneNode(true));
  const box = place.querySelector("[data-viewer]");
  Object.assign(box.dataset, { first: file, type: "application/pdf" });
  for (const link of box.querySelectorAll("a")) link.href = file;
  if (paperOf(id)?.view_only) box.querySelector("[data-download]")?.remove();
  document.getElementById("room-pages").hidden = false;
  const view = await begin(box).catch(() => null);
  if (!box.isConnected) return; // another paper has its place by now
  if (!view) return missed();
  open.view = view;
  view.turned(turned);
  box.querySelector(".pages").addEventListener("scroll", takeAlong);
}

/** A paper that did not come is asked for again, as long as it is shown: nobody stands at the wall to press anything. */
function missed() {
  Object.assign(open, { paper: "", at: "", view: null });
  setTimeout(changed, AGAIN);
}

/** The presenter takes the room along, and the wall down the page too: nobody can scroll there. */
function takeAlong() {
  if (!presenting() || room.shown.document !== open.paper || !open.there) return;
  const [page, part] = open.view.place();
  if (page !== room.shown.page || part !== room.shown.part) show({ item: open.item, document: open.paper, page, part });
}

/** Turned by hand: who does not present goes his own way. */
function turned(page) {
  lies(open.paper, page);
  if (!open.there) {
    open.there = true;
    return go(open.commanded);
  }
  if (page === open.commanded || !open.view) return;
  open.commanded = page;
  if (room.view === "wall" || (presenting() && room.shown.document === open.paper)) return;
  open.follows = false;
  changed();
}

function said() {
  const { shown } = room;
  if (!shown) return el("p", { class: "soft" }, word("show.none"));
  if (presenting()) return el("p", {}, el("b", {}, word("presenting")));
  const paper = paperOf(shown.document);
  const words = word("show.now", { name: paper?.name ?? shown.document, page: shown.page });
  if (room.view === "wall") return null;
  const box = el("input", {
    type: "checkbox",
    class: "form-check-input",
    id: "room-follow",
    checked: open.follows,
    "data-name": "follow",
    onchange: ({ target }) => again(target.checked),
  });
  box.checked = open.follows;
  return [
    el("p", {}, words),
    el(
      "p",
      { class: "room-follow" },
      box,
      el("label", { for: "room-follow" }, word("follow")),
      !open.follows && el("b", { class: "st" }, word("alone")),
    ),
  ];
}

function again(follows) {
  Object.assign(open, { follows, at: "" });
  changed();
}
