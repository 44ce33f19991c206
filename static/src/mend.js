// A finding of the layout checker that can be mended with one press, where it was typed.
export function mends() {
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-mend]");
    if (button) mend(button);
  });
}

/** Paragraphs are counted as the server counts them: lines that are not empty. */
function mend(button) {
  const { mend: name, n, old, fresh } = button.dataset;
  const field = document.querySelector(`#draft [name="${name}"]`);
  if (!field) return;
  let count = 0;
  const lines = field.value.split("\n").map((line) => {
    if (!line.trim() || ++count !== Number(n)) return line;
    return line.replace(/\s+/g, " ").normalize("NFC").replace(old, () => fresh);
  });
  field.value = lines.join("\n");
  button.disabled = true;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
