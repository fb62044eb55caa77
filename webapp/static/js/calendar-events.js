// How an event of the API looks and is named in the calendar: fill and outline by state, and always in words.
import { inLanguage } from "./calendar-api.js";

const WITHOUT_WORDS = new Set(["confirmed"]);

export function asInput(event) {
  const span = event.is_all_day
    ? { start: event.first_on, end: event.until_on }
    : { start: event.starts_at, end: event.ends_at };
  return {
    id: String(event.id),
    title: inLanguage(event.title),
    ...span,
    allDay: event.is_all_day,
    startEditable: event.may_move,
    durationEditable: event.may_move,
    extendedProps: { shown: event },
  };
}

export function stateWords(event) {
  return event.is_awaiting || !WITHOUT_WORDS.has(event.status) ? inLanguage(event.status_name) : "";
}

export function clashWords(event) {
  return event.clashes.map((clash) => inLanguage(clash.message)).join(" ");
}

export function classes({ event }) {
  const shown = event.extendedProps.shown;
  if (!shown) return "";
  const names = ["event", `event-${shown.status}`];
  if (shown.is_awaiting) names.push("event-awaiting");
  if (shown.clashes.length) names.push("event-clash");
  if (!shown.may_move) names.push("event-fixed");
  return names.join(" ");
}

function part(name, words, isUnseen = false) {
  const element = document.createElement(name === "time" ? "time" : "span");
  element.className = isUnseen ? "unseen" : `event-${name}`;
  element.textContent = words;
  return element;
}

export function dot(colour) {
  const element = document.createElement("i");
  element.className = "dot";
  element.style.background = colour;
  return element;
}

// Where the title is the activity's name with the place, the place comes first: it is what tells two apart.
function shortTitle(shown, title) {
  const activity = inLanguage(shown.activity_name);
  const place = title.startsWith(activity) ? title.slice(activity.length).match(/^\s*[（(](.+)[）)]$/)?.[1] : "";
  return place ? `${place} ${activity}` : title;
}

// The words in the order a planner reads them; what is drawn by colour or outline is said to those who do not see it.
export function content(words) {
  return ({ event, timeText }) => {
    const shown = event.extendedProps.shown;
    if (!shown) return { domNodes: [part("title", event.title)] };
    const nodes = [dot(shown.colour)];
    if (timeText) nodes.push(part("time", timeText));
    nodes.push(part("title", shortTitle(shown, event.title)), part("", ` ${inLanguage(shown.activity_name)} `, true));
    const state = stateWords(shown);
    if (state) nodes.push(part("state", state));
    if (shown.clashes.length) {
      nodes.push(part("mark", "!"), part("", `${words.clash}${clashWords(shown)}`, true));
    }
    return { domNodes: nodes };
  };
}
