// One's own notes that the house does not have yet: sealed in the box while they are typed, so that they outlast a closed tab.
import { post } from "../room/post.js";
import { drop, hrefs, putWhole, takeWhole } from "./box.js";
import { held } from "./held.js";

const PLACE = /^\/meetings\/(\d+)\/waiting\/\w+$/;
const placeOf = (meeting, { id }) => `/meetings/${meeting}/waiting/${id}`;
export const isWaiting = (href) => PLACE.test(href);

let turn = Promise.resolve();
/** In their order: what was typed last is what lies there. */
const next = (does) => (turn = turn.then(() => held() && does(held())).catch(() => {}));

export const seal = (meeting, note) => next((box) => putWhole(box, placeOf(meeting, note), JSON.stringify(note)));
export const unseal = (meeting, note) => next((box) => drop(box, placeOf(meeting, note)));

/** What waits in the open box: of which meeting, and the note. */
export async function all() {
  const box = held();
  const places = box ? (await hrefs(box)).filter(isWaiting) : [];
  const read = async (href) => ({
    meeting: Number(href.match(PLACE)[1]),
    note: JSON.parse((await takeWhole(box, href).catch(() => null)) ?? "null"),
  });
  return (await Promise.all(places.map(read))).filter(({ note }) => note);
}

/** Each to the house: what it has waits no more, and of who sits there no more nothing stays. Whether something was put together. */
export async function bringUp() {
  let both = false;
  for (const { meeting, note } of await all()) {
    const { ok, said, kept } = await say(meeting, note);
    both ||= ok && isBoth(note, kept);
    if (ok || ["not_found", "sits_not_in_it"].includes(said.code)) await unseal(meeting, note);
  }
  return both;
}

/** Another device had written something else there meanwhile: the house put both together. */
export const isBoth = ({ text }, kept) => Boolean(kept) && kept !== text.trim();

const NO_PAGE = ["no_such_document", "beyond_the_last_page"];
/** A paper that was taken off the agenda meanwhile, or has become shorter, has no such page to write on: then beside the meeting itself. */
export async function say(meeting, { document: paper, page, text, before }) {
  const where = `/meetings/${meeting}/notes`;
  const [ok, said] = await post(where, { document: paper, page, text, before });
  if (NO_PAGE.includes(said.code) && text.trim()) return say(meeting, { document: "", page: 0, text, before: "" });
  return { ok, said, kept: said.items?.find((one) => one.document === paper && one.page === page)?.text ?? "" };
}
