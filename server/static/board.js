// The board: each call holds the cloth for a while; what waits behind it already stands in the list.

import { follow, fragment, siteClock } from "/static/live.js";

const HOLD_MS = 8_000;
const STALE_SECONDS = 60; // after an outage only the newest of what was missed goes on the cloth
const SHIFT_MS = 20_000; // the hem moves one thread, so that no panel burns in

const root = document.documentElement;
const clock = siteClock();
let pending = [];
let onCloth = document.querySelector("article");
let newest = onCloth ? seqOf(onCloth) : 0;
let shownAt = -Infinity;
let timer;

function seqOf(element) {
  return Number(element.dataset.seq);
}

function show(html) {
  const next = fragment(html).getElementById("board");
  const board = document.getElementById("board");
  const calls = [...next.querySelectorAll("article")];
  if (next.dataset.state !== "calling" || board.dataset.state !== "calling") {
    onCloth = null;
    pending = [];
    board.replaceWith(next);
  } else {
    board.dataset.seq = next.dataset.seq;
    board.querySelector(".paper").replaceWith(next.querySelector(".paper"));
  }
  enqueue(calls.filter((call) => seqOf(call) > newest));
  newest = Math.max(newest, ...calls.map(seqOf));
  markRows();
  advance();
}

// `fresh`: newest first.
function enqueue(fresh) {
  const worth = fresh.filter((call, index) => index === 0 || Number(call.dataset.age) < STALE_SECONDS);
  for (const call of worth.reverse()) {
    pending = pending.filter((one) => one.dataset.label !== call.dataset.label);
    if (onCloth?.dataset.label === call.dataset.label) put(call);
    else pending.push(call);
  }
}

function advance() {
  clearTimeout(timer);
  if (pending.length === 0) return;
  const rest = onCloth ? shownAt + HOLD_MS - performance.now() : 0;
  if (rest > 0) timer = setTimeout(advance, rest);
  else {
    put(pending.shift());
    advance();
  }
}

function put(call) {
  call.hidden = false;
  call.style.setProperty("--age", "0s");
  document.querySelector(".cloth").replaceChildren(call);
  onCloth = call;
  shownAt = performance.now();
  markRows();
}

function markRows() {
  for (const row of document.querySelectorAll(".last li")) {
    row.hidden = onCloth !== null && row.dataset.label === onCloth.dataset.label;
  }
}

function connected(yes) {
  if (!yes && !("away" in root.dataset)) {
    document.getElementById("since").textContent = clock.text(clock.moment());
  }
  root.toggleAttribute("data-away", !yes);
}

let shift = 0;
setInterval(() => root.style.setProperty("--shift", ++shift), SHIFT_MS);
follow("/board/stream", { show, connected });
