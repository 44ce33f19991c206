// The bar above the room: what is dealt with and for how long, who is here, who speaks, how the line stands; the bell.
import { act } from "./acts.js";
import { now, until } from "./clock.js";
import { button, draw, el, hour, time, word } from "./dom.js";
import { isHere, name, room, running } from "./state.js";

const part = (id) => document.getElementById(`room-${id}`);

export function bar() {
  line();
  draw(
    part("item"),
    [running()?.id, running()?.minutes, running()?.rested, room.state, room.agenda.map((one) => one.state)],
    item,
  );
  draw(part("quorum"), [room.quorum, room.view, !room.quorum.base && room.attendance], quorum);
  draw(part("speaker"), room.speaker, speaker);
  draw(part("notes"), [room.chair_lost, room.back, room.me, room.chair, lostSites()], notes);
  tick();
}

function line() {
  const box = part("line");
  const words =
    room.line === "lost" && room.view === "wall"
      ? word("line.screen")
      : word(`line.${room.line}`, { at: room.lostAt ? hour(room.lostAt) : "" });
  const out = room.line === "out" && room.view !== "wall";
  box.className = `room-line ${room.line}`;
  if (box.dataset.words === words) return;
  box.dataset.words = words;
  box.replaceChildren(words, out ? el("a", { href: "/meetings", class: "btn" }, word("line.leave")) : "");
  if (out) for (const part of document.querySelectorAll(".room-bar, .room-body, .paper-body")) part.hidden = true;
}

function item() {
  const at = running();
  if (!at) return el("b", {}, room.state === "PAUSED" ? word("wall.pause") : between());
  return [
    el("b", {}, `${at.order}. ${at.title}`),
    el("small", { "data-clock": "item", "data-at": at.began_at, "data-rested": at.rested, "data-minutes": at.minutes || false }),
  ];
}

/** Between two matters: that the first is awaited, which comes next, or that all are done; after the end nothing comes. */
function between() {
  if (room.state === "CLOSED") return word("wall.closed");
  if (room.agenda.every((one) => one.state === "PLANNED")) return word("item.none");
  const next = room.agenda.find((one) => one.state === "PLANNED");
  return next ? word("item.soon", { no: next.order, title: next.title }) : word("item.all");
}

function quorum() {
  const { base, needed, present, reached } = room.quorum;
  if (!base) return there();
  const stand = needed ? (reached ? word("quorum.enough") : word("quorum.short", { needed })) : "";
  return [el("b", {}, word("quorum", { present, base })), stand && el("small", { class: reached ? "good" : "short" }, stand)];
}

/** Where no body votes: who came, to those whose page asks for it; the sites are told to everybody besides. */
function there() {
  const called = room.attendance.filter((one) => !one.parts.includes("TECH"));
  return (
    ["chair", "secretary", "tech"].includes(room.view) &&
    el("b", {}, word("quorum.there", { n: called.filter(isHere).length, all: called.length }))
  );
}

function speaker() {
  if (!room.speaker) return el("small", {}, word("speaker.none"));
  return [
    el("small", {}, word("speaker.now")),
    el("b", {}, room.speaker.name),
    el("small", { class: "clock", "data-clock": "turn", "data-at": room.speaker.ends_at ?? room.speaker.since }),
  ];
}

/** Whom whoever keeps the room may wait for in vain: told to them alone, and not far down the page (§10.13). */
const lostSites = () =>
  ["chair", "secretary", "tech"].includes(room.view)
    ? room.site_board
        .filter((one) => one.line === "LOST")
        .map((one) => one.name)
        .join(", ")
    : "";

/** What the house has to say to this room: the server is back, the chair is lost, a site is. */
function notes() {
  const { back, chair_lost: lost } = room;
  const said = [];
  if (back) said.push(note("ok", word("back", back)));
  if (lost) said.push(note("warn", word("chair.lost", { chair: name(room.chair) }), taking(lost)));
  if (lostSites()) said.push(note("warn", word("site.lost", { names: lostSites() })));
  return said;
}

function taking(lost) {
  if (lost.person === room.me)
    return button(word("chair.take"), () => act("take_chair"), { class: "btn main", "data-name": "take" });
  return lost.name ? el("p", {}, word("chair.asked", { name: lost.name })) : null;
}

function note(tone, words, ...inner) {
  return el("div", { class: `say ${tone}`, role: "status" }, el("div", {}, el("p", {}, words), ...inner));
}

/** Seconds from the room's own time until then: in a pause it stands (MT-T06). */
const left = (moment) => (room.paused_at ? (Date.parse(moment) - Date.parse(room.paused_at)) / 1000 : until(moment));

const CLOCKS = {
  item(box) {
    const gone = -left(box.dataset.at) - Number(box.dataset.rested);
    const minutes = Number(box.dataset.minutes ?? 0);
    if (!minutes) return word("item.for", { time: time(gone) });
    if (gone <= minutes * 60) return word("item.of", { time: time(gone), minutes });
    return word("item.over", { time: time(gone - minutes * 60) });
  },
  turn(box) {
    const more = left(box.dataset.at);
    if (!room.speaker?.ends_at) return time(-more);
    box.classList.toggle("over", more <= 0);
    return more > 0 ? word("speaker.left", { time: time(more) }) : word("speaker.over", { time: time(-more) });
  },
  wall: () => hour(now()).slice(0, 5),
};

/** Every clock on the page, by the server's time; and the bell, which everybody sees. */
export function tick() {
  ring(); // before the clocks: none says that time is left while it rings
  for (const box of document.querySelectorAll("[data-clock]")) {
    const words = CLOCKS[box.dataset.clock](box);
    if (box.textContent !== words) box.textContent = words;
  }
}

function ring() {
  const rings = room.speaker?.ends_at && left(room.speaker.ends_at) <= 0;
  const bell = part("bell");
  if (bell.hidden !== Boolean(rings)) return;
  bell.hidden = !rings;
  bell.textContent = rings ? word("bell", { name: room.speaker.name }) : "";
}
