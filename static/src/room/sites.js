// The sites as a tree: who is there, how each line stands; their heads count their people, the chair calls on one.
import { act } from "./acts.js";
import { button, draw, el, word, wordOf } from "./dom.js";
import { isChairing, isHere, room } from "./state.js";

export function sites() {
  const box = document.getElementById("room-sites");
  const seen = [room.site_board, room.attendance, room.heads, room.speaker, room.state];
  draw(box, seen, () => [total(), el("ol", { class: "room-sites" }, mineFirst().map(site))]);
}

/** Who looks after one counts before he reads on. */
function mineFirst() {
  if (room.view !== "delegate") return room.site_board;
  const mine = (one) => room.heads.includes(one.n);
  return [...room.site_board].sort((one, other) => mine(other) - mine(one));
}

/** What the room knows of all of them together: reported upward, each by its head. */
export function total() {
  const joined = room.site_board.filter((one) => one.line === "JOINED").length;
  const people = room.site_board.reduce((sum, one) => sum + one.present + one.others, 0);
  const expected = room.site_board.reduce((sum, one) => sum + one.expected, 0);
  return el(
    "p",
    { class: "soft", role: "status" },
    word("site.total", { joined, all: room.site_board.length, people }),
    expected > 0 && ` · ${word("site.awaited", { expected })}`,
  );
}

function site(one) {
  const mine = room.heads.includes(one.n);
  const line = el(
    "b",
    { class: one.line === "JOINED" ? "st done" : one.line === "LOST" ? "st lost" : "st" },
    word(`site.line.${one.line}`),
  );
  return el(
    "li",
    { class: mine ? "own" : "", "data-depth": Math.min(one.depth, 3) },
    el(
      "div",
      { class: "site-head" },
      el("span", {}, el("b", {}, one.name), el("br"), el("small", { class: "soft" }, head(one, mine))),
      line,
    ),
    el(
      "p",
      {},
      word("site.here", one),
      one.others > 0 && ` · ${word("site.others", { n: one.others })}`,
      one.expected > 0 && ` · ${word("site.expected", { n: one.present + one.others, expected: one.expected })}`,
      one.muted && [" · ", el("b", { class: "st lost" }, word("site.muted"))],
    ),
    chairs(one),
    (mine || room.view === "secretary") && counts(one),
    mine && people(one),
  );
}

function head(one, mine) {
  if (mine) return word("site.mine");
  return one.head_name ? word("site.head", { name: one.head_name }) : word("site.nobody");
}

/** What the chair does with a site: the floor goes to it by its head, its sound off or on (§10.12). */
function chairs(one) {
  return room.view === "chair" && el("div", { class: "buttons" }, calls(one), hushes(one));
}

function hushes(one) {
  const label = word(one.muted ? "site.unmute" : "site.mute");
  return button(label, () => act("mute_site", { site: one.n, muted: !one.muted }), {
    class: "btn small",
    "data-name": `mute-${one.n}`,
    "aria-label": `${label}: ${one.name}`,
  });
}

function calls(one) {
  const who = room.attendance.find((row) => row.account === one.head);
  if (!isChairing() || room.speaker || !isHere(who)) return null;
  return button(word("site.give"), () => act("give_floor", { person: one.head }), {
    class: "btn small",
    "data-name": `site-${one.n}`,
    "aria-label": `${word("site.give")}: ${one.name}`,
  });
}

function counts(one) {
  const field = el("input", {
    class: "form-control",
    type: "number",
    min: 0,
    max: 10000,
    inputmode: "numeric",
    id: `site-others-${one.n}`,
    value: one.others,
    "data-name": `others-${one.n}`,
  });
  const save = (event) => {
    event.preventDefault();
    act("count_site", { site: one.n, others: Number(field.value) });
  };
  return el(
    "form",
    { class: "site-count", onsubmit: save },
    el("label", { for: field.id }, word("site.count")),
    field,
    el("button", { class: "btn small" }, word("site.save")),
  );
}

/** Whom the head sees before his screen. */
function people(one) {
  const rows = room.attendance.filter((row) => row.site === one.n && row.account !== room.me);
  return el(
    "ul",
    { class: "room-people" },
    rows.map((row) =>
      el(
        "li",
        { class: isHere(row) ? "here" : "away" },
        el("span", {}, el("b", {}, row.name), el("br"), el("small", { class: "soft" }, row.post)),
        el("b", { class: isHere(row) ? "st done" : "st" }, wordOf("attendance", row.state)),
        button(word(isHere(row) ? "left" : "came"), () => act(isHere(row) ? "leave" : "check_in", { person: row.account }), {
          class: "btn small",
          "data-name": `at-${row.account}`,
          "aria-label": `${word(isHere(row) ? "left" : "came")}: ${row.name}`,
        }),
      ),
    ),
  );
}
