// The counter's console. Without this script the same forms and links work by loading pages.

import { choose, close, isOpen, openSlip } from "/static/dialog.js";
import { follow, fragment, siteClock } from "/static/live.js";
import { isField, listen } from "/static/scan.js";

const KEYS = ["F2", "F4", "F8", "F9"];
const ASLEEP_MS = { F2: 1_000, F4: 5_000 }; // after they worked
const CALLS = ["/console/call-next", "/console/call", "/console/serve"];
const PROBLEM_MS = 8_000; // a banner outlives the snapshots that follow at once
const ANSWER_MS = 8_000;

const root = document.documentElement;
const live = document.getElementById("live");
const shortcuts = document.getElementById("shortcuts");
const letters = document.getElementById("letters");
const clock = siteClock();
const awake = { F2: 0, F4: 0 };
let keepSlotUntil = 0;

const form = () => document.getElementById("work");
const slot = () => live.querySelector(".slot");
const find = () => live.querySelector(".find input");

// --- what the server says -----------------------------------------------------------------------------

function show(html) {
  const next = fragment(html);
  if (Number(next.querySelector("#work").dataset.seq) < Number(form().dataset.seq)) return;
  const kept = performance.now() < keepSlotUntil ? slot() : null;
  const scrolled = live.querySelector("ol")?.scrollTop ?? 0;
  const search = live.querySelector(".find");
  const searching = document.activeElement === find();
  const row = document.activeElement?.dataset?.ticket;
  next.querySelector(".find").replaceWith(search);
  live.replaceChildren(next);
  live.querySelector("ol")?.scrollTo(0, scrolled);
  if (kept) slot().replaceWith(kept);
  if (searching) find().focus();
  if (row) live.querySelector(`[data-ticket="${row}"]`)?.focus();
  filter();
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

// --- presses ------------------------------------------------------------------------------------------

document.addEventListener("submit", (event) => {
  if (event.target.method !== "post" || event.target.closest(".selvedge")) return;
  event.preventDefault();
  const key = event.submitter?.dataset.key;
  if (!isOpen()) document.activeElement?.blur();
  if (live.ariaBusy === "true" || performance.now() < (awake[key] ?? 0)) return;
  send(event.target, event.submitter);
});

async function send(pressed, button) {
  const action = button?.getAttribute("formaction") ?? pressed.getAttribute("action");
  const body = new URLSearchParams(new FormData(pressed, button));
  const request = { method: "POST", body, headers: { "Anjungan-Fragment": "1" }, signal: AbortSignal.timeout(ANSWER_MS) };
  live.ariaBusy = "true";
  try {
    const answer = await fetch(action, request);
    if (answer.redirected) location.assign(answer.url);
    else if (answer.ok || answer.status === 409) take(answer, action, await answer.text());
    else location.reload();
  } catch {
    connected(false);
  }
  live.ariaBusy = "false";
}

function take(answer, action, html) {
  const key = CALLS.includes(action) ? "F2" : action === "/console/recall" ? "F4" : null;
  if (answer.ok && key) awake[key] = performance.now() + ASLEEP_MS[key];
  keepSlotUntil = 0;
  close();
  show(html);
  if (!answer.ok) keepSlotUntil = performance.now() + PROBLEM_MS;
}

// --- keys ---------------------------------------------------------------------------------------------

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.metaKey) return;
  if (event.ctrlKey && event.key.toLowerCase() === "z") takeBack(event);
  else if (event.ctrlKey || event.shiftKey) return;
  else if (KEYS.includes(event.key)) press(event);
  else if (["ArrowDown", "ArrowUp"].includes(event.key)) move(event);
  else if (event.target === find()) leaveSearch(event);
});

function press(event) {
  event.preventDefault();
  const button = live.querySelector(`[data-key=${event.key}]`);
  if (!event.repeat && !isOpen() && !button.disabled) form().requestSubmit(button);
}

function takeBack(event) {
  const button = live.querySelector("[data-key=Z]");
  if (isOpen() || isField(event.target) || !button) return;
  event.preventDefault();
  if (!event.repeat && getComputedStyle(button).visibility === "visible") form().requestSubmit(button);
}

function move(event) {
  if (isOpen()) return;
  const rows = [...live.querySelectorAll(".queue ol li:not([hidden]) a")];
  const at = rows.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
  event.preventDefault();
  rows[Math.min(Math.max(at, 0), rows.length - 1)]?.focus();
}

// A letter only opens something; what acts at once has a function key.
function typed(sign) {
  const letter = sign.toUpperCase();
  if (isOpen()) choose(sign);
  else if (sign === "?") showShortcuts();
  else if (letters.checked && /^[A-Z]$/.test(letter)) live.querySelector(`.flat[data-key=${letter}]`)?.click();
}

function scanned(text) {
  close();
  if (!("away" in root.dataset)) openSlip(text);
}

document.addEventListener("click", (event) => {
  const key = event.target.closest("[data-key]")?.dataset.key;
  if (key === "C") search();
  if (key === "?") showShortcuts();
});

function showShortcuts() {
  if (!isOpen()) shortcuts.showModal();
}

letters.checked = localStorage.getItem("letters") !== "off";
letters.addEventListener("change", () => localStorage.setItem("letters", letters.checked ? "on" : "off"));
shortcuts.addEventListener("close", () => document.activeElement?.blur());

// --- the list -----------------------------------------------------------------------------------------

function search() {
  live.querySelector(".find").hidden = false;
  find().select();
  filter();
}

function filter() {
  const words = find().value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const row of live.querySelectorAll(".queue ol li")) {
    const text = row.textContent.toLowerCase();
    row.hidden = !words.every((word) => text.includes(word) || text.replace("-", "").includes(word));
  }
}

function leaveSearch(event) {
  if (event.key === "Enter") live.querySelector(".queue ol li:not([hidden]) a")?.click();
  if (event.key !== "Escape") return;
  event.preventDefault();
  find().value = "";
  find().blur();
  live.querySelector(".find").hidden = true;
  filter();
}

// --- the server is away -------------------------------------------------------------------------------

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
  slot().replaceChildren(banner);
  for (const since of live.querySelectorAll(".away time, .slot time")) since.textContent = root.dataset.away;
  for (const button of live.querySelectorAll("button:not(.flat)")) button.disabled = true;
}

async function refresh() {
  const answer = await fetch("/console", { signal: AbortSignal.timeout(ANSWER_MS) }).catch(() => null);
  if (!answer?.ok) return;
  if (answer.redirected) location.assign(answer.url);
  else live.replaceChildren(...fragment(await answer.text()).getElementById("live").childNodes);
}

document.addEventListener("input", (event) => {
  if (event.target === find()) filter();
});

history.replaceState(null, "", "/console");
listen({ alone: typed, scanned });
follow("/console/stream", { show, connected });
