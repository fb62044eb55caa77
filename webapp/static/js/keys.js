// Single keys, which a person can switch off: they help hands that know them and disturb speech input.
const STORED = "campaigns-keys";

export function keysAreOn() {
  try {
    return localStorage.getItem(STORED) !== "off";
  } catch {
    return true;
  }
}

function isTyping(target) {
  return target.closest?.("input, textarea, select, [contenteditable]") && target.type !== "checkbox";
}

// A page marks what a key does with data-key="n"; a link is followed, a box gets the focus, a button is pressed.
function press(key) {
  const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!target) return false;
  if (target.matches("input, textarea, select")) {
    target.focus();
    target.select?.();
  } else {
    target.click();
  }
  return true;
}

let isGoing = false;

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (isTyping(event.target) || document.querySelector("dialog[open]") || !keysAreOn()) return;
  const key = event.key.toLowerCase();
  if (isGoing && key >= "1" && key <= "9") {
    document.querySelectorAll(".bar-places a")[Number(key) - 1]?.click();
    isGoing = false;
    return;
  }
  isGoing = key === "g";
  const year = document.body.dataset.year;
  if (key === "?") {
    document.getElementById("help")?.showModal();
  } else if (press(key)) {
    event.preventDefault();
  } else if (key === "n" && year) {
    location.assign(`/${year}/events/new`);
  } else if (key === "t" && year) {
    location.assign(`/${year}/calendar`);
  }
}

export function startKeys() {
  document.addEventListener("keydown", onKey);
  const setting = document.querySelector("[data-keys-setting]");
  if (!setting) return;
  const box = setting.querySelector("input");
  setting.hidden = false;
  box.checked = keysAreOn();
  box.addEventListener("change", () => localStorage.setItem(STORED, box.checked ? "on" : "off"));
}
