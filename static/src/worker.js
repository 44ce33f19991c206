// Answers for the house where the line is gone: a meeting's page, its papers, one's own notes, the code of the pages; a word that writes is never kept.
import { headOf, headersOf, put, read } from "./offline/box.js";

const PAGE = /^\/meetings\/\d+$/;
const PAPER = /^\/((incoming|outgoing)\/\d+\/files\/\d+|meetings\/\d+\/papers\/(incoming|outgoing)\/\d+)$/;
const NOTES = /^\/api\/v1\/meetings\/\d+\/notes$/;
const CODE = "code";
let box = null;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(caches.delete(CODE).then(() => self.clients.claim())));
self.addEventListener("message", ({ data, ports }) => (data.box ? (box = data.box) : ports[0].postMessage(box)));
new BroadcastChannel("kept").addEventListener("message", () => (box = null));

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname, search } = new URL(url);
  if (method !== "GET" || origin !== location.origin) return;
  if (mode === "navigate") {
    if (PAGE.test(pathname)) event.respondWith(page(event, pathname));
  } else if (NOTES.test(pathname)) event.respondWith(page(event, pathname));
  else if (PAPER.test(pathname) && !search) event.respondWith(paper(event.request, pathname));
  else if (pathname.startsWith("/static/dist/")) event.respondWith(code(event.request));
});

/** The key lies in memory alone, and a worker is ended when it rests: then an open page has it still. */
async function holder() {
  if (box) return box;
  const pages = await self.clients.matchAll({ includeUncontrolled: true });
  const asked = pages.map((one) => new Promise((answer) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => answer(data);
    one.postMessage("box", [port2]);
    setTimeout(answer, 500, null);
  }));
  box = (await Promise.all(asked)).find(Boolean) ?? null;
  return box;
}

/** From the house, and kept as it came; from the box only where the house cannot be reached. */
async function page(event, path) {
  try {
    const answer = await fetch(event.request);
    if (answer.ok) event.waitUntil(keep(path, answer.clone()));
    return answer;
  } catch {
    const known = await holder();
    const head = known && (await headOf(known, path));
    return head ? new Response(await read(known, path, 0, head.size - 1), { headers: head.headers }) : Response.error();
  }
}

async function keep(path, answer) {
  const known = await holder();
  if (!known || !(await headOf(known, path))) return; // the page itself lays it in first, where it may
  await put(known, path, await answer.arrayBuffer(), { headers: headersOf(answer) });
}

/** A paper that lies here is read here: the list of what may lie here is fetched anew by the page. */
async function paper(request, path) {
  const known = await holder();
  const head = known && (await headOf(known, path));
  if (!head) return fetch(request);
  const range = request.headers.get("Range")?.match(/^bytes=(\d+)-(\d*)$/);
  const said = { "Content-Type": head.type, "Accept-Ranges": "bytes", "Cache-Control": "no-store" };
  const [from, to] = range ? [Number(range[1]), Math.min(Number(range[2] || head.size - 1), head.size - 1)] : [0, head.size - 1];
  if (range) said["Content-Range"] = `bytes ${from}-${to}/${head.size}`;
  said["Content-Length"] = String(to - from + 1);
  return new Response(await read(known, path, from, to), { status: range ? 206 : 200, headers: said });
}

/** A name carries its content: what was fetched once is right for ever. */
async function code(request) {
  const cache = await caches.open(CODE);
  const found = await cache.match(request.url);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.status === 200) await cache.put(request.url, answer.clone());
  return answer;
}
