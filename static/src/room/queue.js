// Who wishes to speak: the queue that everybody sees, one's own hand, and what the chair does with it.
import { tell } from "../live.js";
import { act } from "./acts.js";
import { button, draw, el, hour, word } from "./dom.js";
import { isChairing, isHere, mine, openVote, room, running } from "./state.js";

const IN = () => room.state === "IN_SESSION";
let minutes = 5;

export function queue() {
  draw(document.getElementById("room-queue"), [room.queue, room.waiting, room.speaker?.person, room.state], list);
  draw(
    document.getElementById("room-act"),
    [
      room.queue,
      room.speaker,
      room.state,
      mine()?.state,
      mine()?.sent,
      mine()?.left_at,
      room.view,
      openVote()?.id,
      running()?.id,
      room.view === "chair" && room.agenda,
    ],
    own,
  );
  draw(document.getElementById("room-seat"), [room.seat, mine()?.stands_for], seat);
  if (room.moved) tell("", word("come.moved", { seat: room.moved }));
  room.moved = "";
}

function list() {
  const chairs = isChairing();
  const more = (room.waiting ?? 0) - room.queue.length;
  return [
    chairs && speaking(),
    chairs && lasting(),
    room.queue.length
      ? el(
          "ol",
          {},
          room.queue.map((one, n) => waiting(one, n, chairs)),
        )
      : el("p", { class: "soft" }, word("queue.none")),
    more > 0 && el("p", { class: "soft" }, word("queue.more", { n: more })),
  ];
}

function waiting(one, n, chairs) {
  return el(
    "li",
    {},
    el(
      "span",
      {},
      one.name,
      one.of_order && el("b", { class: "st" }, word("queue.order")),
      one.group && el("small", { class: "soft" }, one.group),
    ),
    chairs &&
      passes(one, n) &&
      button("↑", () => act("move_request", { person: one.person, place: n }), {
        class: "btn small",
        "data-name": `up-${one.person}`,
        "aria-label": word("queue.up", { name: one.name }),
        title: word("queue.up", { name: one.name }),
      }),
    chairs &&
      !room.speaker &&
      button(word("give"), () => act("give_floor", { person: one.person, minutes }), {
        class: "btn small",
        "data-name": `give-${one.person}`,
        "aria-label": `${word("give")}: ${one.name}`,
      }),
  );
}

/** A point of order stands where it stands (§10.7). */
function passes(one, n) {
  return n > 0 && !one.of_order && !room.queue[n - 1].of_order;
}

/** Whose turn is meant: where this page is behind, another speaks by now. */
const turn = () => ({ person: room.speaker.person });

function speaking() {
  if (!room.speaker) return null;
  return el("div", { class: "buttons" },
    button(word("more"), () => act("extend_turn", { ...turn(), minutes: 1 }), { "data-name": "more" }),
    button(word("end"), () => act("end_turn", turn()), { "data-name": "end" }));
}

function lasting() {
  const choose = ({ target }) => (minutes = Number(target.value));
  return el(
    "p",
    { class: "room-minutes" },
    el("label", { for: "room-minutes" }, word("give.minutes")),
    el(
      "select",
      { id: "room-minutes", class: "form-select", onchange: choose },
      [2, 3, 5, 10, 15].map((n) => el("option", { value: n, selected: n === minutes }, n)),
    ),
  );
}

/** A secretary who is nothing else here writes; who is a member besides asks for the floor as such. */
const OTHERS = ["MEMBER", "DELEGATE", "RAPPORTEUR"];
/** Who looks on has no voice (§10.3). */
const speaks = () =>
  mine().parts.some((one) => (room.view === "secretary" ? OTHERS : [...OTHERS, "CHAIR", "INVITEE"]).includes(one));

/** The one large thing that somebody can do here now; a vote that is open comes before it. */
function own() {
  if (room.view === "tech" || room.view === "wall") return null;
  if (!isHere(mine())) return come();
  if (room.view === "chair") return opens();
  if (!speaks() || !IN()) return null;
  const place = room.queue.findIndex((one) => one.person === room.me) + 1;
  const order = button(word("ask.order"), () => act("request_floor", { of_order: true }), {
    class: "plain",
    "data-name": "order",
  });
  if (room.speaker?.person === room.me) return [el("p", {}, word("ask.speaks")), big(word("end"), () => act("end_turn", turn()))];
  if (place)
    return [
      el("p", {}, word("ask.waits", { n: place })),
      big(word("ask.withdraw"), () => act("withdraw_request"), "btn big"),
      !room.queue[place - 1].of_order && order,
    ];
  return [big(word("ask"), () => act("request_floor"), openVote() ? "btn big" : "btn big main"), order];
}

/** Where one sits: a hand may change it meanwhile; and in whose place, which gives no vote (§10.3). */
function seat() {
  const { stands_for: other } = mine() ?? {};
  return [
    room.seat ? el("p", { class: "soft" }, word("come.mine", { seat: room.seat })) : null,
    other ? el("p", { class: "soft" }, word("come.stands", { name: other })) : null,
  ];
}

async function comes() {
  if (await act("check_in")) tell("", room.seat ? word("come.seat", { seat: room.seat }) : word("come.done"));
}

/** Whose place is before a site's screen is not in the room by a wrong press (§10.12). */
function come() {
  const { site: n, sent, left_at: left } = mine() ?? {};
  const site = room.site_board.find((one) => one.n === n);
  const first = el(
    "p",
    {},
    left ? word("come.left", { at: hour(left).slice(0, 5) }) : sent ? word("come.sent", { name: sent }) : word("come.first"),
  );
  const look = sent || left ? "btn big" : "btn big main";
  const remote = () => act("check_in", { remote: true });
  if (site) return [first, big(word("come.site", { site: site.name }), remote, look)];
  return [
    first,
    big(word("come"), comes, look),
    button(word("come.remote"), remote, { class: "btn big", "data-name": "remote" }),
  ];
}

function opens() {
  if (room.state === "CHECK_IN") return big(word("open"), () => act("open"));
  if (room.state === "PAUSED") return big(word("resume"), () => act("resume"));
  if (openVote()) return null;
  const pause = button(word("pause"), () => act("pause"), { class: "btn big", "data-name": "pause" });
  if (running()) return pause;
  const next = room.agenda.find((one) => one.state === "PLANNED" && !one.together);
  const close = button(word("close"), ends, {
    class: room.agenda.every((one) => one.state === "DONE") ? "btn big main" : "btn big",
    "data-name": "close",
  });
  if (!next) return [close, pause];
  const first =
    room.agenda.some((one) => one.state === "PLANNED" && one.together) && room.quorum.reached ? "btn big" : "btn big main"; // what nobody opposes is adopted before
  return [
    button(word("item.first", { no: next.order }), () => act("start_item", { item: next.id }), {
      class: first,
      "data-name": "start-next",
    }),
    pause,
    close,
  ];
}

/** Nobody comes back into a meeting that was closed: what nobody has dealt with is named before. */
function ends() {
  const wait = room.agenda.filter((one) => one.state === "PLANNED").map((one) => `${one.order}. ${one.title}`);
  const waits = wait.length ? word("close.waits", { titles: wait.join("; ") }) : "";
  if (confirm([waits, word("close.sure")].filter(Boolean).join(" "))) act("close");
}

const big = (label, press, look = "btn big main") => button(label, press, { class: look, "data-name": "own" });
