// Builds what the pages bring to the browser: static/src → static/dist, named by content, with manifest.json.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { cp, mkdir, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const SRC = "static/src";
const DIST = "static/dist";
const ENTRIES = ["boot.js", "app.js", "meeting.js", "offline.js", "pdf.js", "seats.js", "office.css", "type.css"];
const WORKER = "worker.js"; // in one piece: a service worker imports nothing in older browsers
const PDFJS = "node_modules/pdfjs-dist";
const PDFJS_DATA = ["cmaps", "standard_fonts", "wasm", "iccs"];
const PACKED = /\.(js|css|svg|json|txt|wasm)$/;
const QUOTES = [/"[^"]*"/g, /'[^']*'/g, /`[^`]*`/g];
const BROWSERS = ["chrome109", "firefox115", "safari16"];

const { version } = JSON.parse(await readFile(`${PDFJS}/package.json`, "utf8"));
const OWN = (await Promise.all((await readdir(SRC, { recursive: true })).filter((name) => /\.(css|js)$/.test(name))
  .map((name) => readFile(join(SRC, name), "utf8")))).join("\n");
const manifest = { pdfjs: `pdfjs-${version}`, needs: {} };
const fresh = new Set(["manifest.json"]);

/** Bundle the entries that exist, and PDF.js's worker beside the viewer. */
async function bundle() {
  const entries = ENTRIES.filter((name) => existsSync(join(SRC, name)))
    .map((name) => ({ in: join(SRC, name), out: name.replace(/\.\w+$/, "") }));
  if (existsSync(join(SRC, "pdf.js"))) entries.push({ in: `${PDFJS}/build/pdf.worker.mjs`, out: "pdf.worker" });
  await write({ entryPoints: entries, format: "esm", splitting: true });
  await write({ entryPoints: [join(SRC, WORKER)], format: "iife" });
}

async function write(what) {
  const { metafile } = await build({
    ...what, outdir: DIST, bundle: true, minify: true,
    target: BROWSERS, metafile: true, logLevel: "warning", legalComments: "linked", charset: "utf8",
    entryNames: "[name]-[hash]", assetNames: "a/[name]-[hash]", chunkNames: "c/[hash]",
    plugins: [{ name: "only what is used", setup: (b) => b.onLoad({ filter: /tabler(\.min)?\.css$/ }, onlyUsed) }],
    loader: { ".woff2": "file", ".woff": "empty", ".svg": "file" },
  });
  for (const [path, { entryPoint }] of Object.entries(metafile.outputs)) {
    const name = relative(DIST, path);
    fresh.add(name);
    if (entryPoint) manifest[plain(name)] = name;
    if (entryPoint && name.endsWith(".js")) manifest.needs[plain(name)] = needs(metafile.outputs, path);
  }
}

/** The pieces that a script cannot begin without: fetched beside it, not one after another. */
function needs(outputs, path, found = new Set()) {
  for (const { path: piece, kind } of outputs[path].imports) {
    if (kind !== "import-statement" || found.has(piece)) continue;
    needs(outputs, piece, found.add(piece));
  }
  return [...found].map((one) => relative(DIST, one));
}

/** The words that name a class somewhere, and the beginnings of those that are put together (`btn-${tone}`).
    Only what stands in quotes does: a word of a program names no class. */
