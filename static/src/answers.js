// A no to something htmx asked: said in words, and the page stays as it was; at a closed door one signs in again.
import { tell } from "./live.js";

export function answers() {
  document.addEventListener("htmx:error", () => tell("lost"));
  document.addEventListener("htmx:before:response", (event) => {
    const { raw } = event.detail.ctx.response;
    if (new URL(raw.url).pathname === "/login") {
      event.preventDefault();
      location.assign(raw.url);
    } else if (raw.status >= 400 && raw.status !== 422) {
      event.preventDefault();
      say(raw);
    }
  });
}

async function say(raw) {
  const page = new DOMParser().parseFromString(await raw.text(), "text/html");
  const words = page.querySelector(".refusal p")?.textContent;
  if (words) tell("", words);
  else tell("lost");
}
