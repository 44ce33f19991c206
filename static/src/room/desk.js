// What the server draws for the few who keep the room: the record as it grows, and the lines.
import { tell } from "../live.js";
import { act } from "./acts.js";
import { room } from "./state.js";

const parts = {};

/** Ask anew, a little after the last event: one person looks at it, not five hundred. */
export function desk() {
  for (const box of document.querySelectorAll("[data-part]")) {
    if (parts[box.id] === room.seq) continue;
    parts[box.id] = room.seq;
    clearTimeout(box.waiting);
    box.waiting = setTimeout(() => fetchInto(box), 300);
  }
}

async function fetchInto(box) {
  const answer = await fetch(`/meetings/${room.id}/${box.dataset.part}`).catch(() => null);
  if (answer?.ok) box.replaceChildren(...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes);
}

/** How the lines are changes without an event. */
export function lines() {
  for (const box of document.querySelectorAll("[data-part=lines]")) fetchInto(box);
}

export function remarks() {
  for (const form of document.querySelectorAll("[data-room-act]")) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (form.hasAttribute("data-sent")) return; // said once, however often the button is pressed meanwhile
      form.setAttribute("data-sent", "");
      const said = Object.fromEntries(new FormData(form));
      const taken = await act(form.dataset.roomAct, said);
      form.removeAttribute("data-sent");
      if (!taken) return;
      form.reset();
      if (form.dataset.done) tell("", form.dataset.done);
    });
  }
}
