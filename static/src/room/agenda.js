// The agenda: what is done, what is dealt with, what comes; its papers to look at, and for the presenter to show.
import { act } from "./acts.js";
import { button, draw, el, hour, kept, said, word, wordOf } from "./dom.js";
import { look, present } from "./pages.js";
import { isChairing, mayShow, name, openVote, room, running } from "./state.js";
import { objections } from "./together.js";

export function agenda() {
  const seen = [room.agenda, room.shown, room.state, Boolean(openVote())];
  draw(document.getElementById("room-agenda"), seen, () => el("ol", { class: "room-items" }, room.agenda.map(item)));
  draw(document.getElementById("room-conclude"), [running()?.id, Boolean(openVote()), room.votes.length, isChairing()], conclude);
}

function item(one) {
  const runs = one.state === "RUNNING";
  return el(
    "li",
    { class: one.state.toLowerCase(), "aria-current": runs && "step" },
    el(
      "div",
      {},
      el("b", {}, `${one.order}. ${one.title}`),
      mark(one),
      one.needs_vote && one.state !== "DONE" && el("b", { class: "st" }, word("item.votes")),
    ),
    planned(one),
    one.conclusion && el("p", { class: "lined" }, word("item.conclusion", { words: one.conclusion })),
    objections(one),
    speeches(one),
    questions(one),
    one.polls?.map(poll),
    one.documents.map((paper) => document_(one, paper)),
    acts(one),
  );
}

/** Who presents it, and for how long. */
function planned(one) {
  const words = [
    one.rapporteur && word("item.by", { name: name(one.rapporteur) }),
    one.minutes > 0 && word("item.minutes", { n: one.minutes }),
  ].filter(Boolean);
  return words.length > 0 && el("p", { class: "soft" }, words.join(" · "));
}

/** Who registered to speak on it, told to chair and secretary; to the others whether they did. */
function speeches(one) {
  if (one.state !== "PLANNED") return null;
  if (one.speeches.length) return el("p", { class: "soft" }, word("item.speeches", { names: one.speeches.join(", ") }));
  return one.i_speak && el("p", { class: "soft" }, word("item.spoken"));
}

const PLAIN = ["for", "against", "abstain"];

/** What was asked in writing about it (phiếu lấy ý kiến), and what came of it. */
function poll(asked) {
  const name = word("item.poll", { title: asked.question });
  const { result } = asked;
  const counts =
    result &&
    Object.entries(result.counts)
      .sort(([a], [b]) => PLAIN.indexOf(a) - PLAIN.indexOf(b))
      .map(([choice, n]) => `${wordOf("answers", choice)} ${n}`)
      .join(", ");
  const verdict =
    result &&
    (result.elected?.length
      ? word("vote.elected", { names: result.elected.join(", ") })
      : word(result.passed ? "vote.passed" : "vote.failed"));
  return el(
    "p",
    { class: "room-poll" },
    asked.open ? el("a", { href: `/meetings/${asked.meeting}` }, name) : name,
    " · ",
    result ? [`${counts} · `, el("b", {}, verdict)] : word("item.polling", { n: asked.cast, all: asked.present }),
  );
}

/** What was asked beforehand; to ask, and to answer, there is a page of its own. */
function questions(one) {
  if (!one.questions.length) return null;
  return el(
    "details",
    { class: "room-questions" },
    el("summary", {}, word("item.questions", { n: one.questions.length })),
    one.questions.map((asked) =>
      el(
        "p",
        {},
        el("b", {}, `${asked.name}: `),
        asked.text,
        el("br"),
        asked.answer
          ? el("span", {}, word("item.answer", { words: asked.answer }))
          : el("small", { class: "soft" }, word("item.unanswered")),
      ),
    ),
  );
}

function mark(one) {
  if (one.state === "PLANNED") return one.together ? el("b", { class: "st done" }, word("together.item")) : null;
  return el("b", { class: one.state === "DONE" ? "st done" : "st" }, word(one.state === "DONE" ? "item.done" : "item.running"));
}

