// The room's one truth: a picture from the server, and the numbered events laid upon it in their order.
export const room = { seq: 0, line: "joining", lostAt: null, chair_lost: null, back: null };

const listeners = new Set();

export function watch(listener) {
  listeners.add(listener);
}

let waiting = false;

/** Tell every part once, however much changed in this moment. */
export function changed() {
  if (waiting) return;
  waiting = true;
  queueMicrotask(() => {
    waiting = false;
    for (const listener of listeners) listener(room);
  });
}

/** The whole picture, which names nothing that is not: no page shown, nobody speaking. An older one than is known is passed over. */
export function take(snapshot) {
  if (snapshot.seq < room.seq) return;
  Object.assign(room, { shown: null, speaker: null, chair_lost: null }, snapshot);
  changed();
}

let words = {};

/** What the next event of a closed matter shows, told ahead to whoever was called to it; where it comes late, at once. */
export function ahead(said) {
  words = said;
  if (said.seq === room.seq) shows(said);
}

function shows({ item: id, document, page, part, by }) {
  Object.assign(
    room,
    document ? { face: "pages", shown: { item: id, document, page, part, by } } : { face: "agenda", shown: null },
  );
  changed();
}

/** One event, if it is the next; false where one is missing in between. */
export function apply(event) {
  if (event.seq <= room.seq) return true;
  if (event.seq > room.seq + 1) return false;
  room.seq = event.seq;
  if (event.kind === "doc.show" && words.seq === event.seq) event = { ...event, ...words, closed: false, some: false };
  if (isWhole(event)) KINDS[event.kind]?.(event);
  room.stale ||= event.closed || !isWhole(event);
  room.last = event;
  changed();
  return true;
}

/** One voted at another device. */
export function voted(id) {
  if (vote(id)) vote(id).voted = true;
  changed();
}

/** Of a closed matter the room hears no words, nor of papers that not everybody is given: who is, asks the house for the picture. */
function isWhole({ kind, vote: id, item: about, question, counts, text, document }) {
  if (kind === "doc.show") return document !== undefined || room.view === "wall" || !item(about)?.documents.length; // told no more, they take the last page down
  if (kind === "doc.changed") return document !== undefined || !item(about)?.documents.length;
  if (kind === "question.changed") return text !== undefined;
  if (kind === "vote.opened") return question !== undefined;
  if (kind === "vote.result" && counts === undefined) return false;
  return id === undefined || Boolean(vote(id));
}

const item = (id) => room.agenda.find((one) => one.id === id);
const vote = (id) => room.votes.find((one) => one.id === id);
const row = (account) => room.attendance.find((one) => one.account === account);
export const name = (account) => row(account)?.name ?? account;

const KINDS = {
  "meeting.state": rested,
  "item.current": ({ item: id, at, ...ends }) =>
    (room.face = "agenda") && Object.assign(item(id), { state: "RUNNING", began_at: at, rested: 0 }) && moved(ends),
  "item.ended": ({ item: id, at, conclusion, ...ends }) =>
    Object.assign(item(id), { state: "DONE", ended_at: at, conclusion }) && moved(ends),
  "stances.changed": folded,
  "question.changed": asked,
  "speeches.changed": () => (room.stale ||= ["chair", "secretary"].includes(room.view)),
  "items.adopted": ({ items, at, saved }) => {
    for (const id of items)
      Object.assign(item(id), { state: "DONE", together: false, adopted: true, began_at: at, ended_at: at });
    Object.assign(room, { stale: true, saved_minutes: room.saved_minutes + saved });
  },
  "agenda.changed": () => (room.stale = true),
  "agenda.moved": () => (room.stale = true),
  "poll.changed": () => (room.stale = true),
  "download.changed": () => (room.stale = true),
  "doc.changed": rewritten,
  "doc.show": shows,
  "queue.changed": ({ entries, orders, waiting: all }) => {
    room.queue = entries.map((person, n) => ({
      person,
      name: name(person),
      group: row(person)?.group,
      of_order: orders.includes(person) && entries.indexOf(person) === n,
    })); // whose own speech waits too: that one stands behind
    room.waiting = all;
  },
  "speaker.started": ({ person, name: called, at, ends_at }) => (room.speaker = { person, name: called, since: at, ends_at }),
  "speaker.extended": ({ ends_at }) => room.speaker && (room.speaker.ends_at = ends_at),
  "speaker.stopped": () => (room.speaker = null),
  "vote.opened": opened,
  "vote.progress": ({ vote: id, cast, present, counted }) =>
    counted ? cards(vote(id)) : Object.assign(vote(id), { cast, present }),
  "vote.closed": ({ vote: id }) => (vote(id).state = "CLOSED"),
  "vote.result": ({ vote: id, meeting, seq, kind, at, ...result }) =>
    Object.assign(room, { face: "vote", back: null }) && Object.assign(vote(id), { result, cast: result.cast }),
  "presence.changed": ({ here, reached, site, at_site }) =>
    Object.assign(room.quorum, { present: here, reached }) && counted(site, { present: at_site }),
  "site.changed": ({ here, reached, site, at_site, others, line, muted }) =>
    Object.assign(room.quorum, { present: here, reached }) && counted(site, { present: at_site, others, line, muted }),
  "chair.changed": ({ person }) => Object.assign(room, { chair: person, chair_lost: null }),
  "secretary.changed": ({ person }) => (room.secretary = person),
  "secretaries.changed": () => (room.stale = true),
  "chair.lost": ({ person, name }) => (room.chair_lost = { person, name }),
  "chair.back": () => (room.chair_lost = null),
  "seats.changed": ({ seats }) => room.me in seats && Object.assign(room, { seat: seats[room.me], moved: seats[room.me] }),
  "screens.changed": ({ screens, screens_lost }) => Object.assign(room, { screens, screens_lost }),
  "server.back": ({ vote: id, cast, present }) => Object.assign(vote(id), { cast, present }) && (room.back = { cast, present }),
};

