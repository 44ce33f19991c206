// The floor of `bench fanout`: a bare socket.io server that says to a room what it is given, and when it said so.
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { Server } from "socket.io";

const http = createServer();
const hall = new Server(http, { transports: ["websocket"], pingInterval: 10_000, pingTimeout: 10_000 });
hall.on("connection", (page) => page.on("join", (_said, answer) => (page.join("m"), answer({ ok: true }))));
http.listen(0, "127.0.0.1", () => process.stdout.write(`${http.address().port}\n`));

for await (const line of createInterface({ input: process.stdin })) {
  const event = JSON.parse(line);
  const moment = Number(process.hrtime.bigint()) / 1e6; // the clock that every process here shares
  hall.to("m").emit("ev", event);
  process.stdout.write(`${moment}\n`);
}
process.exit(0);
