// An old page asks whether its session still runs before it sends anything: else words and chosen files would be gone.
const OLD = 15 * 60_000;
let asked = Date.now();

export function lapses() {
  document.addEventListener("submit", hold, true);
}

/** Signing out and changing the language are done whoever is there. */
function hold(event) {
  const { target: form, submitter } = event;
  if (form.method !== "post" || "forget" in form.dataset || Date.now() - asked < OLD) return;
  const { who } = document.body.dataset;
  if (!who) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  submitter?.setAttribute("aria-busy", "true");
  ask(who)
    .then((dialog) => (dialog ? lay(dialog, form, submitter) : send(form, submitter)))
    .finally(() => submitter?.removeAttribute("aria-busy"));
}

/** Nothing if the form may go; a house that cannot be reached will say so itself. */
async function ask(who) {
  const answer = await fetch(`/login/still?as=${who}`).catch(() => null);
  if (!answer?.ok) return;
  if (answer.status !== 204) return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("dialog");
  for (const field of document.getElementsByName("csrf_token")) field.value = answer.headers.get("X-CSRFToken");
}

function send(form, submitter) {
  asked = Date.now();
  form.requestSubmit(submitter);
}

function lay(dialog, form, submitter) {
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (dialog.returnValue === "again") form.requestSubmit(submitter);
  });
  document.body.append(dialog);
  dialog.showModal();
}
