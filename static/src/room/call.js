// The embedded call: each page speaks to each other one directly (WebRTC), found through the room's own line; all else goes on without it.
import { ear } from "../live.js";
import { button, draw, el, word } from "./dom.js";
import { ask } from "./line.js";
import { changed, mine, room, running } from "./state.js";

const PICTURE = { width: { ideal: 320 }, height: { ideal: 240 }, frameRate: { ideal: 15 } };
/** Milliseconds until a page whose way is broken is looked for once more. */
const AGAIN = 5_000;
const BITS = 150_000;
const own = { as: "", stream: null, ice: [], said: "", quiet: false, tile: null, wants: "", enters: false };
const peers = new Map();

/** What others say to a page that is on its way in, as soon as it is there. */
const early = [];

ear().on("rtc", (word_) => {
  if (word_.meeting !== room.id) return;
  if (own.as) heard(word_);
  else if (own.enters) early.push(word_);
});
ear().on("disconnect", () => (own.wants ||= own.as));

/** A closed matter is dealt with, which that guest does not present and is not called to (MT-01). */
const sitsOut = ({ guest, account }) =>
  guest && running()?.closed && running().rapporteur !== account && !running().guests.includes(account);
const isOut = () => sitsOut({ guest: room.guest, account: room.me });

/** Nobody hears a closed matter who was not called to it: a guest's page leaves, and the others let go of it, whatever it does. */
function partFromGuests() {
  if (isOut() && own.as) leave();
  for (const [sid, peer] of peers) if (sitsOut(peer)) drop(sid);
}

export function calls() {
  partFromGuests();
  if (own.wants && !isOut() && !own.enters && room.line === "open") enter(own.wants);
  sound();
  draw(
    document.getElementById("room-call"),
    [own.as, own.said, own.enters, own.quiet, peers.size, isHushed(), isOut()],
    controls,
  );
}

/** A site that the chair muted is silent here too, whatever its own page does (§10.12). */
function sound() {
  for (const track of own.stream?.getAudioTracks() ?? []) track.enabled = !own.quiet && !isHushed();
  for (const { at, quiet, tile: shown } of peers.values()) {
    shown.querySelector("video").muted = isMuted(at);
    shown.classList.toggle("call-quiet", Boolean(quiet) || isMuted(at));
  }
}

const isMuted = (site) => room.site_board.some(({ n, muted }) => n === site && muted);
const isHushed = () => isMuted(mine()?.site);

function controls() {
  if (isOut()) return el("p", { class: "soft", role: "status" }, word("call.closed"));
  if (room.call.kind === "dial")
    return [
      el("p", {}, word("call.dial"), " ", el("strong", { class: "call-number" }, room.call.number)),
      el("a", { class: "btn big", href: room.call.url }, word("call.here")),
    ];
  if (room.call.kind === "link")
    return el("a", { class: "btn big", href: room.call.url, target: "_blank", rel: "noopener" }, word("call.open"));
  const said = el(
    "p",
    { class: "soft", role: "status" },
    own.said || (own.as ? (isHushed() && word("call.muted")) || (peers.size === 0 && word("call.alone")) : word("call.hint")),
  );
  if (!own.as) return [said, el("div", { class: "buttons" }, way("video"), way("audio"))];
  return [
    said,
    el(
      "div",
      { class: "buttons" },
      button(word(own.quiet ? "call.unmute" : "call.mute"), hush, {
        "aria-pressed": String(own.quiet),
        disabled: isHushed(),
        "data-name": "call-mute",
      }),
      button(word("call.leave"), leave, { "data-name": "call-leave" }),
    ),
  ];
}

/** Only who has come into the room is heard there: whoever asks before, or loses the line, comes in once it stands. */
function come(as) {
  if (own.as || own.enters) return;
  own.wants = as;
  say(room.line === "open" ? "" : "call.waits");
}

const way = (as) => button(word(`call.${as}`), () => come(as), { "data-name": `call-${as}`, disabled: own.enters });

function say(name) {
  own.said = name && word(name);
  changed();
}

