// The plan of a room follows its meeting: after what changes it, it is fetched anew, for each a little later, for many may look.
import { ear, refresh } from "./live.js";

const CHANGES = /^(presence|site|seats|queue|speaker|vote|chair|meeting)\./;
const LIFE = 10_000;
const plan = document.querySelector("[data-seats-of]");
const meeting = Number(plan.dataset.seatsOf);
let seq = Number(plan.dataset.seq);
let waiting = 0;

/** On a telephone the own seat is to be seen without moving the plan: the chairs before it are many. */
function sight() {
  const box = document.querySelector(".seat-plan");
  const mine = box?.querySelector("td.mine");
  if (mine) box.scrollLeft = mine.offsetLeft - (box.clientWidth - mine.offsetWidth) / 2;
}
sight();
document.addEventListener("office:fresh", sight);

function anew() {
  clearTimeout(waiting);
  waiting = setTimeout(refresh, 300 + Math.random() * 1200);
}

async function join() {
  const answer = await ear().emitWithAck("join", { meeting, since: seq });
  if (answer.seq > seq) anew();
  seq = answer.seq ?? seq;
}

ear().on("connect", join);
if (ear().connected) join();
ear().on("ev", (event) => {
  if (event.meeting !== meeting || event.seq <= seq) return;
  seq = event.seq;
  if (CHANGES.test(event.kind)) anew();
});
setInterval(() => ear().connected && ear().emit("presence", { meeting }), LIFE);
