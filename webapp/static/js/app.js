// What every page does beyond HTML: keys, menus, dialogs and notices. Each behaviour is attached to a data- attribute.
import { startKeys } from "./keys.js";

document.documentElement.classList.add("scripted");
startKeys();

for (const opener of document.querySelectorAll("[data-opens]")) {
  opener.hidden = false;
  opener.addEventListener("click", () => {
    opener.closest("details")?.removeAttribute("open");
    document.getElementById(opener.dataset.opens)?.showModal();
  });
}

// A click beside a menu or Escape closes it, as everywhere else.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A notice leaves after ten seconds, but never while somebody is in it; one that warns stays.
for (const notice of document.querySelectorAll("[data-notice]:not(.notice-warning)")) {
  const leave = () => {
    if (notice.matches(":hover, :focus-within")) setTimeout(leave, 2000);
    else notice.remove();
  };
  setTimeout(leave, 10000);
}

// Choosing in a filter applies it; without scripts its button does.
for (const form of document.querySelectorAll("form[data-applies]")) {
  form.addEventListener("change", () => form.requestSubmit());
}

// A second click on a button that already sent its form does nothing; the key in the form guards the rest.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 3000);
});

// What was typed and not sent is not lost by a click elsewhere, such as the switch of language: the browser asks first.
let hasUnsent = false;
document.addEventListener("input", (event) => {
  if (event.target.form?.method === "post" && event.target.closest("main")) hasUnsent = true;
});
document.addEventListener("submit", (event) => {
  if (event.target.closest("main")) hasUnsent = false;
});
addEventListener("beforeunload", (event) => {
  if (hasUnsent) event.preventDefault();
});
