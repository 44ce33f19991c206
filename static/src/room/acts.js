// An act in the room goes by POST under a key of its own, so that it may be said again and counts once.
import { tell } from "../live.js";
import { word } from "./dom.js";
import { fresh, post } from "./post.js";
import { room, take } from "./state.js";

const PAUSES = [1000, 2000, 4000];

/** Do it: the answer, or null where the house said no; its words are then shown. */
export async function act(name, said = {}, { key = fresh(), tries = PAUSES, wait = () => {} } = {}) {
  for (let n = 0; ; n += 1) {
    try {
      return heard(await post(`/meetings/${room.id}/actions/${name}`, said, key));
    } catch (failed) {
      if (!(failed instanceof TypeError) || n >= tries.length) return say(word("lost"));
      wait();
      await new Promise((done) => setTimeout(done, tries[n]));
    }
  }
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
