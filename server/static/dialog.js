// What a letter opens. The same addresses are pages of their own where there is no script.

import { fragment } from "/static/live.js";

const TYPED_MS = 120;

const dialog = document.getElementById("dialog");
const live = document.getElementById("live");
let asked = 0; // the newest question to the server; an older answer is too late
let timer;

export const isOpen = () => document.querySelector("dialog[open]") !== null;

export function close() {
  asked += 1;
  for (const one of document.querySelectorAll("dialog[open]")) one.close();
}

// Gives the answer's text, or null where the page itself goes on: signed out, locked, gone.
async function ask(address) {
  const mine = (asked += 1);
  const answer = await fetch(address, { headers: { "Anjungan-Fragment": "1" } }).catch(() => null);
  if (answer === null || mine !== asked) return null;
  if (answer.redirected) location.assign(answer.url);
  return answer.ok && !answer.redirected ? answer.text() : null;
}

export async function open(address) {
  const html = await ask(address);
  if (html === null) return;
  dialog.replaceChildren(fragment(html));
  if (!dialog.open) dialog.showModal();
  const field = dialog.querySelector("[autofocus]");
  field?.focus();
  if (field?.matches(".filter")) filter();
}

export function openSlip(text) {
  open(`/console/slip?number=${encodeURIComponent(text)}`);
}

// A digit chooses the option of that place; Enter confirms.
export function choose(digit) {
  const option = options()[Number(digit) - 1];
  if (!option) return;
  option.checked = true;
  option.focus();
}

function options() {
  return [...dialog.querySelectorAll(".choice:not([hidden]) input")];
}

// --- the slip's number --------------------------------------------------------------------------------

const found = () => dialog.querySelector("#found");
const typedNumber = () => dialog.querySelector("#slip [name=number]");

async function look() {
  clearTimeout(timer);
  const html = await ask(`/console/slip?${new URLSearchParams(new FormData(dialog.querySelector("#slip")))}`);
  if (html !== null && found()) found().replaceWith(fragment(html).getElementById("found"));
}

// Enter serves what stands there read; what has not been read yet is read first.
function serve() {
  const button = found().querySelector("button.primary");
  if (found().dataset.text !== typedNumber().value) look();
  else if (button) found().requestSubmit(button);
}

// --- places to go -------------------------------------------------------------------------------------

// Services stand in the list only while something is typed: there are hundreds.
function filter() {
  const words = dialog.querySelector(".filter").value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const choice of dialog.querySelectorAll(".choice")) {
    const input = choice.querySelector("input");
    const text = choice.textContent.toLowerCase();
    const fits = words.length > 0 ? words.every((word) => text.includes(word)) : !input.value.startsWith("service:");
    choice.hidden = !fits;
    if (!fits) input.checked = false;
    shown += fits;
  }
  dialog.querySelector("output").value = `${shown} pilihan`;
  if (words.length > 0 && shown > 0 && !options().some((one) => one.checked)) options()[0].checked = true;
}

function step(by) {
  const all = options();
  const at = all.findIndex((one) => one.checked);
  const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
  if (!next) return;
  next.checked = true;
  next.closest(".choice").scrollIntoView({ block: "nearest" });
}

dialog.addEventListener("input", (event) => {
  if (event.target === typedNumber()) {
    clearTimeout(timer);
    timer = setTimeout(look, TYPED_MS);
  } else if (event.target.matches(".filter")) filter();
});

dialog.addEventListener("keydown", (event) => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by || !event.target.matches(".filter")) return;
  event.preventDefault();
  step(by);
});

dialog.addEventListener("submit", (event) => {
  if (event.target.id !== "slip") return;
  event.preventDefault();
  serve();
});

dialog.addEventListener("close", () => {
  dialog.replaceChildren();
  if (!live.querySelector(".queue")?.contains(document.activeElement)) document.activeElement?.blur();
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-dialog], [data-close]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  if ("close" in link.dataset) close();
  else if (!("away" in document.documentElement.dataset)) open(link.href);
});
