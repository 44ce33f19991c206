// The screen on the wall: readable from the last row, with nothing to press; it waits for its code, then hangs for its meeting.
import { now } from "./clock.js";
import { draw, el, hour, word } from "./dom.js";
import { lastVote, openVote, room } from "./state.js";
import { total } from "./sites.js";
import { shown } from "./vote.js";

/** Seconds that a page of a long list stands there, on every wall at the same time. */
const TURNS = 8;

const part = (id) => document.getElementById(`room-${id}`);
const NEXT = 5;
const GATHERED = ["CHECK_IN", "IN_SESSION", "PAUSED"];

/** The last word stays for a while; then the screen is for whoever meets here next. */
const AFTER = 5 * 60_000;
let over = 0;

export function wall() {
  const vote = lastVote();
  if (face() === "closed") over ||= setTimeout(() => location.reload(), AFTER);
  part("wall").dataset.face = face();
  draw(part("wall-vote"), [vote], () => (vote ? shown(vote) : null));
  leaf();
  draw(part("wall-agenda"), room.agenda, () =>
    el(
      "ol",
      { class: "room-items" },
      room.agenda.map((one) => el("li", { class: one.state.toLowerCase() }, `${one.order}. ${one.title}`)),
    ),
  );
  turnTo(part("wall-agenda"));
  draw(
    part("wall-next"),
    [room.queue, GATHERED.includes(room.state)],
    () =>
      GATHERED.includes(room.state) &&
      room.queue.length > 0 && [
        el("span", {}, word("next")),
        el(
          "ol",
          {},
          room.queue.slice(0, NEXT).map((one) => el("li", {}, one.name)),
        ),
      ],
  );
  draw(part("wall-sites"), room.site_board, () => room.site_board.length > 0 && total());
  draw(part("wall-state"), [room.state, room.site_board], () => [
    el("h2", {}, stands()),
    face() === "come" && el("p", {}, word("wall.come")),
    face() === "come" && missing(),
  ]);
}

/** Who comes in reads how the meeting stands, and when it begins. */
function stands() {
  if (room.state === "CHECK_IN") return `${word("wall.soon")} · ${hour(room.starts_at).slice(0, 5)}`;
  return word(room.state === "PAUSED" ? "wall.pause" : "wall.closed");
}

/** A long agenda stands where the room is: nobody can scroll there. A matter that would be cut through is left out. */
function turnTo(box) {
  const at = box.querySelector(".running") ?? box.querySelector(".planned");
  if (at) box.scrollTop = at.offsetTop - (box.clientHeight - at.clientHeight) / 2;
  const [top, bottom] = [box.scrollTop, box.scrollTop + box.clientHeight];
  for (const row of box.querySelectorAll("li"))
    row.classList.toggle("cut", row !== at && (row.offsetTop < top - 1 || row.offsetTop + row.offsetHeight > bottom + 1));
}

/** What does not fit beside each other stands there by turns: nobody sees whom he may choose if the wall ends before. */
export function leaf() {
  const box = part("wall-vote"), list = box.querySelector(".wall-names, .tally");
  if (!list?.clientHeight) return (box.dataset.leaf = "");
  const rows = [...list.children], { rowGap, gridTemplateColumns } = getComputedStyle(list);
  for (const row of rows) row.hidden = false;
  const step = rows[0].offsetHeight + parseFloat(rowGap || 0);
  const most =
    Math.max(1, Math.floor((list.clientHeight + parseFloat(rowGap || 0)) / step)) * gridTemplateColumns.split(" ").length;
  const pages = Math.ceil(rows.length / most),
    each = Math.ceil(rows.length / pages);
  const page = Math.floor(now() / 1000 / TURNS) % pages;
  rows.forEach((row, n) => (row.hidden = Math.floor(n / each) !== page));
  box.dataset.leaf = pages > 1 ? `${page + 1}/${pages}` : "";
}

/** The sites that nobody is connected from, by name as far as a wall has room. */
function missing() {
  const away = room.site_board.filter((one) => one.line !== "JOINED");
  if (!away.length) return null;
  const names = away
    .slice(0, NEXT)
    .map((one) => one.name)
    .join(", ");
  return el(
    "p",
    { class: "wall-missing" },
    word(away.length > NEXT ? "wall.more" : "wall.missing", { names, n: away.length - NEXT }),
  );
}

/** One thing at a time: people coming, the vote that is open, or what was last put before them. */
function face() {
  if (["CHECK_IN", "PAUSED"].includes(room.state)) return "come";
  if (room.state !== "IN_SESSION") return "closed";
  return openVote() ? "vote" : (room.face ?? (room.shown ? "pages" : "agenda"));
}

/** The code turns: a new picture as soon as the old one is over; there is one while people gather. */
export async function code() {
  const box = part("qr");
  const answer = GATHERED.includes(room.state) && (await fetch("/projector/qr").catch(() => null));
  if (!answer?.ok) return setTimeout(code, 5000);
  const { picture, left } = await answer.json();
  box.src = picture;
  box.hidden = false;
  setTimeout(code, left * 1000 + 300);
}

/** A screen that waits asks whether its code was typed in; one whose code ran out begins anew. */
export function pairing() {
  const mine = document.querySelector("[data-pairing]");
  if (!mine) return;
  setInterval(async () => {
    const answer = await fetch("/projector/state").catch(() => null);
    if (!answer?.ok) return;
    const { code: shown, meeting } = await answer.json();
    if (meeting || shown !== mine.dataset.pairing) location.reload();
  }, 2000);
}
