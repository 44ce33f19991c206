// The live room: one state, drawn by its parts; what each may do is the house's to say. Without script the page's forms do it all.
import { comesBack, refresh } from "./live.js";
import { calls } from "./room/call.js";
import { agenda } from "./room/agenda.js";
import { desk, lines, remarks } from "./room/desk.js";
import { hear } from "./room/clock.js";
import { speak } from "./room/dom.js";
import { open, pull } from "./room/line.js";
import { notes } from "./room/notes.js";
import { bar, tick } from "./room/now.js";
import { pages } from "./room/pages.js";
import { people } from "./room/people.js";
import { queue } from "./room/queue.js";
import { sites } from "./room/sites.js";
import { isHere, mine, room, take, watch } from "./room/state.js";
import { together } from "./room/together.js";
import { vote } from "./room/vote.js";
import { code, leaf, pairing, wall } from "./room/wall.js";

const data = document.getElementById("room-data");
if (data) begin(JSON.parse(data.textContent));
pairing();

function begin({ snapshot, words, ...own }) {
  speak(words);
  hear(snapshot.server_time, 0);
  Object.assign(room, own);
  take(snapshot);
  const parts =
    room.view === "wall"
      ? [bar, together, wall, pages]
      : [bar, agenda, together, queue, vote, people, sites, calls, pages, notes, desk, personal];
  for (const part of parts) watch(part);
  setInterval(tick, 500);
  if (room.view === "wall") hang();
  else sit();
}

function hang() {
  comesBack();
  open("hang");
  code();
  setInterval(leaf, 500);
  watch(() => room.line === "out" && location.reload());
}

function sit() {
  open("join");
  remarks();
  setInterval(lines, 5000);
}

/** Not all at one moment; whoever is on his way elsewhere is not called back. Who only took a file away is here still a minute later. */
function reloadSoon(wait = 1000 + Math.random() * 4000) {
  const due = setTimeout(() => location.reload(), wait);
  addEventListener("beforeunload", () => (clearTimeout(due), reloadSoon(60_000)), { once: true });
}

let heard = 0;

/** What is one's own is asked for after an event that may have changed it. */
function personal() {
  if (room.last === undefined || room.last.seq === heard) return;
  heard = room.last.seq;
  const { kind, person, state } = room.last;
  if (kind === "chair.changed" && (person === room.me || room.view === "chair")) return location.reload();
  if (kind === "secretary.changed" && (person === room.me || room.view === "secretary")) return location.reload();
  if (kind === "secretaries.changed" && person === room.me) return location.reload();
  if (kind === "meeting.state" && !["CHECK_IN", "IN_SESSION", "PAUSED"].includes(state)) return reloadSoon();
  if (kind === "meeting.state") document.querySelector("main > .say.ok")?.remove(); // what was said of an act before it
  if (kind === "meeting.state") setTimeout(refresh, Math.random() * (room.view === "delegate" ? 5000 : 500));
  const asks = room.stale || (kind === "presence.changed" && (room.view !== "delegate" || !isHere(mine())));
  room.stale = false;
  if (asks) setTimeout(() => pull("join", 0), 200 + Math.random() * 800);
}
