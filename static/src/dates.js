// A calendar beside a day that is typed: the browser's own, writing dd/mm/yyyy as the office does.
export function dates() {
  document.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-date]");
    if (button) choose(button, document.getElementById(button.dataset.date));
  });
}

function choose(button, field) {
  const picker = document.createElement("input");
  picker.type = button.dataset.kind === "datetime" ? "datetime-local" : "date";
  picker.value = toIso(field.value, picker.type);
  picker.tabIndex = -1;
  picker.setAttribute("aria-hidden", "true");
  picker.addEventListener("change", () => {
    field.value = fromIso(picker.value);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  picker.addEventListener("blur", () => picker.remove());
  button.after(picker);
  picker.focus();
  picker.showPicker();
}

function toIso(words, type) {
  const [, day, month, year, time] = words.match(/^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:\s+(\d{1,2}:\d{2}))?$/) ?? [];
  if (!day) return "";
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return type === "date" ? date : `${date}T${(time ?? "17:00").padStart(5, "0")}`;
}

function fromIso(value) {
  const [date, time] = value.split("T");
  const day = date.split("-").reverse().join("/");
  return time ? `${day} ${time}` : day;
}
