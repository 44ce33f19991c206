// The ear: a notice carries no content, so the page asks again for the parts marked data-live.
import { io } from "socket.io-client";
import htmx from "htmx.org/dist/htmx.esm.js";
import { unpressed } from "./press.js";

let waiting = 0;
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
  for (const event of ["notice", "incoming:moved", "outgoing:moved"]) socket.on(event, news);
  socket.on("connect", () => {
    document.documentElement.dataset.ear = "open";
    const paper = location.pathname.match(/^\/(incoming|outgoing)\/(\d+)(?:\/confirm)?$/);
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
  setTimeout(() => (toast.textContent = ""), 6000);
}

export async function refresh() {
  const answer = await fetch(location.href, { headers: { "X-Refresh": "1" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-live]")) unpressed(part, () => exchange(part, fresh.getElementById(part.id)));
}

/** Whoever is reading must not decide on a text that was changed under the eyes: this stays until the page is opened anew. */
function warn(part) {
  const words = part.dataset.changed;
  if (!words || document.getElementById("changed")) return;
  const box = document.createElement("div");
  const said = document.createElement("p");
  box.id = "changed";
  box.className = "say warn";
  box.setAttribute("role", "alert");
  said.textContent = words;
  box.append(said);
  part.before(box);
}

/** A part in which somebody is typing, has something open or ticked, stays as it is. */
function exchange(part, fresh) {
  if (!fresh || part.contains(document.activeElement) || part.querySelector("form .dirty, details[open] form, [name=id]:checked")) return;
  const viewer = part.querySelector("[data-viewer].ready");
  const same = viewer && fresh.querySelector(`[data-viewer][data-first="${CSS.escape(viewer.dataset.first)}"][data-digest="${CSS.escape(viewer.dataset.digest)}"]`);
  if (viewer && !same) warn(part);
  part.replaceWith(fresh);
  same?.replaceWith(viewer);
  htmx.process(fresh);
  document.dispatchEvent(new CustomEvent("office:fresh", { detail: fresh }));
}
