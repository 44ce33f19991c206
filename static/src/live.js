// The ear: a notice carries no content, so the page asks again for the parts marked data-live.
import { io } from "socket.io-client";
import htmx from "htmx.org/dist/htmx.esm.js";
import { unpressed } from "./press.js";

let waiting = 0;
let said = 0;
let socket = null;

/** The page's one line to the house; who comes back does so after a random while. */
export function ear() {
  socket ??= io({ transports: ["websocket"], reconnectionDelay: 1000, reconnectionDelayMax: 15000, randomizationFactor: 0.8 });
  return socket;
}

export function listen() {
  if (!document.body.hasAttribute("data-live-socket")) return;
  ear();
  const news = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => refresh().then(() => tell("news")), 200 + Math.random() * 600);
  };
  for (const event of ["notice", "incoming:moved", "outgoing:moved", "tasks:moved", "casefiles:moved"]) socket.on(event, news);
  socket.on("connect", () => {
    document.documentElement.dataset.ear = "open";
    const paper = location.pathname.match(/^\/(incoming|outgoing|tasks|casefiles)\/(\d+)(?:\/confirm)?$/);
    if (paper) socket.emit("watch", { kind: paper[1], id: Number(paper[2]) });
  });
  socket.on("disconnect", () => delete document.documentElement.dataset.ear);
  comesBack();
}

/** After a farewell, or an end that the house made, one comes back by oneself. */
export function comesBack() {
  const again = (pause) => setTimeout(() => ear().connect(), pause);
  ear().on("bye", ({ retry_ms: pause }) => {
    ear().disconnect();
    again(pause + Math.random() * pause);
  });
  ear().on("disconnect", (why) => why === "io server disconnect" && again(2000 + Math.random() * 8000));
}

/** Say one of the sentences the page brought along, quietly, for a while. */
export function tell(name, words) {
  const toast = document.getElementById("toast");
  if (!toast) return;
  toast.textContent = words ?? toast.dataset[name];
  clearTimeout(said);
  said = setTimeout(() => (toast.textContent = ""), 6000);
}

export async function refresh() {
  const answer = await fetch(location.href, { headers: { "X-Refresh": "1" } });
  if (!answer.ok) return;
  if (answer.redirected) return void document.dispatchEvent(new Event("office:door"));
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-live]"))
    unpressed(part, () => exchange(part, fresh.getElementById(part.id)));
}

/** Whoever is reading must not decide on a text that was changed under the eyes: this stays until the page is opened anew. */
function warn(part, words) {
  if (!words) return;
  const box = document.getElementById("changed") ?? document.createElement("div");
  const line = document.createElement("p");
  box.id = "changed";
  box.className = "say warn";
  box.setAttribute("role", "alert");
  line.textContent = words;
  if (box.textContent !== words) box.replaceChildren(line);
  if (!box.isConnected) part.before(box);
}

/** What keeps a part as it is: somebody types there, listens, or has something open or ticked. The one act that a desk opens by itself does not, as long as nothing was typed into it. */
function isHeld(part) {
  const opened = matchMedia("(min-width: 992px)").matches ? "details[open]:not([data-primary])" : "details[open]";
  const plays = [...part.querySelectorAll("audio")].some((one) => !one.paused);
  return plays || part.contains(document.activeElement) || part.querySelector(`form .dirty, ${opened} form, [name=id]:checked`);
}

const TO_READ = 1500; // longer than a finger on its way to the button that stood there, shorter than one that read

const doors = (part) => [...part.querySelectorAll("form")].map((form) => form.getAttribute("action")).join(" ");

/** Another act stands where the finger was about to press: what comes within a moment was meant for the act before. */
function readFirst(part) {
  const stop = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    tell("other", part.dataset.other);
  };
  part.addEventListener("submit", stop, true);
  setTimeout(() => part.removeEventListener("submit", stop, true), TO_READ);
}

/** What is around the words is new, and that is said: they are sent with the version that is read now. */
function take(part, fresh) {
  part.dataset.version = fresh.dataset.version;
  for (const form of part.querySelectorAll("form")) {
    const same = fresh.querySelector(`form[action="${CSS.escape(form.getAttribute("action"))}"]`);
    if (same?.elements.version && form.elements.version) form.elements.version.value = same.elements.version.value;
  }
}

/** A part that is held stays as it is; that its text is an old one now is said all the same. */
function exchange(part, fresh) {
  if (!fresh) return;
  const held = isHeld(part);
  const viewer = part.querySelector("[data-viewer].ready");
  const same =
    viewer &&
    fresh.querySelector(
      `[data-viewer][data-first="${CSS.escape(viewer.dataset.first)}"][data-digest="${CSS.escape(viewer.dataset.digest)}"]`,
    );
  const moved = part.dataset.version !== fresh.dataset.version;
  if (viewer ? !same : held && moved) warn(part, held ? part.dataset.kept : part.dataset.changed);
  if (held) return void (moved && take(part, fresh));
  if (part.querySelector("[data-primary][open]")) fresh.querySelector("[data-primary]")?.setAttribute("open", "");
  if (fresh.dataset.other && doors(part) !== doors(fresh)) readFirst(fresh);
  part.replaceWith(fresh);
  same?.replaceWith(viewer);
  htmx.process(fresh);
  document.dispatchEvent(new CustomEvent("office:fresh", { detail: fresh }));
}
