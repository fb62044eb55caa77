// Asking the planner: the weights become sliders, and what stands in the way is shown in place.
const form = document.querySelector("[data-plan-form]");
const check = document.querySelector("[data-check]");

for (const box of form.querySelectorAll("[data-slider]")) {
  const shown = document.createElement("output");
  shown.htmlFor = box.id;
  shown.value = box.value;
  box.type = "range";
  box.after(shown);
  box.addEventListener("input", () => {
    shown.value = box.value;
  });
}

const all = document.querySelector("[data-tick-all]");
all.hidden = false;
all.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  for (const box of form.querySelectorAll('[name="codes"]')) box.checked = button.value === "yes";
});

check.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  event.preventDefault();
  button.disabled = true;
  const values = new FormData(form);
  values.append("check", "yes");
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(values) });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.querySelector("[data-check]");
  if (answer.ok && found) check.replaceChildren(...found.childNodes);
  else form.requestSubmit(button);
  button.disabled = false;
});
