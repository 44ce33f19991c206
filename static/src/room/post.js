// One word to the house's door for programs, under a key of its own, so that it may be said again and counts once.

/** A key of an act: random enough, also where the page came without https. */
export function fresh() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");
}

/** Whether the house took it, and what it says; throws where it cannot be reached. */
export async function post(path, said, key = fresh()) {
  const token = JSON.parse(document.body.getAttribute("hx-headers:inherited"))["X-CSRFToken"];
  const headers = { "Content-Type": "application/json", "Idempotency-Key": key, "X-CSRFToken": token };
  const answer = await fetch(`/api/v1${path}`, { method: "POST", headers, body: JSON.stringify(said) });
  if (answer.status >= 502) throw new TypeError("the house is away");
  return [answer.ok, await answer.json()];
}
