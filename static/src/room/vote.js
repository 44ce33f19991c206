// A vote as it is opened, cast, counted: the ballot in one's hand, how many have voted, and the result as a chart.
import { tell } from "../live.js";
import { act } from "./acts.js";
import { now } from "./clock.js";
import { button, draw, el, hour, isTyped, kept, said, word, wordOf } from "./dom.js";
import { fresh } from "./post.js";
import { isChairing, isHere, lastVote, mine, openVote, room, running } from "./state.js";

const hand = { vote: 0, picked: [], key: "", stage: "" };

export function vote() {
  const one = votedOn();
  const box = document.getElementById("room-vote");
  if (one && hand.vote !== one.id) Object.assign(hand, { vote: one.id, picked: [], key: fresh(), stage: "" });
  box.classList.toggle("open", one?.state === "OPEN");
  box.closest(".room-vote")?.toggleAttribute("hidden", !one);
  draw(document.getElementById("room-urn"), [waits(one), one?.id], () => waits(one) && el("a", { class: "btn", href: "#room-h-vote" }, word("vote.waits")));
  draw(box, [one, hand, room.view, room.state, isLost(), openVote()?.id], () => one && shown(one));
  draw(document.getElementById("room-ask"), [openVote()?.id, running()?.id, room.state, room.view], ask);
}

/** Whoever reads a paper further down sees in the bar that his ballot is asked for. */
const waits = (one) => one?.state === "OPEN" && one.may_cast && !one.voted && !hand.stage;

/** The vote that is open, or what came of the last one until the next matter is taken up; what was adopted with others says so itself. */
function votedOn() {
  const one = lastVote();
  if (!one || one.state === "OPEN") return one;
  const matter = room.agenda.find(({ id }) => id === one.item);
  return matter?.adopted || (running() && running() !== matter) ? undefined : one;
}

/** Without a line nothing is voted on, and nothing kept for later: a ballot counts when the house has it (VT-05, §10.13). */
const isLost = () => room.line === "lost";

export function shown(one) {
  return [
    el(room.view === "wall" ? "h2" : "h3", {}, one.question),
    el(
      "p",
      { class: "soft" },
      [wordOf("kinds", one.kind), one.kind !== "card" && word(isHushed(one) ? "vote.hushed" : "vote.cast", one)].filter(Boolean).join(" · "),
      one.kind !== "card" && one.state === "OPEN" && !isHushed(one) && grows(one),
    ),
    room.view === "wall" && one.papers.map(stoodOn),
    one.state === "OPEN" ? ballot(one) : chart(one), // before the texts: on a telephone they would push it under the fold
    room.view !== "wall" && one.papers.map(stoodOn)];
}

const grows = (one) => el("progress", { max: one.present || 1, value: one.cast, "aria-label": word("vote.cast", one) });

/** Of few in secret the house tells the count once all have voted; until then “0 of 4” would be no news but a lie (LIVE §3.1). */
const isHushed = (one) => one.kind === "secret" && one.state === "OPEN" && one.present < room.few && one.cast < one.present;

/** The text that is voted on, whatever is written anew meanwhile (MT-02). */
function stoodOn(paper) {
  const words = [word("vote.on", { ...paper, digest: paper.sha256.slice(0, 12) }), paper.newest && word("vote.later", { ...paper, at: hour(paper.since) })];
  return el("p", { class: "soft" }, words.filter(Boolean).join(" · "));
}

function ballot(one) {
  return [room.view === "wall" ? names(one) : own(one),
    one.kind === "card" && el("p", {}, counted(one)),
    one.kind === "card" && room.view === "secretary" && cards(one),
    room.view === "chair" && button(word(one.kind === "card" && one.counted ? "vote.confirm" : "vote.close"), () => ends(one), { "data-name": "close-vote" })];
}

/** Who has not voted yet never will, and what is carried is counted of all members: one slip of the finger must not end it. */
function ends(one) {
  const isShort = one.kind !== "card" && one.cast < one.present;
  if (!isShort || confirm(word(isHushed(one) ? "vote.hurry" : "vote.short", one))) act("close_vote", { vote: one.id });
}

/** What the secretary counted, to who confirms it; the others hear that it was written down. */
function counted(one) {
  if (typeof one.counted !== "object" || !one.counted) return word(one.counted ? "vote.counted" : "vote.card");
  return word("vote.counts", { counts: Object.entries(one.counted).map(([choice, n]) => `${wordOf("choices", choice)} ${n}`).join(", ") });
}

/** Whoever is voted on is read from the wall, too. */
const names = (one) =>
  one.up_to > 1 && [
    el("p", {}, word("vote.pick", { n: one.up_to })),
    el(
      "ul",
      { class: "wall-names" },
      one.choices.map((choice) => el("li", {}, choice)),
    ),
  ];

