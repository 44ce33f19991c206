// The PDF viewer: PDF.js's pages and text layer under our own toolbar; pages come as they are looked at.
import "./pdfjs-global.js";
import { GlobalWorkerOptions, getDocument } from "pdfjs-dist";
import { marks } from "./marks.js";
import { EventBus, PDFLinkService, PDFViewer } from "pdfjs-dist/web/pdf_viewer.mjs";

const SILENT = {
  getLanguage: () => "vi",
  getDirection: () => "ltr",
  get: async () => "",
  translate: async () => {},
  translateOnce: async () => {},
  destroy: async () => {},
  pause() {},
  resume() {},
};

export async function open(box, url) {
  GlobalWorkerOptions.workerSrc = box.dataset.worker;
  const bus = new EventBus();
  const links = new PDFLinkService({ eventBus: bus, externalLinkTarget: 2 });
  const container = box.querySelector(".pages");
  const viewer = new PDFViewer({
    container,
    viewer: container.querySelector(".pdfViewer"),
    eventBus: bus,
    linkService: links,
    l10n: SILENT,
    annotationMode: 1,
    maxCanvasPixels: 2 ** 24,
  });
  links.setViewer(viewer);
  bus.on("pagesinit", () => {
    viewer.currentScaleValue = "page-width";
    name(container);
  });
  const lay = marks(box, container);
  bus.on(
    "pagerendered",
    ({ pageNumber, source }) => pageNumber === 1 && box.dataset.shown === box.dataset.first && lay(source.div),
  );
  addEventListener("resize", () => viewer.currentScaleValue === "page-width" && (viewer.currentScaleValue = "page-width"));
  const view = handles(viewer, bus, (file) => load(box, file, viewer, links));
  await view.show(url);
  return view;
}

/** Each page is a landmark: it needs a name of its own. */
function name(container) {
  const { word } = container.querySelector(".pdfViewer").dataset;
  for (const page of container.querySelectorAll(".page")) page.setAttribute("aria-label", `${word} ${page.dataset.pageNumber}`);
}

function handles(viewer, bus, show) {
  return {
    show,
    go: (page) => viewer.pagesCount && (viewer.currentPageNumber = Math.min(Math.max(page || 1, 1), viewer.pagesCount)),
    page: () => viewer.currentPageNumber,
    place: () => [viewer.currentPageNumber, part(viewer)],
    scroll: (page, percent) => scroll(viewer, page, percent),
    turn: (by) => (by > 0 ? viewer.nextPage() : viewer.previousPage()),
    zoom: (by) => (viewer.currentScale = Math.min(Math.max(viewer.currentScale * by, 0.3), 5)),
    fit: () => (viewer.currentScaleValue = "page-width"),
    turned: (tell) => {
      const say = () => tell(viewer.currentPageNumber, viewer.pagesCount);
      for (const name of ["pagechanging", "pagesinit", "pagesloaded"]) bus.on(name, say);
      if (viewer.pagesCount) say();
    },
  };
}

/** How far down its page somebody has read, in hundredths. */
function part(viewer) {
  const { div } = viewer.getPageView(viewer.currentPageNumber - 1);
  return Math.round(Math.min(Math.max((100 * (viewer.container.scrollTop - div.offsetTop)) / div.clientHeight, 0), 100));
}

function scroll(viewer, page, percent) {
  if (page > viewer.pagesCount) return;
  const { div } = viewer.getPageView(page - 1);
  viewer.container.scrollTop = div.offsetTop + (div.clientHeight * percent) / 100;
}

/** Scripts and forms of a PDF stay asleep: a paper is read, never run. */
async function load(box, url, viewer, links) {
  box.dataset.shown = url;
  const home = new URL(box.dataset.home, location.href).href;
  const pdf = await getDocument({
    url,
    rangeChunkSize: 65536,
    disableAutoFetch: true,
    disableStream: true,
    enableXfa: false,
    cMapUrl: `${home}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${home}standard_fonts/`,
    wasmUrl: `${home}wasm/`,
    iccUrl: `${home}iccs/`,
  }).promise;
  box.querySelector(".file-card").hidden = true;
  viewer.setDocument(pdf);
  links.setDocument(pdf);
}
