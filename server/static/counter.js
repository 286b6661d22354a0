// Choosing a counter by keys: arrows move, a digit takes that row.

const rows = [...document.querySelectorAll(".counters button")];

document.addEventListener("keydown", (event) => {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  const at = rows.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    rows[Math.min(Math.max(at + step, 0), rows.length - 1)]?.focus();
  } else if (/^[1-9]$/.test(event.key)) rows[Number(event.key) - 1]?.click();
});
