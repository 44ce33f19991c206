// What somebody is pressing at this moment stays where it is: a button that is drawn anew between finger down and finger up is
// another button, and the browser gives the press to neither.
let pressed = null;
let letGo = 0;
const waiting = new Map();

const PATIENCE = 3000; // a press whose end nobody told us of
const AFTER = 60; // a press that was none: a finger that slid away, a key in a text

function down({ target, type, key }) {
  if (type === "keydown" && key !== " " && key !== "Enter") return;
  pressed = target;
  clearTimeout(letGo);
  letGo = setTimeout(go, PATIENCE);
}

function up({ type, target }) {
  if (!pressed || (type === "blur" && target !== window)) return;
  clearTimeout(letGo);
  letGo = setTimeout(go, AFTER);
}

/** It was a press, and whoever listens to it may draw at once. */
function click() {
  pressed = null;
  clearTimeout(letGo);
  letGo = setTimeout(go);
}

function go() {
  pressed = null;
  const all = [...waiting.values()];
  waiting.clear();
  for (const change of all) change();
}

for (const name of ["pointerdown", "keydown"]) addEventListener(name, down, true);
for (const name of ["pointerup", "pointercancel", "keyup", "blur"]) addEventListener(name, up, true);

addEventListener("click", click, true);

/** Change what is in the box: now, or when nothing in it is pressed any more; of several changes the last. */
export function unpressed(box, change) {
  if (pressed && box.contains(pressed)) waiting.set(box, change);
  else {
    waiting.delete(box);
    change();
  }
}
