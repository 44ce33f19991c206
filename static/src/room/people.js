// Who is here: for the chair to see, for the secretary to correct with a reason.
import { act } from "./acts.js";
import { now } from "./clock.js";
import { button, draw, el, hour, word, wordOf } from "./dom.js";
import { isHere, room } from "./state.js";

export function people() {
  draw(document.getElementById("room-screens"), [room.screens, room.screens_lost], screens);
  draw(document.getElementById("room-people"), [room.attendance, room.chair, room.view, room.state], () =>
    el("ul", { class: "room-people" }, room.attendance.map(person)));
}

/** One that lost its line is counted by itself: nobody reads there what is shown. */
function screens() {
  const { screens: hang, screens_lost: dark } = room;
  const there = hang > dark && word("screens", { n: hang - dark });
  return [there, there && dark > 0 && " · ", dark > 0 && el("b", { class: "du red" }, word("screens.lost", { n: dark }))];
}

function person(one) {
  const part = one.account === room.chair ? word("chair") : one.parts.includes("SECRETARY") ? word("secretary") : "";
  const here = isHere(one);
  return el(
    "li",
    { class: here ? "here" : "away" },
    el(
      "span",
      {},
      el("b", {}, one.name),
      part && ` (${part})`,
      el("br"),
      el("small", { class: "soft" }, one.post),
      one.stands_for && el("small", { class: "note" }, word("stands", { name: one.stands_for })),
      hours(one),
      one.note && el("small", { class: "note" }, one.note),
    ),
    el("b", { class: here ? "st done" : "st" }, wordOf("attendance", one.state)),
    room.view === "secretary" &&
      one.account !== room.me &&
      el("div", { class: "marks" }, mark(one, here ? LEFT : CAME), one.at && mark(one, MISTAKEN)),
  );
}

/** Who came when, and when he left; of whoever was in the room for as long as he is, since when. */
function hours({ at, left_at }) {
  const told = [at && word("came.at", { at: clock(at) }), left_at && word("left.at", { at: clock(left_at) })];
  return at && el("small", { class: "note" }, told.filter(Boolean).join(" · "));
}

const clock = (moment) => hour(moment).slice(0, 5);

const CAME = { does: "check_in", called: "came", name: "mark", timed: true };
const LEFT = { does: "leave", called: "left", name: "mark", timed: true };
const MISTAKEN = { does: "undo_check_in", called: "mistaken", name: "undo" };

const mark = (one, way) =>
  button(word(way.called), () => correct(one, way), {
    class: "btn small",
    "data-name": `${way.name}-${one.account}`,
    "aria-label": `${word(way.called)}: ${one.name}`,
  });

let usual = "";

/** The secretary does it for another: not without a reason (§10.6), which mostly is that of the one before. */
function correct(one, way) {
  const box = el("dialog", { class: "room-dialog", "aria-label": word("reason", { name: one.name }) });
  const why = el("input", { class: "form-control", id: "room-why", required: true, value: way.timed ? usual : "" });
  const when = way.timed && el("input", { class: "form-control", id: "room-when", type: "time" });
  const done = async (event) => {
    event.preventDefault();
    if (await act(way.does, { person: one.account, reason: why.value, ...(when?.value && { at: today(when.value) }) })) {
      if (way.timed) usual = why.value;
      box.close();
    }
  };
  box.append(
    el(
      "form",
      { method: "dialog", onsubmit: done },
      el("label", { for: "room-why" }, word("reason", { name: one.name })),
      why,
      when && [el("label", { for: "room-when" }, word("reason.when")), when],
      el("p", { class: "soft" }, way.timed ? word("reason.wanted") : word("mistaken.said", { name: one.name })),
      el(
        "div",
        { class: "buttons" },
        el("button", { class: "btn main" }, word(way.called)),
        button(word("cancel"), () => box.close()),
      ),
    ),
  );
  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
  why.select();
}

/** That hour of this day in Việt Nam, by the server's clock. */
const today = (typed) => `${new Date(now() + 7 * 3600 * 1000).toISOString().slice(0, 10)}T${typed}:00+07:00`;
