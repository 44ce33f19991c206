// The crowd of `bench fanout`: real socket.io clients that come, hear, vote, and come back. A line of JSON asks, a line answers.
import { createInterface } from "node:readline";
import { io } from "socket.io-client";

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
  return (groups[as] = { many, joined: 0, refused: [], waiting: [], sockets: [] });
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

/** The presenter speaks from so many pages: of one no more than two words a second are heard (LIVE §3). */
const PAGES = 64;

/** He turns the paper's page as his browser does; the number of the event. */
async function turn({ as, url, token, ...said }) {
  const group = (groups[as] ??= { sockets: [] });
  group.pages ??= Array.from({ length: PAGES }, () => io(url, { ...HOW, auth: { token } }));
  const answer = await group.pages[said.page % PAGES].timeout(60_000).emitWithAck("follow_page", said);
  if (!answer.ok) throw new Error(`follow_page: ${answer.code}`);
  return { seq: answer.seq };
}

/** The house is going down and comes up again: how long until all sit in the room once more. */
async function back({ as }) {
  const group = groups[as];
  await until(group, () => group.left !== undefined && group.joined >= group.many);
  return { joined: group.joined, seconds: (clock() - group.left) / 1000 };
}

/** They leave, and do not come back. */
async function leave({ as }) {
  const { sockets, pages = [] } = groups[as] ?? { sockets: [] };
  delete groups[as];
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

const DOES = { come, turn, back, cast, leave };
for await (const line of createInterface({ input: process.stdin })) {
  const { does, ...said } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(await DOES[does](said))}\n`);
}
process.exit(0);
