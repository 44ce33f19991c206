// Passkeys: a form marked data-passkey asks the browser first (its kit comes only then), and is sent with the answer.
export function passkeys() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const field = form.querySelector('[name="credential"]');
    if (!form.dataset.passkey || !field || field.value) return;
    event.preventDefault();
    ask(form, field);
  });
}

async function ask(form, field) {
  const button = form.querySelector("button:not([type=button])");
  form.querySelector("[data-said]")?.remove();
  button.setAttribute("aria-busy", "true");
  try {
    field.value = JSON.stringify(await answer(form));
    form.requestSubmit();
  } catch (wrong) {
    field.value = "";
    const said = Object.assign(document.createElement("p"), { className: "say bad", textContent: wrong.words ?? form.dataset.failed });
    said.dataset.said = "";
    said.setAttribute("role", "alert");
    button.before(said);
    button.removeAttribute("aria-busy");
  }
}

async function answer(form) {
  const kit = await import("@simplewebauthn/browser");
  const body = new FormData();
  body.set("csrf_token", form.elements.csrf_token.value);
  body.set("for", form.dataset.passkey);
  const response = await fetch("/login/passkey/options", { method: "POST", body });
  const optionsJSON = await response.json();
  if (!response.ok) throw optionsJSON;
  return form.dataset.passkey === "new" ? kit.startRegistration({ optionsJSON }) : kit.startAuthentication({ optionsJSON });
}
