// The close-out form: shows the half that applies, and adds the parts up against the whole while typing.
const form = document.querySelector("[data-closeout]");

const plain = (text) => text.replace(/[０-９]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replace(/[,，\s]/g, "");

function amountOf(box) {
  const number = Number(plain(box.value));
  return Number.isFinite(number) ? number : 0;
}

function showHalf() {
  const chosen = form.querySelector('[name="is_held"]:checked')?.value;
  for (const half of form.querySelectorAll("[data-when]")) half.hidden = Boolean(chosen) && half.dataset.when !== chosen;
}

function addUp() {
  const sum = form.querySelector("[data-sum]");
  const whole = form.querySelector("[data-whole]");
  if (!sum || !whole) return;
  const parts = [...form.querySelectorAll("[data-part]")].reduce((total, box) => total + amountOf(box), 0);
  const all = amountOf(whole);
  const isTooMany = parts > all;
  sum.classList.toggle("sum-wrong", isTooMany);
  sum.textContent = (isTooMany ? sum.dataset.tooMany : sum.dataset.words)
    .replace("{parts}", parts).replace("{whole}", all).replace("{rest}", all - parts);
}

form.addEventListener("input", addUp);
form.addEventListener("change", showHalf);
showHalf();
addUp();
