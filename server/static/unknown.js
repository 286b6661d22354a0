// A ticket that the server has not heard of: its page comes as soon as the server has.

import { siteClock } from "/static/live.js";

const EVERY_MS = 20_000;

const clock = siteClock();

setInterval(async () => {
  const status = await fetch(location.href, { cache: "no-store" }).then((answer) => answer.status, () => 0);
  if (status === 200) location.reload();
  if (status === 404) document.getElementById("checked").textContent = clock.text(clock.moment());
}, EVERY_MS);
