// An act in the room goes by POST under a key of its own, so that it may be said again and counts once.
import { tell } from "../live.js";
import { word } from "./dom.js";
import { room, take } from "./state.js";

const PAUSES = [1000, 2000, 4000];

/** A key of an act: random enough, also where the page came without https. */
export function fresh() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");
}

/** Do it: the answer, or null where the house said no; its words are then shown. */
export async function act(name, said = {}, { key = fresh(), tries = PAUSES, wait = () => {} } = {}) {
  for (let n = 0; ; n += 1) {
    try {
      return heard(await send(`actions/${name}`, said, key));
    } catch (failed) {
      if (!(failed instanceof TypeError) || n >= tries.length) return say(word("lost"));
      wait();
      await new Promise((done) => setTimeout(done, tries[n]));
    }
  }
}

/** One word to the meeting's door; throws where the house cannot be reached. */
export async function send(door, said, key = fresh()) {
  const token = JSON.parse(document.body.getAttribute("hx-headers:inherited"))["X-CSRFToken"];
  const headers = { "Content-Type": "application/json", "Idempotency-Key": key, "X-CSRFToken": token };
  const answer = await fetch(`/api/v1/meetings/${room.id}/${door}`, { method: "POST", headers, body: JSON.stringify(said) });
  if (answer.status >= 502) throw new TypeError("the house is away");
  return [answer.ok, await answer.json()];
}

function heard([ok, answer]) {
  if (!ok) return say(answer.detail || answer.title, answer.code);
  if (answer.agenda) take(answer);
  return answer;
}

function say(words, code = "lost") {
  tell("", words);
  room.refused = code;
  return null;
}
