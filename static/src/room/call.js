// The embedded call: each page speaks to each other one directly (WebRTC), found through the room's own line; all else goes on without it.
import { ear } from "../live.js";
import { button, draw, el, word } from "./dom.js";
import { ask } from "./line.js";
import { changed, mine, room } from "./state.js";

const PICTURE = { width: { ideal: 320 }, height: { ideal: 240 }, frameRate: { ideal: 15 } };
/** Milliseconds until a page whose way is broken is looked for once more. */
const AGAIN = 5_000;
const BITS = 150_000;
const own = { as: "", stream: null, ice: [], said: "", quiet: false, tile: null, wants: "" };
const peers = new Map();

ear().on("rtc", (word_) => word_.meeting === room.id && own.as && heard(word_));
ear().on("disconnect", () => (own.wants ||= own.as));

export function calls() {
  if (own.wants && room.line === "open") enter(own.wants);
  sound();
  draw(document.getElementById("room-call"), [own.as, own.said, own.quiet, peers.size, isHushed()], controls);
}

/** A site that the chair muted is silent here too, whatever its own page does (§10.12). */
function sound() {
  for (const track of own.stream?.getAudioTracks() ?? []) track.enabled = !own.quiet && !isHushed();
  for (const { at, tile: shown } of peers.values()) shown.querySelector("video").muted = isMuted(at);
}

const isMuted = (site) => room.site_board.some(({ n, muted }) => n === site && muted);
const isHushed = () => isMuted(mine()?.site);

function controls() {
  if (room.call.kind === "dial") return [el("p", {}, word("call.dial"), " ", el("strong", { class: "call-number" }, room.call.number)), el("a", { class: "btn big", href: room.call.url }, word("call.here"))];
  if (room.call.kind === "link") return el("a", { class: "btn big", href: room.call.url, target: "_blank", rel: "noopener" }, word("call.open"));
  const said = el("p", { class: "soft", role: "status" }, own.said || (own.as ? (isHushed() && word("call.muted")) || (peers.size === 0 && word("call.alone")) : word("call.hint")));
  if (!own.as) return [said, el("div", { class: "buttons" }, way("video"), way("audio"))];
  return [said, el("div", { class: "buttons" }, button(word(own.quiet ? "call.unmute" : "call.mute"), hush, { "aria-pressed": String(own.quiet), disabled: isHushed(), "data-name": "call-mute" }), button(word("call.leave"), leave, { "data-name": "call-leave" }))];
}

/** Only who has come into the room is heard there: whoever asks before, or loses the line, comes in once it stands. */
function come(as) {
  own.wants = as;
  say(room.line === "open" ? "" : "call.waits");
}

const way = (as) => button(word(`call.${as}`), () => come(as), { "data-name": `call-${as}` });

function say(name) {
  own.said = name && word(name);
  changed();
}

async function enter(as) {
  own.wants = "";
  for (const sid of [...peers.keys()]) drop(sid);
  try {
    own.stream ??= await navigator.mediaDevices.getUserMedia({ audio: true, video: as === "video" && PICTURE });
  } catch {
    return say("call.device");
  }
  const answer = await ask("call", { as });
  if (!answer.ok) return (stop(), say(answer.code === "call_is_full" ? "call.full" : "call.failed"));
  Object.assign(own, { as, ice: answer.ice, said: "" });
  own.tile ??= tile(word("call.me"), true);
  own.tile.querySelector("video").srcObject = own.stream;
  for (const who of answer.peers) meet(who);
  changed();
}

function leave() {
  for (const sid of [...peers.keys()]) {
    send(sid, { bye: true });
    drop(sid);
  }
  stop();
  ask("call", { as: "" });
  say("");
}

function stop() {
  for (const track of own.stream?.getTracks() ?? []) track.stop();
  own.tile?.remove();
  Object.assign(own, { as: "", stream: null, tile: null, quiet: false, wants: "" });
}

function hush() {
  own.quiet = !own.quiet;
  changed();
}

/** A line to another page; of two that offer at once, the one with the lesser name gives way. */
function meet(who) {
  const pc = new RTCPeerConnection({ iceServers: own.ice });
  const peer = { pc, at: who.at, gives: ear().id < who.sid, offers: false, tile: tile(who.site || who.name, false) };
  peers.set(who.sid, peer);
  for (const track of own.stream.getTracks()) slow(pc.addTrack(track, own.stream));
  pc.addEventListener("negotiationneeded", () => offer(who.sid, peer));
  pc.addEventListener("icecandidate", ({ candidate }) => candidate && send(who.sid, { candidate }));
  pc.addEventListener("track", ({ streams }) => (peer.tile.querySelector("video").srcObject = streams[0]));
  pc.addEventListener("connectionstatechange", () => stands(who.sid, peer));
  changed();
  return peer;
}

/** The way to a page that broke is looked for anew for as long as that page is in the call; the room goes on meanwhile. */
function stands(sid, peer) {
  const { connectionState: state, signalingState } = peer.pc;
  if (state === "closed") return drop(sid);
  peer.tile.classList.toggle("call-lost", ["disconnected", "failed"].includes(state));
  clearTimeout(peer.again);
  if (state !== "failed") return;
  peer.again = setTimeout(() => stands(sid, peer), AGAIN);
  peer.pc.restartIce();
  // An offer that nobody answered holds back every further one.
  if (signalingState === "have-local-offer") offer(sid, peer);
}

/** Who is no more in the call takes no offer. */
async function offer(sid, peer) {
  peer.offers = true;
  await peer.pc.setLocalDescription().catch(() => {});
  peer.offers = false;
  if (!peer.pc.localDescription) return;
  const { ok, code } = await send(sid, { description: peer.pc.localDescription });
  if (!ok && code === "not_in_the_call") drop(sid);
}

async function heard({ from, data }) {
  if (data.bye) return drop(from.sid);
  const peer = peers.get(from.sid) ?? meet(from);
  const { pc } = peer;
  if (data.candidate) return pc.addIceCandidate(data.candidate).catch(() => {});
  const crossed = data.description.type === "offer" && (peer.offers || pc.signalingState !== "stable");
  if (crossed && !peer.gives) return;
  await pc.setRemoteDescription(data.description);
  if (data.description.type !== "offer") return;
  await pc.setLocalDescription();
  send(from.sid, { description: pc.localDescription });
}

const send = (to, data) => ask("rtc", { to, data: JSON.parse(JSON.stringify(data)) });

/** A commune's line carries three others' pictures at this many bits and no more (LIVE §4.2). */
function slow(sender) {
  if (sender.track.kind !== "video") return;
  const given = sender.getParameters();
  given.encodings = [{ ...given.encodings?.[0], maxBitrate: BITS }];
  sender.setParameters(given).catch(() => {});
}

function drop(sid) {
  const peer = peers.get(sid);
  if (!peer) return;
  peers.delete(sid);
  clearTimeout(peer.again);
  peer.pc.close();
  peer.tile.remove();
  changed();
}

function tile(name, mine) {
  const video = el("video", { autoplay: true, playsinline: true, "aria-label": name });
  video.muted = mine;
  const box = el("figure", { class: mine ? "call-own" : "" }, video, el("figcaption", {}, name, el("b", { class: "call-again" }, word("call.again"))));
  document.getElementById("room-call-people").append(box);
  return box;
}
