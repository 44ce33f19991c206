// The crowd of `bench fanout`: real socket.io clients that come, hear, vote, and come back. A line of JSON asks, a line answers.
import { createInterface } from "node:readline";
import { io } from "socket.io-client";
import WebSocket from "ws";

const PATIENCE = 120_000;
const groups = {};
const clock = () => performance.timeOrigin + performance.now();

/** So many clients at a house, or spread over several, each through its own connection, all in its room. */
async function come({ as, urls, tokens, many, join }) {
  const group = anew(as, many);
  const began = clock();
  for (let n = 0; n < many; n += 1) {
    group.sockets.push(io(urls[n % urls.length], { ...HOW, auth: { token: tokens[n % tokens.length] } }));
    enter(group, group.sockets[n], join);
  }
  await until(group, () => group.joined >= many);
  return { joined: group.joined, refused: group.refused, seconds: (clock() - began) / 1000 };
}

/** Whoever sat there leaves. */
function anew(as, many) {
  if (groups[as]) leave({ as });
  return (groups[as] = { many, heard: new Map(), joined: 0, refused: [], waiting: [], sockets: [] });
}

const HOW = { transports: ["websocket"], forceNew: true, reconnectionDelay: 1000, reconnectionDelayMax: 15000, randomizationFactor: 0.8 };

function enter(group, socket, join) {
  let there = false;
  let seq = join.since;
  socket.on("connect", async () => {
    const answer = await socket.timeout(60_000).emitWithAck("join", { ...join, since: seq }).catch(() => ({ ok: false, code: "slow" }));
    if (!answer.ok) return group.refused.push(answer.code);
    there = true;
    group.joined += 1;
    told(group);
  });
  socket.on("disconnect", () => {
    if (there) group.joined -= 1;
    there = false;
    group.left ??= clock();
    told(group);
  });
  socket.on("connect_error", (wrong) => group.refused.push(wrong.message));
  socket.on("ev", (event) => (seq = event.seq));
}

function told(group) {
  group.waiting = group.waiting.filter((wakes) => !wakes());
}

/** Until it is so, or for as long as patience lasts. */
function until(group, so) {
  return new Promise((done) => {
    const end = setTimeout(done, PATIENCE);
    group.waiting.push(() => so() && (clearTimeout(end), done(), true));
    told(group);
  });
}

/** Listeners that cost next to nothing: of five hundred whole clients in one process the last hears when that process comes to it, whichever house speaks. */
async function listen({ as, urls, tokens, many, join }) {
  const group = anew(as, many);
  for (let n = 0; n < many; n += 1) group.sockets.push(ear(group, urls[n % urls.length], tokens[n % tokens.length], join));
  await until(group, () => group.joined >= many);
  return { joined: group.joined, refused: group.refused };
}

function ear(group, url, token, join) {
  const line = new WebSocket(`${url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`, { perMessageDeflate: false });
  const words = {
    0: () => line.send(`40${JSON.stringify({ token })}`),
    2: () => line.send("3"),
    40: () => line.send(`420${JSON.stringify(["join", join])}`),
    43: (said) => (JSON.parse(said.slice(3))[0].ok ? (group.joined += 1) : group.refused.push(said), told(group)),
    42: (said, moment) => hears(group, said, moment),
  };
  line.on("message", (data) => {
    const moment = clock();
    const said = data.toString();
    (words[said.slice(0, 2)] ?? words[said[0]])?.(said, moment);
  });
  return { disconnect: () => line.close() };
}

function hears(group, said, moment) {
  if (!said.startsWith('42["ev"')) return;
  const seq = Number(/"seq":(\d+)/.exec(said)[1]);
  if (!group.heard.has(seq)) group.heard.set(seq, { event: JSON.parse(said.slice(2))[1], at: [] });
  group.heard.get(seq).at.push(moment);
  if (group.heard.get(seq).at.length === group.many) told(group);
}

/** The presenter speaks from so many pages: of one no more than two words a second are heard (LIVE §3). */
const PAGES = 64;

/** He turns the paper's page as his browser does; the number of the event. */
async function turn({ as, url, token, ...said }) {
  const group = groups[as];
  group.pages ??= Array.from({ length: PAGES }, () => io(url, { ...HOW, auth: { token } }));
  const answer = await group.pages[said.page % PAGES].timeout(60_000).emitWithAck("follow_page", said);
  if (!answer.ok) throw new Error(`follow_page: ${answer.code}`);
  return { seq: answer.seq };
}

/** When each of them heard what has this number; what it was. */
async function hear({ as, seq }) {
  const group = groups[as];
  await until(group, () => group.heard.get(seq)?.at.length >= group.many);
  const { event = null, at = [] } = group.heard.get(seq) ?? {};
  group.heard.delete(seq);
  return { event, at };
}

/** The house is going down and comes up again: how long until all sit in the room once more. */
async function back({ as }) {
  const group = groups[as];
  await until(group, () => group.left !== undefined && group.joined >= group.many);
  return { joined: group.joined, seconds: (clock() - group.left) / 1000 };
}

/** They leave, and do not come back. */
async function leave({ as }) {
  const { sockets, pages = [] } = groups[as];
  for (const socket of [...sockets, ...pages]) socket.disconnect();
  return {};
}

/** Everybody votes, one every few milliseconds; what each was answered, and when the last was. */
async function cast({ urls, meeting, vote, tokens, apart }) {
  const began = clock();
  const answers = await Promise.all(tokens.map((token, n) => ballot(urls[n % urls.length], meeting, vote, token, n * apart)));
  return { statuses: answers, seconds: (clock() - began) / 1000 };
}

async function ballot(url, meeting, vote, token, later) {
  await new Promise((done) => setTimeout(done, later));
  const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json", "Idempotency-Key": `v${vote}` };
  const body = JSON.stringify({ vote, choice: ["for"] });
  const answer = await fetch(`${url}/api/v1/meetings/${meeting}/actions/cast`, { method: "POST", headers, body }).catch(() => null);
  await answer?.text();
  return answer?.status ?? 0;
}

const DOES = { come, listen, turn, hear, back, cast, leave };
for await (const line of createInterface({ input: process.stdin })) {
  const { does, ...said } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(await DOES[does](said))}\n`);
}
process.exit(0);
