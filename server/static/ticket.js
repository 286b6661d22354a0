// A ticket on its holder's phone.

import { follow, fragment, siteClock } from "/static/live.js";

const PATTERN_MS = [400, 200, 400];

const root = document.documentElement;
const live = document.getElementById("live");
const button = document.getElementById("vibrate");
const clock = siteClock();
let calls = callsOf(live);

function callsOf(part) {
  const ticket = part.querySelector("#ticket");
  return ticket.dataset.state === "called" ? Number(ticket.dataset.calls) : 0;
}

function show(html) {
  live.replaceChildren(fragment(html));
  document.getElementById("updated").textContent = clock.text(clock.moment());
  button.hidden = !useful();
  const now = callsOf(live);
  if (now > calls && button.ariaPressed === "true") navigator.vibrate(PATTERN_MS);
  calls = now;
}

function useful() {
  const state = live.querySelector("#ticket").dataset.state;
  return "vibrate" in navigator && ["waiting", "no_show"].includes(state);
}

// Browsers let a page vibrate only after a touch; this touch also lets its holder feel it.
button.addEventListener("click", () => {
  const on = button.ariaPressed !== "true";
  button.ariaPressed = String(on);
  button.querySelector("span").textContent = on ? "Bergetar saat dipanggil" : "Getarkan saat dipanggil";
  if (on) navigator.vibrate(PATTERN_MS);
});

button.hidden = !useful();
follow(live.dataset.stream, { show, connected: (yes) => root.toggleAttribute("data-away", !yes) });
