// 休 and 班, holiday names and lunar days in every cell, and the arrow keys that lead from cell to cell.
import { ask, inLanguage, withQuery } from "./calendar-api.js";
import { keysAreOn } from "./keys.js";

const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

function mark(name, words, hint = "") {
  const element = document.createElement(name === "mark" ? "b" : "span");
  element.className = name;
  element.textContent = words;
  if (hint) element.title = hint;
  return element;
}

export async function loadDays(settings, first, until) {
  const answer = await ask(withQuery(settings.days, { start: first, end: until }));
  return new Map(answer.days.map((day) => [day.on, day]));
}

export function dayNodes(day) {
  const nodes = [];
  if (day.kind) {
    const letter = mark("mark", inLanguage(day.mark));
    letter.classList.add(`mark-${day.kind}`);
    nodes.push(letter, mark("holiday", inLanguage(day.name)));
  }
  nodes.push(mark("lunar", inLanguage(day.lunar), inLanguage(day.lunar_long)));
  return nodes;
}

function cellOf(root, day) {
  return root.querySelector(`[data-date="${day}"]:not(.fc-popover *)`);
}

function added(day, number) {
  return window.Temporal.PlainDate.from(day).add({ days: number }).toString();
}

// One cell is in the tab order; the arrows move it, and Enter opens a form with its day.
export function startDayKeys(root, settings, today) {
  let current = today;

  function choose(day) {
    const cell = cellOf(root, day);
    if (!cell) return false;
    for (const other of root.querySelectorAll("[data-date][tabindex]")) other.tabIndex = -1;
    cell.tabIndex = 0;
    current = day;
    return cell;
  }

  root.addEventListener("keydown", (event) => {
    const cell = event.target.closest("[data-date]");
    if (!cell || event.target !== cell || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in STEPS) {
      event.preventDefault();
      choose(added(current, STEPS[event.key]))?.focus?.();
    } else if (event.key === "Enter" && settings.mayAdd) {
      location.assign(`/${settings.year}/events/new?date=${current}`);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (!["PageUp", "PageDown"].includes(event.key) || !keysAreOn() || document.querySelector("dialog[open]")) return;
    const step = document.querySelector(`[data-step="${event.key === "PageUp" ? "before" : "after"}"]`);
    if (!step) return;
    event.preventDefault();
    step.click();
  });
  root.addEventListener("focusin", (event) => {
    if (event.target.matches("[data-date]")) current = event.target.dataset.date;
  });
  return { choose: () => choose(current) || choose(root.querySelector("[data-date]")?.dataset.date) };
}
