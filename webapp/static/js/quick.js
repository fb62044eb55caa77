// The quick-add line: what is understood is shown while it is typed, from the same page part the server renders.
const DELAY = 250;

for (const form of document.querySelectorAll("[data-quick]")) {
  const box = form.elements.text;
  const live = form.querySelector("[data-quick-live]");
  let waiting = 0;
  let asked = 0;

  const hide = () => {
    asked += 1;
    live.hidden = true;
  };

  const show = async () => {
    const turn = ++asked;
    const text = box.value.trim();
    if (!text) return hide();
    try {
      const answer = await fetch(`${form.dataset.quick}?${new URLSearchParams({ text })}`);
      if (!answer.ok) return;
      const part = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (turn !== asked) return;
      live.replaceChildren(...part.body.childNodes);
      live.hidden = false;
    } catch {
      // Without an answer Enter still leads to the page that shows the same.
    }
  };

  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, DELAY);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !live.hidden) {
      event.preventDefault();
      hide();
    }
  });
  form.addEventListener("submit", () => clearTimeout(waiting));
  document.addEventListener("click", (event) => {
    if (!form.contains(event.target)) hide();
  });
}
