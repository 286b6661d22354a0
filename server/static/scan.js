// Tells a scanner from a hand: a scanner's signs come closer together than fingers can.

const GAP_MS = 35;
const SETTLED_MS = 60;
const LEAST_SIGNS = 4;
const QUIET_MS = 300; // a slow scanner's Enter, behind its last sign, presses nothing either

// `alone(sign)`: one sign that a hand has typed outside of a field; `scanned(text)`: a scanner's whole burst.
export function listen({ alone, scanned }) {
  let text = "";
  let last = -Infinity;
  let quietUntil = -Infinity;
  let typing = false;
  let timer;

  function settle() {
    clearTimeout(timer);
    const done = text;
    text = "";
    if (done.length >= LEAST_SIGNS) {
      quietUntil = performance.now() + QUIET_MS;
      scanned(done);
    } else if (done.length === 1 && !typing) alone(done);
  }

  function swallow(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  document.addEventListener(
    "keydown",
    (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.key === "Shift") return;
      const near = event.timeStamp - last < GAP_MS;
      const ends = text.length >= LEAST_SIGNS;
      if (event.key === "Enter" && (ends || event.timeStamp < quietUntil)) swallow(event);
      if (event.key === "Enter" && ends) settle();
      if (event.key.length !== 1) return;
      text = near ? text + event.key : event.key;
      last = event.timeStamp;
      typing = isField(event.target);
      clearTimeout(timer);
      timer = setTimeout(settle, SETTLED_MS);
    },
    true,
  );
}

// A field in a dialog that has just been closed may still hold the focus for a moment.
export function isField(element) {
  return element.matches("input:not([type=radio], [type=checkbox])") && !element.closest("dialog:not([open])");
}
