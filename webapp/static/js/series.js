// A series: the dates follow the rule while it is typed; the address stays what it would be after "preview".
const rule = document.querySelector("[data-series-rule]");
const live = document.querySelector("[data-live]");
let waiting = 0;
let asked = 0;

async function show(address) {
  const mine = ++asked;
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.querySelector("[data-live]");
  if (!found || mine !== asked) return;
  const reason = live.querySelector('[name="override_reason"]')?.value;
  const focused = document.activeElement?.dataset.day;
  live.replaceChildren(...found.childNodes);
  const box = live.querySelector('[name="override_reason"]');
  if (box && reason) box.value = reason;
  if (focused) live.querySelector(`[data-day="${focused}"]`)?.focus();
  history.replaceState(null, "", address);
}

function address() {
  const values = new URLSearchParams(new FormData(rule));
  for (const box of live.querySelectorAll("[data-day]:not(:disabled)")) {
    const isUsual = "usual" in box.dataset;
    if (box.checked !== isUsual) values.append(isUsual ? "leave" : "take", box.dataset.day);
  }
  return `${location.pathname}?${values}`;
}

function later(delay) {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const { activity, place } = rule.elements;
    // A series that is there already has its activity, and may leave the place to each event.
    if (!activity || (activity.value && place.value)) show(address());
  }, delay);
}

rule.addEventListener("input", () => later(300));
rule.addEventListener("submit", (event) => {
  if (!live.querySelector("[data-series-dates]")) return;
  event.preventDefault();
  show(address());
});
live.addEventListener("change", (event) => {
  if (event.target.matches("[data-day]")) later(0);
});
live.addEventListener("click", (event) => {
  const way = event.target.closest("[data-way]");
  if (!way || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(way.href);
});
