// The counter's console. Without this script the same forms work by reloading the page.

import { follow, fragment, siteClock } from "/static/live.js";

const KEYS = ["F2", "F4", "F8", "F9"];
const ASLEEP_MS = { F2: 1_000, F4: 5_000 }; // after they worked
const PROBLEM_MS = 8_000; // a banner outlives the snapshots that follow at once
const ANSWER_MS = 8_000;

const root = document.documentElement;
const live = document.getElementById("live");
const clock = siteClock();
const awake = { F2: 0, F4: 0 };
let sending = false;
let keepSlotUntil = 0;

const form = () => document.getElementById("work");
const slot = () => live.querySelector(".slot");

function show(html) {
  const next = fragment(html);
  if (Number(next.querySelector("#work").dataset.seq) < Number(form().dataset.seq)) return;
  const kept = performance.now() < keepSlotUntil ? slot() : null;
  const scrolled = live.querySelector("ol")?.scrollTop ?? 0;
  live.replaceChildren(next);
  live.querySelector("ol")?.scrollTo(0, scrolled);
  if (kept) slot().replaceWith(kept);
  rest();
  if ("away" in root.dataset) stop();
}

// A key that sleeps looks so; F2 sleeps too short to change its looks.
function rest() {
  const recall = live.querySelector("[data-key=F4]");
  const left = awake.F4 - performance.now();
  if (recall.disabled || left <= 0) return;
  recall.disabled = true;
  setTimeout(() => (recall.disabled = "away" in root.dataset), left);
}

document.addEventListener("submit", (event) => {
  if (event.target !== form()) return;
  event.preventDefault();
  const key = event.submitter.dataset.key;
  document.activeElement?.blur();
  if (sending || performance.now() < (awake[key] ?? 0)) return;
  send(event.submitter, key);
});

async function send(button, key) {
  const action = button.getAttribute("formaction") ?? form().getAttribute("action");
  const body = new URLSearchParams(new FormData(form(), button));
  const request = { method: "POST", body, headers: { "Anjungan-Fragment": "1" }, signal: AbortSignal.timeout(ANSWER_MS) };
  sending = true;
  try {
    const answer = await fetch(action, request);
    if (answer.redirected) location.assign(answer.url);
    else if (answer.ok || answer.status === 409) take(answer, key, await answer.text());
    else location.reload();
  } catch {
    connected(false);
  }
  sending = false;
}

function take(answer, key, html) {
  if (answer.ok && key in ASLEEP_MS) awake[key] = performance.now() + ASLEEP_MS[key];
  keepSlotUntil = 0;
  show(html);
  if (!answer.ok) keepSlotUntil = performance.now() + PROBLEM_MS;
}

document.addEventListener("keydown", (event) => {
  if (!KEYS.includes(event.key) || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const button = live.querySelector(`[data-key=${event.key}]`);
  if (!event.repeat && !button.disabled) form().requestSubmit(button);
});

// The server owns the order: while it is away, nobody calls by machine.
function connected(yes) {
  const was = !("away" in root.dataset);
  root.toggleAttribute("data-away", !yes);
  if (was && !yes) {
    root.dataset.away = clock.text(clock.moment());
    stop();
  }
  if (!was && yes) refresh();
}

function stop() {
  const banner = document.getElementById("away").content.cloneNode(true);
  banner.querySelector("time").textContent = root.dataset.away;
  slot().replaceChildren(banner);
  for (const button of live.querySelectorAll("button")) button.disabled = true;
}

async function refresh() {
  const answer = await fetch("/console", { signal: AbortSignal.timeout(ANSWER_MS) }).catch(() => null);
  if (!answer?.ok) return;
  if (answer.redirected) location.assign(answer.url);
  else live.replaceChildren(...fragment(await answer.text()).getElementById("live").childNodes);
}

history.replaceState(null, "", "/console");
follow("/console/stream", { show, connected });