function own(one) {
  if (one.kind === "card" || !["delegate", "chair", "secretary"].includes(room.view)) return null;
  if (!one.may_cast) return mine()?.parts.includes("MEMBER") && isHere(mine()) ? el("p", {}, word("vote.not")) : null;
  if (hand.stage)
    return el(
      "p",
      { class: ["sending", "again"].includes(hand.stage) ? "vote-told waits" : "vote-told", role: "status" },
      hand.stage === "sending" ? word("vote.sending") : hand.stage === "again" ? word("vote.again") : hand.stage,
      again(one),
    );
  if (one.voted) return el("p", { class: "vote-told", role: "status" }, word("vote.had"), again(one));
  return choosing(one);
}

/** An open ballot may be changed until the vote is closed; a secret one may not (VT-06). */
function again(one) {
  if (one.kind !== "open" || ["sending", "again"].includes(hand.stage)) return null;
  const anew = () => {
    Object.assign(hand, { stage: "", picked: [], key: fresh() });
    one.voted = false;
    vote();
  };
  return button(word("vote.anew"), anew, { class: "plain", "data-name": "anew" });
}

function choosing(one) {
  const many = one.up_to > 1;
  const pick = (choice) => () => {
    if (many && hand.picked.length >= one.up_to && !hand.picked.includes(choice)) return tell("", word("vote.full", { n: one.up_to }));
    hand.key = fresh();
    hand.picked = many ? toggled(hand.picked, choice) : [choice];
    vote();
    // On a telephone what sends it lies under the fold: who sees his mark would believe that he has voted.
    document.querySelector("[data-name=cast]")?.scrollIntoView({ block: "nearest" });
  };
  const choices = one.choices.map((choice) =>
    button(wordOf("choices", choice), pick(choice), {
      class: `btn big choice ${choice}`,
      "aria-pressed": String(hand.picked.includes(choice)),
      "data-name": `pick-${choice}`,
    }),
  );
  return el(
    "div",
    { class: "ballot", role: "group", "aria-label": word("vote.yours") },
    many && el("p", {}, word("vote.pick", { n: one.up_to })),
    choices,
    hand.picked.length > 0 &&
      button(word("vote.send", { choice: hand.picked.map((choice) => wordOf("choices", choice)).join(", ") }), () => cast(one), {
        class: "btn big main",
        "data-name": "cast",
        disabled: isLost(),
        "aria-describedby": isLost() && "vote-why",
      }),
    isLost() && el("p", { class: "vote-told waits", id: "vote-why", role: "status" }, word("vote.offline")),
    el("small", {}, word(one.kind === "secret" ? "vote.fixed" : "vote.change")));
}

function toggled(picked, choice) {
  return picked.includes(choice) ? picked.filter((one) => one !== choice) : [...picked, choice];
}

/** The same ballot under the same key until the house has answered: it counts once (§10.13). */
async function cast(one) {
  hand.stage = "sending";
  vote();
  const wait = () => {
    hand.stage = "again";
    vote();
  };
  const choice = one.up_to > 1 ? hand.picked : hand.picked[0];
  const taken = await act("cast", { vote: one.id, choice }, { key: hand.key, wait });
  if (taken) hand.picked = [];
  hand.stage = taken ? word("vote.taken", { at: hour(now()) }) : "";
  one.voted = Boolean(taken) || room.refused === "voted_already";
  vote();
}

function cards(one) {
  const fields = one.choices.map((choice) => [
    choice,
    kept(`card-${one.id}-${choice}`, el("input", { class: "form-control", type: "number", min: 0, value: 0, id: `card-${choice}` })),
  ]);
  const save = () => act("record_card_vote", { vote: one.id, counts: Object.fromEntries(fields.map(([choice, field]) => [choice, Number(field.value)])) });
  return el(
    "div",
    { class: "grid-form" },
    fields.map(([choice, field]) => el("p", {}, el("label", { for: field.id }, wordOf("choices", choice)), field)),
    button(word("vote.count"), save, { class: "btn main" }),
  );
}

