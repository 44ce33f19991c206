// A token on this very machine: a form marked data-agent has its answer made by the agent that listens here (docs/agent.md).
// The PIN is typed into the agent, never into a page. What goes wrong gives the paper back at once; a closed tab does so in minutes.
const PATIENCE = 4000;
const KEPT = "agent-token";

export function agents() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const field = form.querySelector('[name="answer"]');
    if (!form.dataset.agent || !field || field.value) return;
    event.preventDefault();
    if (form.dataset.at) return;
    form.dataset.at = "work";
    sign(form, field).finally(() => delete form.dataset.at);
  });
}

async function sign(form, field) {
  const button = form.querySelector("button:not([type=button])");
  button.setAttribute("aria-busy", "true");
  let claim = "";
  let line;
  try {
    line = await call(form.dataset.agent);
    const key = await greet(line, form);
    const asked = await post(form.dataset.begin, filled(form), { mechanism: key.mechanism });
    claim = asked.claim;
    if (key.certificate !== asked.certificate) throw said("other_key");
    tell(form, "look");
    const { signatures } = await line.ask(
      {
        sign: {
          attributes: asked.attributes,
          mechanism: asked.mechanism,
          certificate: asked.certificate,
          shown: asked.shown,
          until: asked.until,
        },
      },
      Date.parse(asked.until) - Date.now(),
    );
    field.value = JSON.stringify({ claim, signatures });
    claim = "";
    tell(form, "sending");
    form.requestSubmit();
  } catch (wrong) {
    field.value = "";
    tell(form, wrong.reason ?? "lost", wrong.words);
    button.removeAttribute("aria-busy");
    if (claim) post(form.dataset.giveBack, blank(form), { claim }).catch(() => undefined); // it ends by itself
  } finally {
    line?.close();
  }
}

/** Who is known there is let in; else the code that the agent shows is asked for, once. */
async function greet(line, form) {
  const box = form.querySelector("[data-agent-pair]");
  const code = form.querySelector("[data-agent-code]");
  if (!box.hidden && code.value) {
    const { token } = await line.ask({ pair: code.value.trim() }, PATIENCE);
    localStorage.setItem(KEPT, token);
    box.hidden = true;
  }
  try {
    return await line.ask({ hello: 1, token: localStorage.getItem(KEPT) ?? "" }, PATIENCE);
  } catch (wrong) {
    if (wrong.reason !== "pair") throw wrong;
    box.hidden = false;
    code.value = "";
    code.focus();
    throw wrong;
  }
}

/** A line to the agent; each question has one answer, and a no is thrown by its reason. */
function call(address) {
  return new Promise((opened, failed) => {
    const socket = new WebSocket(address);
    const late = setTimeout(() => socket.close(), PATIENCE);
    let waiting;
    const end = () => (waiting ? waiting.failed(said("lost")) : failed(said("absent")));
    socket.onerror = end;
    socket.onclose = end;
    socket.onmessage = ({ data }) => waiting?.answered(JSON.parse(data));
    socket.onopen = () => {
      clearTimeout(late);
      opened({
        close: () => socket.close(),
        ask: (question, patience) => new Promise((answered, no) => {
          const tired = setTimeout(() => no(said("lost")), patience);
          waiting = {
            answered: (answer) => { clearTimeout(tired); answer.no ? no(said(answer.no)) : answered(answer); },
            failed: (why) => { clearTimeout(tired); no(why); },
          };
          socket.send(JSON.stringify(question));
        }),
      });
    };
  });
}

/** All that the form asks: what is signed there is what it says (a copy's form, a batch's list). */
function filled(form) {
  const body = new FormData(form);
  body.delete("answer");
  return body;
}

function blank(form) {
  const body = new FormData();
  body.set("csrf_token", form.elements.csrf_token.value);
  return body;
}

async function post(address, body, more) {
  for (const [name, value] of Object.entries(more)) body.set(name, value);
  const response = await fetch(address, { method: "POST", body });
  const answer = await response.json();
  if (!response.ok) throw answer;
  return answer;
}

function said(reason) {
  return Object.assign(new Error(reason), { reason });
}

/** One line says how far it is; a word of the server's is shown as it came. */
function tell(form, reason, words) {
  const known = JSON.parse(form.dataset.words);
  const line = form.querySelector("[data-agent-says]");
  line.textContent = words ?? known[reason] ?? known.lost;
  line.className = ["look", "sending"].includes(reason) && !words ? "say info" : "say bad";
}