function document_(one, paper) {
  const shows = room.shown?.document === paper.id && room.shown.item === one.id;
  return el(
    "p",
    { class: shows ? "room-doc shown" : "room-doc" },
    room.view === "tech"
      ? el("span", {}, paper.name || paper.id)
      : el("a", { href: paper.view_only && paper.file ? paper.file : `/${paper.id}` }, paper.name || paper.id),
    paper.view_only && el("b", { class: "st" }, word("doc.view")),
    paper.late && el("b", { class: "st" }, word("doc.late")),
    paper.since && el("small", { class: "soft" }, word("doc.version", { ...paper, at: hour(paper.since) })),
    paper.file &&
      room.view !== "tech" &&
      button(word("look"), () => look(one.id, paper), {
        class: "btn small",
        "data-name": `look-${one.id}-${paper.id}`,
        "aria-label": `${word("look")}: ${paper.name}`,
      }),
    shows && room.view === "tech" && turns(one, paper),
    paper.file &&
      mayShow(one) &&
      room.state === "IN_SESSION" &&
      button(word("show"), () => (room.view === "tech" ? put(one, paper, 1) : present(one.id, paper)), {
        class: "btn small",
        "data-name": `show-${one.id}-${paper.id}`,
        "aria-label": `${word("show")}: ${paper.name}`,
      }),
  );
}

const put = (one, paper, page) => act("show_page", { item: one.id, document: paper.id, page });

/** Who minds the devices turns the page for whoever speaks, and reads none of it himself (§10.3, §10.9). */
function turns(one, paper) {
  const { page } = room.shown;
  const to = (name, next) =>
    button(word(name), () => put(one, paper, next), {
      class: "btn small",
      disabled: next < 1 || room.state !== "IN_SESSION",
      "data-name": `${name}-${paper.id}`,
    });
  return [el("small", {}, word("note.at", { page })), to("show.back", page - 1), to("show.on", page + 1)];
}

/** One item at a time: while one runs, none can be begun. The one that is next has its button among the chair's own. */
function starts(one) {
  if (!isChairing() || one.state !== "PLANNED" || running()) return null;
  return button(word("item.start"), () => act("start_item", { item: one.id }), {
    "data-name": `start-${one.id}`,
    "aria-label": `${word("item.start")}: ${one.title}`,
  });
}

function acts(one) {
  const mine = [starts(one), moves(one)].filter(Boolean);
  return mine.length > 0 && el("div", { class: "buttons" }, mine);
}

/** What is still ahead may come sooner (MT-01): it changes places with the one before it. */
function moves(one) {
  const before = room.agenda.filter((other) => other.state === "PLANNED" && other.order < one.order).at(-1);
  if (room.view !== "chair" || one.state !== "PLANNED" || !before) return null;
  return button(word("item.up"), () => act("move_item", { item: one.id, place: before.order }), {
    class: "btn small",
    "data-name": `up-${one.id}`,
    "aria-label": `${word("item.up")}: ${one.title}`,
  });
}

/** What the chair concludes of the item that runs, and on to the next. */
function conclude() {
  const one = running();
  if (!isChairing() || !one || openVote()) return null;
  const words = kept(
    `conclusion-${one.id}`,
    el("textarea", { class: "form-control", id: "room-conclusion", rows: 3, "aria-describedby": "room-conclusion-lines" }),
  );
  const next = room.agenda.find((other) => other.state === "PLANNED");
  const end = async (then) => {
    if (!(await act("end_item", { item: one.id, conclusion: words.value }))) return;
    said(`conclusion-${one.id}`);
    if (then) await act("start_item", { item: then.id });
  };
  return el(
    "div",
    { class: "sheet" },
    el("h2", {}, word("item.end")),
    one.needs_vote &&
      !room.votes.some((vote) => vote.item === one.id) &&
      el("p", { class: "soft", role: "note" }, word("item.unvoted")),
    el("label", { for: "room-conclusion" }, `${one.order}. ${one.title}`),
    el("small", { class: "hint", id: "room-conclusion-lines" }, word("item.lines")),
    words,
    el(
      "div",
      { class: "buttons" },
      next && button(word("item.next", { no: next.order }), () => end(next), { class: "btn main" }),
      button(word("item.end"), () => end(null), { class: next ? "btn" : "btn main" })));
}