/** Words, figures and bars; the line is what carries it, of all members and not of those present. */
function chart(one) {
  const { result } = one;
  if (!result) return null;
  const rows = one.choices.map((choice) => row(choice, result.counts[choice], result));
  const share = result.percent.toFixed(2).replace(".", ",");
  const told = el("p", { class: result.passed ? "outcome passed" : "outcome failed" }, el("b", {}, outcome(result)),
    ` ${word("vote.share", { percent: share, base: result.base, needed: result.needed })}`, result.by_chair && ` · ${word("vote.casting")}`);
  const basis = one.basis && el("p", { class: "soft basis" }, word("vote.basis", one));
  const again =
    one.kind !== "card" && room.view !== "wall" && el("p", {}, el("a", { href: `/meetings/${room.id}/votes/${one.id}/ballots` }, word("vote.ballots")));
  return [
    one.repeats && el("p", { class: "soft" }, word("vote.repeated", { reason: one.reason })),
    el("dl", { class: "tally" }, rows),
    told,
    basis,
    again,
    repeat(one),
  ];
}

/** A matter is carried; of names, some are chosen. */
function outcome({ elected, passed, counts }) {
  if (elected?.length) return word("vote.elected", { names: elected.join(", ") });
  if (!("for" in counts)) return word("vote.nobody");
  return word(passed ? "vote.passed" : "vote.failed");
}

function row(choice, n, { base, needed, elected }) {
  const filled = el("i", { class: `fill ${choice}` });
  filled.style.width = `${(100 * n) / (base || 1)}%`;
  const least = el("i", { class: "least" });
  least.style.left = `${(100 * needed) / (base || 1)}%`;
  return el(
    "div",
    { class: elected?.includes(choice) && "won" },
    el("dt", {}, wordOf("choices", choice)),
    el("dd", {}, el("b", {}, n), el("span", { class: "gauge", "aria-hidden": "true" }, filled, choice !== "abstain" && choice !== "against" && least)),
  );
}

const field = (name, control) => el("p", { class: "field" }, el("label", { for: control.id }, word(name)), control);

/** The chair puts a question: on the matter that is dealt with. */
function ask() {
  const about = running();
  if (!isChairing() || !about || openVote() || !room.quorum.base) return null; // where no body sits, nothing is voted on
  const mine = `ask-${about.id}-`;
  const usual = el("textarea", { id: "ask-question", class: "form-control", rows: 2 }, word("ask.usual", { title: about.title }));
  const question = kept(`${mine}question`, usual);
  const kind = kept(
    `${mine}kind`,
    el(
      "select",
      { id: "ask-kind", class: "form-select" },
      ["open", "secret", "card"].map((one) => el("option", { value: one }, wordOf("kinds", one))),
    ),
  );
  const names = kept(`${mine}names`, el("textarea", { id: "ask-names", class: "form-control", rows: 2 }));
  const most = kept(`${mine}most`, el("input", { id: "ask-most", class: "form-control", type: "number", min: 1, value: 1 }));
  const least = kept(
    `${mine}threshold`,
    el(
      "select",
      { id: "ask-threshold", class: "form-select" },
      ["", "half", "two_thirds"].map((one) => el("option", { value: one }, wordOf("thresholds", one))),
    ),
  );
  const basis = kept(`${mine}basis`, el("input", { id: "ask-basis", class: "form-control" }));
  const put = async () => {
    const choices = names.value.split("\n").map((one) => one.trim()).filter(Boolean);
    const asked = { item: about.id, kind: kind.value, question: question.value, choices, up_to: choices.length ? Number(most.value) : 1, basis: basis.value };
    if (await act("open_vote", least.value ? { ...asked, threshold: least.value } : asked)) said(mine);
  };
  const waits = about.needs_vote && !room.votes.some((vote) => vote.item === about.id);
  const rare = [names, most, least, basis];
  return el(
    "details",
    { class: "sheet fold", open: waits || isTyped(question.dataset.name) },
    el("summary", {}, word("ask.vote")),
    field("ask.question", question),
    field("ask.kind", kind),
    el(
      "details",
      { class: "fold", open: rare.some((one) => isTyped(one.dataset.name)) },
      el("summary", {}, word("ask.more")),
      field("ask.names", names),
      field("ask.most", most),
      field("ask.threshold", least),
      field("ask.basis", basis),
    ),
    el("p", {}, button(word("ask.open"), put, { class: "btn main" })),
  );
}

/** The same question once more, with a reason: the old result stays beside the new one (VT-09). */
function repeat(one) {
  if (!isChairing() || openVote()) return null;
  const why = kept(`repeat-${one.id}`, el("textarea", { id: "repeat-why", class: "form-control", rows: 2 }));
  const again = () => act("open_vote", {
    item: one.item, kind: one.kind, question: one.question, choices: one.choices, up_to: one.up_to,
    threshold: one.threshold, basis: one.basis, repeats: one.id, reason: why.value,
  });
  return el("details", { class: "fold", open: isTyped(why.dataset.name) }, el("summary", {}, word("vote.repeat")), field("repeat.why", why),
    button(word("vote.repeat"), again, { "data-name": "repeat" }));
}
