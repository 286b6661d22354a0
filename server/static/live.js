// What all live pages share: a stream of snapshots that comes back by itself, and a clock that never stops.

const SILENCE_MS = 40_000; // the server says something every 15 s; a dead wire says nothing
const RETRY_MS = 2_000;
const GONE = [401, 404]; // signed out, counter taken over, ticket unknown: the page itself says what now

// Calls `show(html)` for each snapshot, and `connected(true|false)` when the server is heard or lost.
export function follow(address, { show, connected }) {
  let source;
  let watch;

  function heard() {
    clearTimeout(watch);
    watch = setTimeout(lost, SILENCE_MS);
    connected(true);
  }

  function lost() {
    source.close();
    connected(false);
    setTimeout(open, RETRY_MS);
  }

  async function refused() {
    const asking = new AbortController();
    const status = await fetch(address, { signal: asking.signal }).then((answer) => answer.status, () => 0);
    asking.abort();
    if (GONE.includes(status)) location.reload();
    else lost();
  }

  function open() {
    clearTimeout(watch);
    watch = setTimeout(lost, SILENCE_MS);
    source = new EventSource(address);
    source.addEventListener("open", heard);
    source.addEventListener("beat", heard);
    source.addEventListener("snapshot", (event) => {
      heard();
      show(event.data);
    });
    // While CONNECTING the browser tries again by itself, with the id of the last snapshot.
    source.addEventListener("error", () => {
      connected(false);
      if (source.readyState === EventSource.CLOSED) refused();
    });
  }

  addEventListener("pagehide", () => source.close());
  open();
}

export function fragment(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content;
}

// The site's time as the server knows it: `moment()` is a Date, `text(date)` reads 09.41.
export function siteClock() {
  const shown = document.querySelector(".clock");
  const ahead = Number(shown.dataset.now) - Date.now();
  const zone = { timeZone: shown.dataset.zone };
  const hours = new Intl.DateTimeFormat("id-ID", { ...zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const weekdays = new Intl.DateTimeFormat("id-ID", { ...zone, weekday: "long" });
  const days = new Intl.DateTimeFormat("id-ID", { ...zone, dateStyle: "long" });
  const moment = () => new Date(Date.now() + ahead);
  const text = (date) => hours.format(date).replace(":", ".");

  function tick() {
    put(shown, text(moment()));
    put(document.querySelector(".weekday"), `${weekdays.format(moment())}, `);
    put(document.querySelector(".day"), days.format(moment()));
  }

  setInterval(tick, 1_000);
  return { moment, text };
}

function put(element, words) {
  if (element && element.textContent !== words) element.textContent = words;
}
