// A no to something htmx asked: said in words, and the page stays as it was; at a closed door one signs in again.
import htmx from "htmx.org/dist/htmx.esm.js";
import { tell } from "./live.js";

const AGAIN = 3000;

export function answers() {
  document.addEventListener("htmx:error", ({ detail }) => {
    tell("lost");
    askAgain(detail.ctx);
  });
  document.addEventListener("htmx:before:response", (event) => {
    const { raw } = event.detail.ctx.response;
    if (new URL(raw.url).pathname === "/login") {
      event.preventDefault();
      location.assign(raw.url);
    } else if (raw.status >= 400 && raw.status !== 422) {
      event.preventDefault();
      say(raw);
      if (raw.status >= 500 || raw.status === 429) askAgain(event.detail.ctx);
    }
  });
}

/** What waits for a job asks after a while each time it is shown, so an answer that never came would end its waiting. */
function askAgain(ctx) {
  const part = ctx?.sourceElement;
  if (!part?.matches("[hx-trigger^='load delay']")) return;
  setTimeout(() => htmx.ajax("GET", part.getAttribute("hx-get"), { source: part }), AGAIN);
}

async function say(raw) {
  const page = new DOMParser().parseFromString(await raw.text(), "text/html");
  const words = page.querySelector(".refusal p")?.textContent;
  if (words) tell("", words);
  else tell("lost");
}
