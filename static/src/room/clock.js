// The server's time on a machine whose own clock may be wrong by an hour: the offset of the quickest of the last answers.
const MOST = 5;
const seen = [];

/** An answer that bore the server's time: asked then, answered now, by a clock that only runs forward. */
export function hear(serverTime, askedAt) {
  const back = performance.now();
  seen.push({ rtt: back - askedAt, offset: serverTime - (askedAt + back) / 2 });
  if (seen.length > MOST) seen.shift();
}

/** Now, in the server's milliseconds. The page's own wall clock is never asked. */
export function now() {
  const best = seen.reduce((one, other) => (other.rtt < one.rtt ? other : one), seen[0]);
  return performance.now() + (best?.offset ?? performance.timeOrigin);
}

export function rtt() {
  return seen.length ? Math.round(seen.at(-1).rtt) : null;
}

/** Seconds from now until then; what has passed is less than nothing. */
export function until(moment) {
  return (Date.parse(moment) - now()) / 1000;
}
