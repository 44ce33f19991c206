// Comes with the look, and brings everything else once the page is drawn: on a commune's 64 kbit/s
// scripts and type would share the line with the look, and the glass stay white for it (LIVE §3.2).
const SLOW = 1500; // milliseconds for the look
const look = document.querySelector("link[rel=stylesheet]");
const type = document.querySelector("meta[name=type]");

if (!isSlow()) document.documentElement.classList.add("js"); // else plain forms stand there meanwhile
for (const { dataset } of document.querySelectorAll("[data-brings]")) bring(dataset);
if (type && isSlow()) addEventListener("load", set);
else if (type) set();

/** In the order of the page; its pieces beside it. Loading ends only when they have run. */
function bring({ brings, needs }) {
  for (const one of needs.split(" ").filter(Boolean))
    add("link", { rel: "modulepreload", href: new URL(one, new URL(brings, location)).href });
  add("script", { type: "module", async: false, src: brings });
}

function isSlow() {
  return (performance.getEntriesByName(look.href)[0]?.duration ?? 0) > SLOW;
}

/** From now on the type comes with the page: this browser has it. */
function set() {
  add("link", { rel: "stylesheet", href: type.content });
  document.cookie = `type=${type.content}; path=/; max-age=31536000; samesite=lax`;
}

function add(name, what) {
  document.head.append(Object.assign(document.createElement(name), what));
}
