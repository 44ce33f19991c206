// What every page brings along: htmx makes pages quick, the rest makes them comfortable. All work without it.
import "htmx.org/dist/htmx.esm.js";
import { answers } from "./answers.js";
import { listen } from "./live.js";
import { keys } from "./keys.js";
import { passkeys } from "./passkey.js";
import { agents } from "./agent.js";
import { forms } from "./forms.js";
import { keep, settle } from "./keep.js";
import { lapses } from "./lapse.js";
import { leaves } from "./leaves.js";
import { dates } from "./dates.js";
import { menus } from "./menus.js";
import { mends } from "./mend.js";
import { notes } from "./notes.js";
import { names, picks } from "./picks.js";
import { places } from "./places.js";
import { uploads } from "./upload.js";
import { viewers } from "./viewer.js";

document.documentElement.classList.add("js");
standAt(document.body.dataset.here);
menus();
keys();
lapses(); // before all that hears a form being sent: what it holds back is not sent yet
passkeys(); // before the forms: what these two stop is not sent yet
agents();
forms();
mends();
places();
notes();
names();
dates();
uploads();
listen();
answers();
settle();

/** A page that a refused form brought lies at the address of a button, which takes no look: reloaded,
    heard of, refreshed it is the page that the button stands on. */
function standAt(here) {
  if (here) history.replaceState(history.state, "", here);
}

/** What must be done again for whatever arrives later. */
function furnish(root) {
  for (const here of root.querySelectorAll(":is(.doors, .switch) [aria-current]"))
    here.scrollIntoView({ block: "nearest", inline: "center" });
  picks(root);
  keep(root);
  viewers(root);
  leaves(root);
}

furnish(document);
document.addEventListener("htmx:after:swap", () => furnish(document));
document.addEventListener("office:fresh", ({ detail }) => furnish(detail));
