// The box that is open just now, for every script of the page: its key lies in memory alone.
const OPENED = "box";
let box = null;
let isOpen = false;

export const held = () => box;

/** So that what waits in it can be brought up, before the room reads what waits still. */
export function hold(one) {
  box = one;
  isOpen = false;
}

export function open(one) {
  box = one;
  isOpen = true;
  document.dispatchEvent(new Event(OPENED));
}

/** Each time a box is opened, and at once where one is. */
export function whenOpen(does) {
  document.addEventListener(OPENED, does);
  if (isOpen) does();
}
