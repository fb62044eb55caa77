// Choosing rows for a bulk change: how many, the whole page, everything on all pages, and only the boxes an act needs.
const form = document.querySelector("[data-bulk]");
const rows = [...document.querySelectorAll("[data-bulk-row]")];
const heads = [...document.querySelectorAll("[data-bulk-page]")];
const everything = form?.querySelector("[data-bulk-all]");

function show() {
  const chosen = rows.filter((row) => row.checked).length;
  const isWholePage = chosen > 0 && chosen === rows.length;
  form.hidden = chosen === 0;
  form.querySelector(".bulk-all").hidden = !isWholePage || Number(everything.dataset.total) <= rows.length;
  if (!isWholePage) everything.checked = false;
  const count = everything.checked ? form.querySelector(".bulk-all span").textContent : form.dataset.words.replace("{n}", chosen);
  const place = form.querySelector("[data-bulk-count]");
  if (place.textContent !== count) place.textContent = count;
  for (const head of heads) {
    head.checked = isWholePage;
    head.indeterminate = chosen > 0 && !isWholePage;
  }
  for (const row of rows) row.closest("tr, li")?.classList.toggle("is-chosen", row.checked);
}

function showAct() {
  const act = form.elements.act.value;
  for (const box of form.querySelectorAll("[data-bulk-for]")) box.hidden = box.dataset.bulkFor !== act;
}

if (form) {
  let last = null;
  for (const head of heads) {
    head.hidden = false;
    head.addEventListener("change", () => {
      for (const row of rows) row.checked = head.checked;
      show();
    });
  }
  // With Shift everything between the last choice and this one follows, as in any list of files.
  document.addEventListener("click", (event) => {
    const row = event.target.closest?.("[data-bulk-row]");
    if (!row) return;
    if (event.shiftKey && last) {
      const [from, to] = [rows.indexOf(last), rows.indexOf(row)].sort((a, b) => a - b);
      for (const one of rows.slice(from, to + 1)) one.checked = row.checked;
    }
    last = row;
    show();
  });
  everything.addEventListener("change", show);
  form.elements.act.addEventListener("change", showAct);
  showAct();
  show();
}
