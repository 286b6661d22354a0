// The board: each call holds the cloth for a while; what waits behind it already stands in the list.

import { follow, fragment, siteClock } from "/static/live.js";
import { voiceOf } from "/static/voice.js";

const HOLD_MS = 8_000;
const STALE_SECONDS = 60; // after an outage only the newest of what was missed goes on the cloth, and unsaid
const SHIFT_MS = 20_000; // the hem moves one thread, so that no panel burns in
const NEWS_MS = 12_000;
const ANSWER_MS = 5_000;

const root = document.documentElement;
const clock = siteClock();
const myself = crypto.getRandomValues(new Uint32Array(4)).join("-");
const sound = document.getElementById("sound");
const voice = sound && voiceOf(root.dataset.clips.split(" "), { blocked, saying });
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
  if (seqOf(next) < seqOf(board)) return location.reload(); // the server's database was restored
  const calls = [...next.querySelectorAll("article")];
  if (next.dataset.state !== "calling" || board.dataset.state !== "calling") {
    onCloth = null;
    pending = [];
    board.replaceWith(next);
  } else {
    board.dataset.seq = next.dataset.seq;
    board.querySelector(".paper").replaceWith(next.querySelector(".paper"));
  }
  takeOff(calls);
  enqueue(calls.filter((call) => seqOf(call) > newest));
  newest = Math.max(newest, ...calls.map(seqOf));
  markRows();
  turnNews();
  advance();
}

// A call that an officer has taken back is none of the newest, though it should be.
function takeOff(calls) {
  const listed = calls.map(seqOf);
  const all = calls.length <= Number(root.dataset.rows);
  const gone = (call) => !listed.includes(seqOf(call)) && (all || seqOf(call) > Math.min(...listed));
  pending = pending.filter((call) => !gone(call));
  if (onCloth === null || calls.length === 0 || !gone(onCloth)) return;
  if (pending.length > 0) put(pending.shift());
  else stand(calls[0]);
}

// `fresh`: newest first.
function enqueue(fresh) {
  const worth = fresh.filter((call, index) => index === 0 || isFresh(call));
  for (const call of worth.reverse()) {
    pending = pending.filter((one) => one.dataset.label !== call.dataset.label);
    if (onCloth?.dataset.label === call.dataset.label) put(call);
    else pending.push(call);
  }
}

function isFresh(call) {
  return Number(call.dataset.age) < STALE_SECONDS;
}

function advance() {
  clearTimeout(timer);
  if (pending.length === 0 || voice?.busy()) return;
  const rest = onCloth ? shownAt + HOLD_MS - performance.now() : 0;
  if (rest > 0) timer = setTimeout(advance, rest);
  else {
    put(pending.shift());
    advance();
  }
}

function put(call) {
  call.style.setProperty("--age", "0s");
  stand(call);
  tell(call);
}

function stand(call) {
  call.hidden = false;
  document.querySelector(".cloth").replaceChildren(call);
  onCloth = call;
  shownAt = performance.now();
  markRows();
}

function markRows() {
  for (const row of document.querySelectorAll(".paper [data-label]")) {
    row.hidden = onCloth !== null && row.dataset.label === onCloth.dataset.label;
  }
}

// --- the voice --------------------------------------------------------------------------------------

function tell(call) {
  if (!voice || !isFresh(call)) return;
  const { said, clips } = call.dataset;
  const wanted = () => onCloth === call;
  voice.say({ text: said, parts: JSON.parse(clips), ask: () => ask(call), wanted }).then(advance);
}

async function ask(call) {
  const { seq } = call.dataset;
  const seconds = Math.max(Number(call.dataset.seconds), HOLD_MS / 1000); // until this board is free again
  const body = new URLSearchParams({ voice: root.dataset.voice, board: myself, seq, seconds });
  const answer = await fetch("/board/voice", { method: "POST", body, signal: AbortSignal.timeout(ANSWER_MS) });
  if (answer.status === 403) location.reload(); // another key is in force: the page itself says so
  return answer.ok ? answer.text() : "wait";
}

function saying(text) {
  if (text === null) delete root.dataset.saying;
  else root.dataset.saying = text;
}

function blocked(yes) {
  sound.hidden = !yes;
}

sound?.addEventListener("click", voice.unlock);
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && sound && !sound.hidden) voice.unlock();
});

// --- what moves by itself ---------------------------------------------------------------------------

function connected(yes) {
  if (!yes && !("away" in root.dataset)) {
    document.getElementById("since").textContent = clock.text(clock.moment());
  }
  root.toggleAttribute("data-away", !yes);
}

function turnNews() {
  const news = [...document.querySelectorAll(".news")];
  const turn = Math.floor(Date.now() / NEWS_MS) % news.length;
  news.forEach((one, place) => (one.hidden = place !== turn));
}

let shift = 0;
setInterval(() => root.style.setProperty("--shift", ++shift), SHIFT_MS);
setInterval(turnNews, NEWS_MS);
follow(root.dataset.stream, { show, connected });
if (onCloth) tell(onCloth);
