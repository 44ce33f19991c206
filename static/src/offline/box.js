// What a device keeps of a meeting: pieces sealed with AES-GCM, each bound to its place, in the browser's own store.
const PIECE = 1 << 20;
const IV = 12;
const NAME = "kept-";

/** The box of this session: its key, which lies in memory alone, and its name, by which others are known. */
export async function boxOf(secret) {
  const raw = Uint8Array.from(atob(secret), (one) => one.charCodeAt(0));
  const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", raw));
  const name = NAME + [...digest.slice(0, 8)].map((one) => one.toString(16).padStart(2, "0")).join("");
  return { key, name };
}

/** Lay something into it; its head comes last, so that what was begun and broken off is not there. */
export async function put(box, href, bytes, said) {
  const cache = await caches.open(box.name);
  for (let n = 0; n * PIECE < bytes.byteLength; n += 1) {
    await lay(box, cache, place(href, n), bytes.slice(n * PIECE, (n + 1) * PIECE));
  }
  const head = JSON.stringify({ ...said, size: bytes.byteLength });
  await lay(box, cache, place(href, "head"), new TextEncoder().encode(head));
}

async function lay(box, cache, where, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(IV));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bound(where) }, box.key, bytes);
  await cache.put(where, new Response(new Blob([iv, sealed])));
}

/** What is known of something in the box, or null: it was never laid in, or under another key. */
export async function headOf(box, href) {
  const bytes = await take(box, place(href, "head")).catch(() => null);
  return bytes && JSON.parse(new TextDecoder().decode(bytes));
}

/** Its bytes from here to there, both included; only the pieces that hold them are opened. */
export async function read(box, href, from, to) {
  const out = new Uint8Array(to - from + 1);
  for (let n = Math.floor(from / PIECE); n * PIECE <= to; n += 1) {
    const piece = new Uint8Array(await take(box, place(href, n)));
    const start = Math.max(from - n * PIECE, 0);
    out.set(piece.slice(start, to - n * PIECE + 1), Math.max(n * PIECE - from, 0));
  }
  return out;
}

async function take(box, where) {
  const found = await (await caches.open(box.name)).match(where);
  if (!found) return null;
  const bytes = new Uint8Array(await found.arrayBuffer());
  return crypto.subtle.decrypt(
    { name: "AES-GCM", iv: bytes.slice(0, IV), additionalData: bound(where) },
    box.key,
    bytes.slice(IV),
  );
}

const place = (href, n) => `${href}?kept=${n}`;
const bound = (where) => new TextEncoder().encode(where);

/** A few words in one piece: they lie there whole, or as they lay before. */
export async function putWhole(box, href, words) {
  await lay(box, await caches.open(box.name), place(href, "whole"), new TextEncoder().encode(words));
}

export async function takeWhole(box, href) {
  const bytes = await take(box, place(href, "whole"));
  return bytes && new TextDecoder().decode(bytes);
}

/** What lies in it, under whatever key. */
export async function hrefs(box) {
  const found = await (await caches.open(box.name)).keys();
  return [...new Set(found.map(({ url }) => new URL(url).pathname))];
}

export async function drop(box, href) {
  const cache = await caches.open(box.name);
  for (const { url } of await cache.keys()) if (new URL(url).pathname === href) await cache.delete(url);
}

/** Throw away what is in the box and may not stay. */
export async function only(box, stays) {
  for (const href of await hrefs(box)) if (!stays(href)) await drop(box, href);
}

/** Throw away every box but this one; without one, all of them. */
export async function empty(mine = "") {
  for (const name of await caches.keys()) if (name.startsWith(NAME) && name !== mine) await caches.delete(name);
}

/** What a page is kept with: the policy that it came under. */
export const headersOf = (answer) =>
  Object.fromEntries(["Content-Type", "Content-Security-Policy"].map((name) => [name, answer.headers.get(name)]));
