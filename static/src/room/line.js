// The line to the room: join, catch up by number, signs of life, and how the connection stands.
import { ear, refresh } from "../live.js";
import { hear, now, rtt } from "./clock.js";
import { ahead, apply, changed, room, take, voted } from "./state.js";

const LIFE = 10_000;
const socket = ear();
let catching = false;

/** Join as one who sits here, or hang as a screen on the wall. */
export function open(word) {
  socket.on("connect", () => enter(word));
  socket.on("disconnect", lose);
  socket.on("connect_error", lose);
  socket.on("ev", (event) => event.meeting === room.id && (apply(event) || catchUp(word)));
  socket.on("ahead", (said) => said.meeting === room.id && ahead(said));
  socket.on("own", (said) => said.meeting === room.id && (said.vote ? voted(said.vote) : refresh()));
  socket.on("out", (said) => said.meeting === room.id && live(word));
  socket.io.on("reconnect_attempt", lose);
  setInterval(() => room.line === "open" && live(word), LIFE);
  if (socket.connected) enter(word);
}

async function enter(word) {
  const answer = await ask(word, { since: room.seq });
  if (answer.code === "too_many_events") return again(word);
  if (!answer.ok) return out(answer.code);
  room.lostAt = null;
  stand("open");
}

/** Too early, or not answered in time: after a while, for others ask too. */
function again(word) {
  lose();
  setTimeout(() => socket.connected && room.line === "lost" && enter(word), 2000 + Math.random() * 3000);
}

function lose() {
  if (room.line === "lost") return;
  room.lostAt = now();
  stand("lost");
}

/** Whose session ended is asked to sign in; whose part was taken away is told so, and nothing else stays on the glass. */
function out(code) {
  if (code === "unauthenticated" && room.view !== "wall") return location.reload();
  stand("out");
}

function stand(line) {
  room.line = line;
  document.documentElement.dataset.room = line;
  changed();
}

/** Something was missed: one question at a time, after a random while, for others missed it too. */
async function catchUp(word) {
  if (catching) return;
  catching = true;
  await new Promise((done) => setTimeout(done, Math.random() * 1500));
  await pull(word);
  catching = false;
}

/** What is one's own in the picture is fetched, not pushed: who may vote, who is here by name. */
export function pull(word = "join", since = room.seq) {
  return ask(word === "join" ? "sync" : word, { since });
}

/** A word to the server, and its answer laid upon the state. */
export async function ask(word, said) {
  const asked = performance.now();
  let answer;
  try {
    answer = await socket.timeout(8000).emitWithAck(word, { meeting: room.id, ...said });
  } catch {
    return { ok: false, code: "too_many_events" };
  }
  if (answer.server_time) hear(answer.server_time, asked);
  if (answer.snapshot) take(answer.snapshot);
  for (const event of answer.events ?? []) apply(event);
  return answer;
}

async function live(word) {
  const answer = await ask(word === "hang" ? "shine" : "presence", { rtt: rtt() });
  if (["not_found", "unauthenticated"].includes(answer.code)) return out(answer.code);
  if (answer.hears === false) return enter(word);
  if (answer.seq > room.seq) catchUp(word);
}

/** The presenter turns a page: the room sees the first at once, and of more than four a second the last. */
const PACE = 250;
let turning = 0;
let turnedAt = -PACE;
export function turn(said) {
  clearTimeout(turning);
  turning = setTimeout(() => {
    turnedAt = performance.now();
    ask("follow_page", said);
  }, turnedAt + PACE - performance.now());
}
