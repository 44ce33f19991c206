// Keeps a meeting's page and papers on the device, as long as somebody is signed in and the house lets them lie here.
import { tell } from "./live.js";
import { boxOf, empty, headOf, headersOf, only, put } from "./offline/box.js";
import { CHANNEL, forget } from "./offline/forget.js";
import { held, hold, open } from "./offline/held.js";
import { bringUp, isWaiting } from "./offline/waiting.js";

const place = document.querySelector("[data-kept-list]");
const path = location.pathname;
const notes = `/api/v1${path}/notes`;
let isUp = false;
let files = [];

if (place && navigator.serviceWorker && globalThis.crypto?.subtle) begin();

async function begin() {
  navigator.serviceWorker.addEventListener("message", ({ data, ports }) => data === "box" && ports[0]?.postMessage(held()));
  await navigator.serviceWorker.register("/meetings/worker.js");
  new BroadcastChannel(CHANNEL).addEventListener("message", left);
  new MutationObserver(line).observe(document.documentElement, { attributeFilter: ["data-room"] });
  place.querySelector("button").addEventListener("click", () => keep(true));
  await keep(!isSlow());
}

/** Somebody signed out in another tab: nothing stays on the glass either. Who is only out of the meeting reads so in the room. */
function left({ data }) {
  hold(null);
  if (data === "left" && document.documentElement.dataset.room !== "out") location.reload();
}

/** Back in the room, the list is asked for anew; whoever is no longer in it keeps nothing. */
function line() {
  const { room } = document.documentElement.dataset;
  if (room === "out") forget("out");
  if (room === "open" && held()) keep(!isSlow());
}

/** On a line of a commune with 64 kbit/s the papers come only when somebody asks for them. */
function isSlow() {
  const { saveData = false, effectiveType = "4g" } = navigator.connection ?? {};
  return saveData || ["slow-2g", "2g", "3g"].includes(effectiveType);
}

let running = null;

/** One round at a time: what may lie here, what no longer may, and what is not here yet. */
function keep(all) {
  running ??= round(all).catch(() => {}).finally(() => (running = null));
  return running;
}

async function round(all) {
  const answer = await fetch(place.dataset.keptList, { cache: "no-store" }).catch(() => null);
  if (!answer) return borrow();
  if (answer.redirected || answer.status === 404) return forget(answer.redirected ? "left" : "out");
  if (!answer.ok) return;
  const said = await answer.json();
  const box = await boxOf(said.key);
  await empty(box.name);
  await opened(box);
  (await navigator.serviceWorker.ready).active.postMessage({ box });
  if (!said.sits) return only(box, isWaiting); // its time is over, or one's part in it (MT-06)
  files = said.files;
  const stay = await Promise.all(files.map(async (one) => (await isHere(one)) && one.href));
  await only(box, (href) => [path, notes, ...stay].includes(href) || isWaiting(href));
  await keepPage(box);
  if (all) await keepFiles(box);
  await say();
}

/** The house answers: what was typed without it goes up first, of whichever meeting; then the room reads what waits still. */
async function opened(box) {
  hold(box);
  if (!isUp && (await bringUp())) tell("", place.dataset.both);
  isUp = true;
  open(box);
}

/** Without a line the worker has the key, until it is ended for want of work: from now on the page has it too. */
async function borrow() {
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => data && !held() && open(data);
  active.postMessage({}, [port2]);
}

const isHere = async ({ href, sha256 }) => (await headOf(held(), href))?.sha256 === sha256;

/** The page as the house gives it, one's own notes, and the code that draws them. */
async function keepPage(box) {
  for (const href of [path, notes]) {
    if (await headOf(box, href)) continue;
    const answer = await fetch(href, { cache: "no-store" });
    if (!answer.ok || answer.redirected) return;
    await put(box, href, await answer.arrayBuffer(), { headers: headersOf(answer) });
  }
  if (!navigator.serviceWorker.controller)
    await new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
  for (const { name } of performance.getEntriesByType("resource")) if (name.includes("/static/dist/")) await fetch(name);
}

/** The papers, one after another, past the browser's own cache, which lies open on the disk; and the viewer. */
async function keepFiles(box) {
  const missing = [];
  for (const one of files) if (!(await isHere(one))) missing.push(one);
  for (const { href, sha256 } of missing) {
    const answer = await fetch(href, { cache: "no-store" });
    if (answer.ok) await put(box, href, await answer.arrayBuffer(), { sha256, type: answer.headers.get("Content-Type") });
    await say();
  }
  const { code, worker, wasm } = place.dataset;
  if (files.length)
    await Promise.all([import(new URL(code, location.href).href), fetch(worker), ...wasm.split(" ").map((one) => fetch(one))]);
}

/** How much of it is here; the button is for what is not. */
async function say() {
  const lies = (await Promise.all(files.map(async (one) => (await isHere(one)) && one.href))).filter(Boolean);
  const here = lies.length;
  place.dataset.here = lies.join(" ");
  const words = files.length === 0 ? "agenda" : here === files.length ? "all" : "some";
  place.querySelector("[data-words]").textContent = place.dataset[words].replace("{here}", here).replace("{all}", files.length);
  place.querySelector("button").hidden = here === files.length;
  place.hidden = false;
}