async function sayings() {
  const said = new Set();
  const begun = new Set();
  for (const place of ["templates", SRC, "server"]) {
    for (const name of await readdir(place, { recursive: true })) {
      if (!/\.(html|js|py)$/.test(name)) continue;
      const text = await readFile(join(place, name), "utf8");
      const quoted = QUOTES.flatMap((quotes) => text.match(quotes) ?? []);
      for (const word of quoted.flatMap((one) => one.match(/[a-zA-Z][\w-]*/g) ?? [])) said.add(word);
      for (const [, word] of text.matchAll(/([a-zA-Z][\w-]*-)(?:\{\{|\$?\{)/g)) begun.add(word);
    }
  }
  return { said, begun };
}

/** Tabler without the classes that nothing says: a commune with 64 kbit/s waits for each. The house has none of its
    calendars (data-vc). */
async function onlyUsed({ path }) {
  const { said, begun } = await sayings();
  const families = new Set([...said].flatMap((word) => word.match(/[a-zA-Z]+/g)));
  const isSaid = (name) => said.has(name) || [...begun].some((one) => name.startsWith(one));
  const named = (selector) => [...selector.replace(/\/\*[^]*?\*\//g, "").matchAll(/\.(([a-zA-Z]+)[\w-]*)/g)];
  const isUsed = (selector) => !selector.includes("[data-vc")
    && named(selector).every(([, , family]) => families.has(family))
    && named(selector.replace(/:not\([^()]*\)/g, "")).every(([, name]) => isSaid(name));
  const contents = (await readFile(path, "utf8")).replace(/([^{}@;]+)\{([^{}]*)\}/g, (_rule, selectors, body) => {
    const kept = apart(selectors).filter(isUsed);
    return kept.length ? `${kept.join(",")}{${body}}` : "";
  });
  return { contents: onlyNamed(contents), loader: "css" };
}

/** Without the values that nothing asks for, nor what is only asked for by one of those. */
function onlyNamed(css) {
  const asked = new Set([...(css + OWN).matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name));
  const less = css.replace(/(--[\w-]+):[^;{}]*(?:;|(?=\}))/g, (said, name) => (asked.has(name) ? said : ""));
  return less === css ? less : onlyNamed(less);
}

/** A list of selectors, cut at its own commas and not at those within brackets. */
function apart(selectors) {
  let depth = 0;
  return [...selectors].reduce((found, c) => {
    depth += c === "(" ? 1 : c === ")" ? -1 : 0;
    if (c === "," && !depth) found.push("");
    else found[found.length - 1] += c;
    return found;
  }, [""]);
}

/** `app-5F2KQ7XA.js` → `app.js`. */
function plain(name) {
  return name.replace(/-[A-Z0-9]{8}(\.\w+)$/, "$1");
}

/** The mark that a tab bears: a file, for in the page each page would bring it again. */
async function mark() {
  const icon = join(SRC, "icon.svg");
  if (existsSync(icon)) await drawn("icon", (await readFile(icon, "utf8")).replace(/^<!--[^]*?-->\s*/, "").trim());
}

/** One drawing, named by its content. */
async function drawn(stem, svg) {
  const name = `${stem}-${createHash("sha256").update(svg).digest("hex").slice(0, 8)}.svg`;
  await writeFile(join(DIST, name), svg);
  manifest[`${stem}.svg`] = name;
  fresh.add(name);
}

/** What PDF.js fetches file by file; its scripting engine stays out: a document may not run programs. */
async function pdfData() {
  const home = join(DIST, manifest.pdfjs);
  for (const folder of PDFJS_DATA) {
    await cp(join(PDFJS, folder), join(home, folder), {
      recursive: true, filter: (from) => !basename(from).startsWith("quickjs-eval"),
    });
  }
  for (const path of await files(home)) fresh.add(path);
}

async function files(folder) {
  if (!existsSync(folder)) return [];
  const all = await readdir(folder, { recursive: true, withFileTypes: true });
  return all.filter((one) => one.isFile()).map((one) => relative(DIST, join(one.parentPath ?? one.path, one.name)));
}

/** A .gz and a .br beside each file; a name carries its content, so what is there already is right. */
async function pack(name) {
  const from = join(DIST, name);
  const text = await readFile(from);
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: text.length } };
  for (const [ending, press, how] of [[".gz", gzip, { level: 9 }], [".br", brotliCompress, best]]) {
    fresh.add(name + ending);
    if (!existsSync(from + ending)) await writeFile(from + ending, await promisify(press)(text, how));
  }
}

async function sweep() {
  for (const path of await files(DIST)) if (!fresh.has(path)) await rm(join(DIST, path));
}

await mkdir(DIST, { recursive: true });
await bundle();
await mark();
await pdfData();
await Promise.all([...fresh].filter((name) => PACKED.test(name) && name !== "manifest.json").map(pack));
await writeFile(join(DIST, "manifest.json"), JSON.stringify(manifest, null, 1));
await sweep();
