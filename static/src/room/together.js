// What nobody opposes: the chair adopts it in one act, and leaves out what he would rather hear talked about.
import { act } from "./acts.js";
import { button, draw, el, hour, isTyped, kept, word, wordOf } from "./dom.js";
import { isChairing, openVote, room, running } from "./state.js";

const planned = () => room.agenda.filter((one) => one.state === "PLANNED");
const group = () => planned().filter((one) => one.together);

export function together() {
  const may = isChairing() && !running() && !openVote() && room.quorum.reached;
  draw(document.getElementById("room-together"), [may, group()], () => may && group().length > 0 && sheet());
  draw(document.getElementById("room-ends"), [room.ends_at, room.saved_minutes], ends);
}

function sheet() {
  const boxes = group().map((one) => [
    one,
    el("input", {
      type: "checkbox",
      class: "form-check-input",
      checked: true,
      id: `together-${one.id}`,
      onchange: () => count(),
    }),
  ]);
  const basis = kept("together-basis", el("input", { id: "together-basis", class: "form-control" }));
  const picked = () => boxes.filter(([, box]) => box.checked).map(([one]) => one);
  const adopt = button("", () => adopts(picked(), basis.value), { class: "btn main big", "data-name": "adopt" });
  const count = () => {
    adopt.textContent = word("together.adopt", { n: picked().length });
    adopt.disabled = picked().length === 0;
  };
  count();
  return el(
    "div",
    { class: "sheet room-together" },
    el("h2", {}, word("together")),
    el("p", { class: "soft" }, word("together.said")),
    boxes.map(([one, box]) =>
      el("p", { class: "field check" }, el("label", { for: box.id }, box, ` ${one.order}. ${one.title}`)),
    ),
    el("p", { class: "soft" }, word("together.out")),
    el(
      "details",
      { class: "fold", open: isTyped("together-basis") },
      el("summary", {}, word("together.basis")),
      el("p", { class: "field" }, el("label", { for: basis.id }, word("ask.basis")), basis),
    ),
    adopt,
  );
}

/** Votes that stand in the minutes at once: one slip of the finger must not carry them. */
function adopts(matters, basis) {
  if (confirm(word("together.sure", { nos: matters.map((one) => one.order).join(", ") })))
    act("adopt_unopposed", { items: matters.map((one) => one.id), basis });
}

/** When it will be over as it now stands, for everybody; and what adopting at once has saved. */
function ends() {
  return [room.ends_at && el("small", {}, word("ends", { at: hour(room.ends_at).slice(0, 5) })),
    room.saved_minutes > 0 && el("small", { class: "good" }, word("saved", { n: room.saved_minutes }))];
}

/** Under a matter: who sees it otherwise or wishes to speak, for chair and secretary. */
export function objections(one) {
  if (one.state !== "PLANNED") return null;
  return (one.stances ?? [])
    .filter((said) => said.stance !== "agree")
    .map((said) =>
      el(
        "p",
        { class: `stance ${said.stance}` },
        el("b", {}, word("stance.said", { name: said.name, stance: wordOf("stances", said.stance) })),
        said.text && el("q", {}, said.text),
      ),
    );
}
