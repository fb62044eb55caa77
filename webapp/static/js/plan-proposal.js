// A proposal: the button counts what is ticked, a group is ticked at once, and reasons open in place.
const ticked = document.querySelector('[data-accept] [name="ticked"]');

function count() {
  if (!ticked) return;
  const number = document.querySelectorAll("[data-line]:checked").length;
  ticked.textContent = ticked.dataset.words.replace("{n}", number);
  ticked.disabled = number === 0;
}

for (const holder of document.querySelectorAll("[data-tick-group]")) {
  holder.hidden = false;
  holder.addEventListener("click", () => {
    const boxes = [...holder.closest("[data-group]").querySelectorAll("[data-line]")];
    const all = boxes.every((box) => box.checked);
    for (const box of boxes) box.checked = !all;
    count();
  });
}

// The year's rows lead to their lines, and paper shows them all.
const groups = document.querySelectorAll("[data-group]");
const unfold = document.querySelector("[data-unfold]");
const open = (which) => {
  for (const group of which) group.open = true;
};
unfold.hidden = [...groups].every((group) => group.open);
unfold.addEventListener("click", () => {
  open(groups);
  unfold.hidden = true;
});
addEventListener("beforeprint", () => open(groups));
addEventListener("hashchange", () => open([...groups].filter((group) => `#${group.id}` === location.hash)));

async function explain(details, address) {
  const answer = await fetch(address, { headers: { "X-Fragment": "1" } });
  if (!answer.ok || answer.redirected) {
    location.href = address;
    return;
  }
  const summary = details.querySelector("summary");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  details.replaceChildren(summary, ...page.body.childNodes);
  details.dataset.told = "yes";
}

document.addEventListener(
  "toggle",
  (event) => {
    const details = event.target;
    if (details.matches?.("details[data-why][open]:not([data-told])")) explain(details, details.dataset.why);
  },
  true,
);

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-why-form]");
  const details = form?.closest("details[data-why]");
  if (!details) return;
  event.preventDefault();
  explain(details, `${form.action}?${new URLSearchParams(new FormData(form))}`);
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-line]")) count();
});
count();
