// The floor staff's page. Without this script the same forms work by loading pages.

import { follow, fragment, siteClock } from "/static/live.js";

const ANSWER_MS = 8_000;

const root = document.documentElement;
const live = document.getElementById("live");
const title = document.title;
siteClock();

// Who waits stands in the tab's title too: the page may lie behind another.
function show(html) {
  const focused = document.activeElement?.form?.getAttribute("aria-label");
  live.replaceChildren(fragment(html));
  if (focused) live.querySelector(`form[aria-label="${focused}"] button`)?.focus();
  count();
}

function count() {
  const waiting = live.querySelector("#wishes").dataset.waiting;
  document.title = waiting === "0" ? title : `(${waiting}) ${title}`;
}

document.addEventListener("submit", async (event) => {
  if (event.target.closest(".selvedge")) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(event.target, event.submitter));
  const request = { method: "POST", body, headers: { "Anjungan-Fragment": "1" }, signal: AbortSignal.timeout(ANSWER_MS) };
  const answer = await fetch(event.target.getAttribute("action"), request).catch(() => null);
  if (answer === null) connected(false);
  else if (answer.ok && !answer.redirected) show(await answer.text());
  else location.reload();
});

function connected(yes) {
  root.toggleAttribute("data-away", !yes);
}

count();
follow("/staff/stream", { show, connected });