/** Once at a time: a second press while the camera wakes would meet everybody twice, and nobody would be seen. */
async function enter(as) {
  Object.assign(own, { wants: "", enters: true });
  for (const sid of [...peers.keys()]) drop(sid);
  say(own.as ? "" : "call.enters");
  const said = await into(as).catch(parted);
  own.enters = false;
  say(said);
  for (const word_ of early.splice(0)) if (own.as) heard(word_);
}

/** A browser that may speak to no other (its house forbids it) is out of the call again, and reads so. */
function parted() {
  leave();
  return "call.failed";
}

/** What hindered it, or nothing. */
async function into(as) {
  try {
    own.stream ??= await navigator.mediaDevices.getUserMedia({ audio: true, video: as === "video" && PICTURE });
  } catch {
    return "call.device";
  }
  const answer = await ask("call", { as });
  if (!answer.ok) return (stop(), answer.code === "call_is_full" ? "call.full" : "call.failed");
  Object.assign(own, { as, ice: answer.ice });
  own.tile ??= tile(word("call.me"), true);
  shows(own.tile, own.stream);
  for (const who of answer.peers) meet(who);
  return "";
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

/** The others read it under the picture: else they wait for a word that nobody sends. */
function hush() {
  own.quiet = !own.quiet;
  for (const sid of peers.keys()) send(sid, { quiet: own.quiet });
  changed();
}

/** A line to another page; of two that offer at once, the one with the lesser name gives way. */
function meet(who) {
  const pc = new RTCPeerConnection({ iceServers: own.ice });
  const peer = {
    pc,
    at: who.at,
    guest: who.guest,
    account: who.account,
    gives: ear().id < who.sid,
    offers: false,
    tile: tile(who.site || who.name, false),
  };
  peers.set(who.sid, peer);
  for (const track of own.stream.getTracks()) slow(pc.addTrack(track, own.stream));
  pc.addEventListener("negotiationneeded", () => offer(who.sid, peer));
  pc.addEventListener("icecandidate", ({ candidate }) => candidate && send(who.sid, { candidate }));
  pc.addEventListener("track", ({ streams }) => shows(peer.tile, streams[0]));
  pc.addEventListener("connectionstatechange", () => stands(who.sid, peer));
  if (own.quiet) send(who.sid, { quiet: true });
  changed();
  return peer;
}

/** The way to a page that broke is looked for anew for as long as that page is in the call; the room goes on meanwhile. */
function stands(sid, peer) {
  const { connectionState: state, signalingState } = peer.pc;
  if (state === "closed") return drop(sid);
  peer.tile.classList.toggle("call-again", ["disconnected", "failed"].includes(state));
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
  if (sitsOut(from)) return;
  const peer = peers.get(from.sid) ?? meet(from);
  const { pc } = peer;
  if ("quiet" in data) return ((peer.quiet = data.quiet), changed());
  if (data.candidate) return pc.addIceCandidate(data.candidate).catch(() => {});
  const { type } = data.description;
  if (type === "offer" && crosses(peer) && !peer.gives) return;
  peer.settles = type === "answer";
  await pc.setRemoteDescription(data.description).finally(() => (peer.settles = false));
  if (type !== "offer") return;
  await pc.setLocalDescription();
  send(from.sid, { description: pc.localDescription });
}

/** Whether an offer meets one of our own. Right behind an answer that is still being taken in it does not: who came with
    sound alone, and passed it over, never saw the other's picture. */
const crosses = ({ pc, offers, settles }) => offers || (pc.signalingState !== "stable" && !settles);

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

/** Who came with sound alone has no picture to wait for. */
function shows(box, stream) {
  box.querySelector("video").srcObject = stream;
  box.classList.toggle("call-unseen", stream.getVideoTracks().length === 0);
}

const SAID = ["again", "unseen", "quiet"];

function tile(name, mine) {
  const video = el("video", { autoplay: true, playsinline: true, "aria-label": name });
  video.muted = mine;
  const box = el(
    "figure",
    { class: mine ? "call-own" : "" },
    video,
    el(
      "figcaption",
      {},
      name,
      SAID.map((one) => el("b", { class: `call-is-${one}` }, word(`call.is.${one}`))),
    ),
  );
  document.getElementById("room-call-people").append(box);
  return box;
}
