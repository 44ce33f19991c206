// Keeps a meeting's page and papers on the device, as long as somebody is signed in and the house lets them lie here.
import { boxOf, empty, headOf, headersOf, only, put } from "./offline/box.js";
import { CHANNEL, forget } from "./offline/forget.js";

const place = document.querySelector("[data-kept-list]");
const path = location.pathname;
const notes = `/api/v1${path}/notes`;
let box = null;
let files = [];

if (place && navigator.serviceWorker && globalThis.crypto?.subtle) begin();

async function begin() {
  navigator.serviceWorker.addEventListener("message", ({ data, ports }) => data === "box" && ports[0]?.postMessage(box));
  await navigator.serviceWorker.register("/meetings/worker.js");
  new BroadcastChannel(CHANNEL).addEventListener("message", left);
  new MutationObserver(line).observe(document.documentElement, { attributeFilter: ["data-room"] });
  place.querySelector("button").addEventListener("click", () => keep(true));
  await keep(!isSlow());
}

/** Somebody signed out in another tab: nothing stays on the glass either. Who is only out of the meeting reads so in the room. */
function left({ data }) {
  box = null;
  if (data === "left" && document.documentElement.dataset.room !== "out") location.reload();
}

/** Back in the room, the list is asked for anew; whoever is no longer in it keeps nothing. */
function line() {
  const { room } = document.documentElement.dataset;
  if (room === "out") forget("out");
  if (room === "open" && box) keep(!isSlow());
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
  const answer = await fetch(place.dataset.keptList, { cache: "no-store" });
  if (answer.redirected || answer.status === 404) return forget(answer.redirected ? "left" : "out");
  if (!answer.ok) return;
  const said = await answer.json();
  box = await boxOf(said.key);
  await empty(box.name);
  (await navigator.serviceWorker.ready).active.postMessage({ box });
  if (!said.sits) return only(box, []); // its time is over, or one's part in it (MT-06)
  files = said.files;
  const stay = await Promise.all(files.map(async (one) => (await isHere(one)) && one.href));
  await only(box, [path, notes, ...stay]);
  await keepPage();
  if (all) await keepFiles();
  await say();
}

const isHere = async ({ href, sha256 }) => (await headOf(box, href))?.sha256 === sha256;

/** The page as the house gives it, one's own notes, and the code that draws them. */
async function keepPage() {
  for (const href of [path, notes]) {
    if (await headOf(box, href)) continue;
    const answer = await fetch(href, { cache: "no-store" });
    if (!answer.ok || answer.redirected) return;
    await put(box, href, await answer.arrayBuffer(), { headers: headersOf(answer) });
  }
  if (!navigator.serviceWorker.controller) await new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done, { once: true }));
  for (const { name } of performance.getEntriesByType("resource")) if (name.includes("/static/dist/")) await fetch(name);
}

/** The papers, one after another, past the browser's own cache, which lies open on the disk; and the viewer. */
async function keepFiles() {
  const missing = [];
  for (const one of files) if (!(await isHere(one))) missing.push(one);
  for (const { href, sha256 } of missing) {
    const answer = await fetch(href, { cache: "no-store" });
    if (answer.ok) await put(box, href, await answer.arrayBuffer(), { sha256, type: answer.headers.get("Content-Type") });
    await say();
  }
  const { code, worker, wasm } = place.dataset;
  if (files.length) await Promise.all([import(new URL(code, location.href).href), fetch(worker), ...wasm.split(" ").map((one) => fetch(one))]);
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
