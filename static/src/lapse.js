// An old page asks whether its session still runs before it sends anything, and one whose line is down whether
// anybody is there: else words and chosen files would be gone, for the browser's own page of a house out of reach.
import { tell } from "./live.js";

const OLD = 15 * 60_000;
let asked = Date.now();
let cleared = null;

const isOld = () => Date.now() - asked >= OLD;
/** The room of a meeting says so itself, and keeps what may wait. */
const isDown = () => document.documentElement.dataset.ear !== "open" && !document.getElementById("room");

export function lapses() {
  document.addEventListener("submit", hold, true);
  document.addEventListener("office:door", told, { once: true });
}

/** A notice came, and for its parts the page was shown the door: a post that ended at midnight, a session that
 * somebody ended. Who reads there is told, and from now on no form goes unasked, however young the page. */
async function told() {
  asked = 0;
  const { who } = document.body.dataset;
  const dialog = who && !document.querySelector("dialog[open]") && (await ask(who).catch(() => null));
  if (!dialog) return;
  dialog.querySelector("[value=again]").remove();
  lay(dialog);
}

/** Signing out and changing the language are done whoever is there. */
function hold(event) {
  const { target: form, submitter } = event;
  if (form.method !== "post" || "forget" in form.dataset || form === cleared || !(isOld() || isDown())) return;
  const { who } = document.body.dataset;
  if (!who) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  submitter?.setAttribute("aria-busy", "true");
  ask(who)
    .then((dialog) => (dialog ? lay(dialog, form, submitter) : send(form, submitter)), () => tell("lost"))
    .finally(() => submitter?.removeAttribute("aria-busy"));
}

/** Nothing if the form may go; fails where nobody answers. */
async function ask(who) {
  const answer = await fetch(`/login/still?as=${who}`);
  if (!answer.ok) return;
  if (answer.status !== 204) return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("dialog");
  for (const field of document.getElementsByName("csrf_token")) field.value = answer.headers.get("X-CSRFToken");
}

function send(form, submitter) {
  asked = Date.now();
  cleared = form;
  form.requestSubmit(submitter);
  cleared = null;
}

function lay(dialog, form, submitter) {
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (dialog.returnValue === "again") form.requestSubmit(submitter);
  });
  document.body.append(dialog);
  dialog.showModal();
}
