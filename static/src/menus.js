// Menus are plain <details>; this closes them when one looks elsewhere.
export function menus() {
  document.addEventListener("click", ({ target }) => close((menu) => !menu.contains(target)));
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    const open = document.querySelector("details[data-menu][open], details[data-primary][open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
}

function close(which) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) if (which(menu)) menu.open = false;
}
