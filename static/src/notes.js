// Beside the papers of a meeting: the form follows the page that lies open, and brings the note that stands there.
export function notes() {
  const form = document.querySelector("[data-note-form]");
  const page = form?.querySelector("[name=page]");
  if (!page) return;
  const { value: document_ } = form.querySelector("[name=document]");
  const text = form.querySelector("[name=text]");
  let shown = "refused" in form.dataset ? null : text.value; // what was refused was typed, and stays too
  const bring = () => {
    if (text.value !== shown) return; // typed and not kept yet: it stays
    const known = document.querySelector(`[data-document="${CSS.escape(document_)}"][data-page="${CSS.escape(page.value)}"] [data-text]`);
    text.value = shown = known?.textContent ?? "";
  };
  document.addEventListener("turned", ({ detail }) => {
    page.max = Number(document.querySelector("[data-pages]").textContent) || "";
    if (text.value !== shown) return;
    page.value = detail;
    bring();
  });
  page.addEventListener("change", bring);
  bring();
}
