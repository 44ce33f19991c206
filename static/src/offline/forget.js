// At signing out: whatever this browser kept of meetings goes, in every tab, also where the house cannot be reached.
import { empty } from "./box.js";

export const CHANNEL = "kept";

/** `why`: "left" at signing out, "out" where only the part in one meeting was taken away. */
export async function forget(why = "left") {
  if (!globalThis.caches) return;
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(why);
  channel.close();
  await empty();
}
