// A paper's pages as the house draws them, one at a time, for a slow line: 20 KB each, where the viewer's code and the paper are half a megabyte.
const SLOW = ["slow-2g", "2g", "3g"];

/** A commune's 64 kbit/s, as far as the browser says; and not where the paper lies on the device already. */
export function isSlow(url) {
  const { saveData = false, effectiveType = "4g" } = navigator.connection ?? {};
  const here = document.querySelector("[data-kept-list]")?.dataset.here?.split(" ") ?? [];
  return (saveData || SLOW.includes(effectiveType)) && !here.includes(url);
}

/** What can be told to it is what a viewer can be told; nothing where the house draws no pages of this file. */
export async function sheets(box) {
  const known = new Map();
  const state = { url: box.dataset.first, at: 1, pages: 0, wide: 1, tells: [] };
  const first = await brought(known, state.url, 1);
  if (!first) return null;
  const img = laid(box);
  state.pages = first.pages;
  box.dataset.shown = state.url;
  box.querySelector(".file-card").hidden = true;
  await shown(img, known, state);
  return handles(box, img, known, state);
}

/** A page once; what was seen comes back without the line. */
function brought(known, url, n) {
  const key = `${url}?page=${n}`;
  if (!known.has(key)) known.set(key, drawn(key).catch(() => null).then((one) => one ?? (known.delete(key), null)));
  return known.get(key);
}

async function drawn(url) {
  const answer = await fetch(url, { cache: "no-store" });
  if (!answer.ok || answer.headers.get("Content-Type") !== "image/webp") return null;
  return { src: URL.createObjectURL(await answer.blob()), pages: Number(answer.headers.get("X-Pages")) };
}

function laid(box) {
  const page = Object.assign(document.createElement("div"), { className: "page picture" });
  const img = document.createElement("img");
  page.append(img);
  box.querySelector(".pdfViewer").replaceChildren(page);
  return img;
}

/** The page before it stays to be read until this one is there; then the next one is fetched, for it will be asked for. */
async function shown(img, known, state) {
  const { at, url } = state;
  img.setAttribute("aria-busy", "true");
  const page = await brought(known, url, at);
  if (!page || state.at !== at || state.url !== url) return;
  img.src = page.src;
  img.alt = `${img.closest(".pdfViewer").dataset.word} ${at}`;
  img.removeAttribute("aria-busy");
  if (at < state.pages) brought(known, url, at + 1);
}

function handles(box, img, known, state) {
  const container = box.querySelector(".pages");
  const say = () => state.tells.forEach((tell) => tell(state.at, state.pages));
  const widen = (wide) => (img.parentNode.style.width = `${100 * (state.wide = Math.min(Math.max(wide, 0.3), 5))}%`);
  const go = (page) => {
    const at = Math.min(Math.max(page || 1, 1), state.pages);
    if (at === state.at) return;
    state.at = at;
    container.scrollTop = 0;
    say();
    return shown(img, known, state);
  };
  widen(1);
  return {
    go,
    page: () => state.at,
    place: () => [state.at, Math.round((100 * container.scrollTop) / (img.clientHeight || 1))],
    scroll: async (page, percent) => {
      await go(page);
      container.scrollTop = (img.clientHeight * percent) / 100;
    },
    turn: (by) => go(state.at + by),
    zoom: (by) => widen(state.wide * by),
    fit: () => widen(1),
    turned: (tell) => {
      state.tells.push(tell);
      tell(state.at, state.pages);
    },
    show: async (url) => {
      const first = await brought(known, url, 1);
      Object.assign(state, { url, at: 1, pages: first?.pages ?? 0 });
      box.dataset.shown = url;
      say();
      return shown(img, known, state);
    },
  };
}