/** In a pause every clock stands; from there they go on, so that what was to end ends later (MT-T06). */
function rested({ state, at, rested: seconds = 0, ...ends }) {
  Object.assign(room, { state, paused_at: state === "PAUSED" ? at : null });
  const later = (moment) => moment && new Date(Date.parse(moment) + seconds * 1000).toISOString();
  if (room.speaker) room.speaker = { ...room.speaker, ends_at: later(room.speaker.ends_at) };
  for (const one of room.agenda) if (one.state === "RUNNING") one.rested += seconds;
  moved(ends);
}

/** How the agenda folds now, and when it will be over: the house says it with whatever moves it. */
function moved({ together, ends_at }) {
  if (!together) return; // its life after the session says nothing of its end
  for (const one of room.agenda) one.together = together.includes(one.id);
  room.ends_at = ends_at;
}

/** A paper was written anew: the agenda has its newest, a vote keeps the one it was opened on (MT-02). */
function rewritten({ document, name: called, version, before, since, sha256 }) {
  if (document === undefined) return;
  for (const one of room.agenda.flatMap(({ documents }) => documents))
    if (one.id === document) Object.assign(one, { name: called, version, before, since, sha256 });
  for (const one of room.votes.flatMap(({ papers }) => papers))
    if (one.id === document && one.sha256 !== sha256) Object.assign(one, { newest: version, since: one.since ?? since });
}

/** Whose view it is that shows who thinks what asks for it. */
function folded(said) {
  moved(said);
  room.stale ||= ["chair", "secretary"].includes(room.view);
}

/** A question asked beforehand, its answer, or that it was taken back. */
function asked({ item: about, question: id, name: who, text, answer, withdrawn }) {
  const one = item(about);
  if (withdrawn) return (one.questions = one.questions.filter((row) => row.id !== id));
  const known = one.questions.find((row) => row.id === id);
  one.questions = known
    ? one.questions.map((row) => (row === known ? { ...row, answer } : row))
    : [...one.questions, { id, name: who, text, answer }];
}

/** The cards are written down: how many, is asked for by who confirms it. */
function cards(one) {
  one.counted ||= true;
  room.stale ||= ["chair", "secretary"].includes(room.view);
}

const counted = (n, said) => Object.assign(room.site_board.find((one) => one.n === n) ?? {}, said);

/** Who was there as a member when it opened may cast in it (VT-01); the server has the last word. */
function opened({ vote: id, item: about, mode, question, options, up_to, present, basis, at }) {
  const row = mine();
  const may_cast = mode !== "card" && isHere(row) && row.parts.includes("MEMBER");
  const papers = item(about).documents.map(({ id: paper, name: called, version, sha256 }) => ({
    id: paper,
    name: called,
    version,
    sha256,
    newest: null,
    since: null,
  }));
  room.votes.push({
    id,
    item: about,
    papers,
    kind: mode,
    question,
    choices: options,
    up_to,
    present,
    basis,
    opened_at: at,
    may_cast,
    cast: 0,
    voted: false,
    state: "OPEN",
    result: null,
  });
  room.back = null;
}

export const mine = () => room.attendance.find((one) => one.account === room.me);
export const isHere = (row) => ["PRESENT", "LATE", "DISCONNECTED"].includes(row?.state);
export const running = () => room.agenda.find((one) => one.state === "RUNNING");
/** Whether the chair sits here and the session runs. */
export const isChairing = () => room.view === "chair" && room.state === "IN_SESSION";
/** Whose the screen is: the chair's and the technician's for any matter, of who presents for his own while it is dealt with (§10.9). */
export const mayShow = (one) => ["chair", "tech"].includes(room.view) || (one?.state === "RUNNING" && one.rapporteur === room.me);
export const openVote = () => room.votes.find((one) => one.state === "OPEN");
export const lastVote = () => openVote() ?? room.votes.at(-1);
