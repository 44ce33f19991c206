// At signing out: whatever this browser kept of meetings goes, in every tab, also where the house cannot be reached.
import { empty } from "./box.js";

export const CHANNEL = "kept";

export async function forget() {
  if (!globalThis.caches) return;
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage("forget");
  channel.close();
  await empty();
}
