// Who is here: for the chair to see, for the secretary to correct with a reason.
import { act } from "./acts.js";
import { button, draw, el, word, wordOf } from "./dom.js";
import { isHere, room } from "./state.js";

export function people() {
  draw(document.getElementById("room-screens"), room.screens, () => room.screens > 0 && word("screens", { n: room.screens }));
  draw(document.getElementById("room-people"), [room.attendance, room.chair, room.view, room.state], () =>
    el("ul", { class: "room-people" }, room.attendance.map(person)));
}

function person(one) {
  const part = one.account === room.chair ? word("chair") : one.parts.includes("SECRETARY") ? word("secretary") : "";
  const here = isHere(one);
  return el("li", { class: here ? "here" : "away" },
    el("span", {}, el("b", {}, one.name), part && ` (${part})`, el("br"), el("small", { class: "soft" }, one.post), one.stands_for && el("small", { class: "note" }, word("stands", { name: one.stands_for })), one.note && el("small", { class: "note" }, one.note)),
    el("b", { class: here ? "st done" : "st" }, wordOf("attendance", one.state)),
    room.view === "secretary" && one.account !== room.me && button(word(here ? "left" : "came"), () => correct(one, here), { class: "btn small", "data-name": `mark-${one.account}`, "aria-label": `${word(here ? "left" : "came")}: ${one.name}` }));
}

let usual = "";

/** The secretary does it for another: not without a reason (§10.6), which mostly is that of the one before. */
function correct(one, here) {
  const box = el("dialog", { class: "room-dialog", "aria-label": word("reason", { name: one.name }) });
  const why = el("input", { class: "form-control", id: "room-why", required: true, value: usual });
  const done = async (event) => {
    event.preventDefault();
    if (await act(here ? "leave" : "check_in", { person: one.account, reason: why.value })) {
      usual = why.value;
      box.close();
    }
  };
  box.append(el("form", { method: "dialog", onsubmit: done }, el("label", { for: "room-why" }, word("reason", { name: one.name })), why,
    el("p", { class: "soft" }, word("reason.wanted")), el("div", { class: "buttons" }, el("button", { class: "btn main" }, word(here ? "left" : "came")), button(word("cancel"), () => box.close()))));
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
  why.select();
}
