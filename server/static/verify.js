// The page that checks slips. The field is always listening: whatever a scanner types goes into it.

const field = document.querySelector("#scan input[name=token]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const button = document.querySelector(`[data-key="${event.key}"]`);
  if (button && !event.repeat) {
    event.preventDefault();
    button.click();
  } else if (event.key.length === 1 && document.activeElement !== field) {
    field.focus();
  }
});
