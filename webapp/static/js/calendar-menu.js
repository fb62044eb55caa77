// The menu of one event: every drag has its twin here, as a link to a form.
import { inLanguage } from "./calendar-api.js";
import { clashWords } from "./calendar-events.js";

const menu = document.querySelector("[data-event-menu]");

function slot(name) {
  return menu.querySelector(`[data-slot="${name}"]`);
}

function whenWords(event, settings, words) {
  const options = { timeZone: settings.zone, hour12: false };
  const day = { ...options, month: "long", day: "numeric", weekday: "short" };
  const start = new Date(event.starts_at);
  const end = new Date(event.ends_at);
  const first = start.toLocaleDateString(settings.language, day);
  const last = new Date(end.getTime() - 1).toLocaleDateString(settings.language, day);
  const days = first === last ? first : `${first}—${last}`;
  if (event.is_all_day) return `${days} ${words.allDay}`;
  const clock = { ...options, hour: "numeric", minute: "2-digit" };
  const times = [start, end].map((moment) => moment.toLocaleTimeString(settings.language, clock));
  return `${days} ${times.join("—")}`;
}

export function openMenu(event, settings, words) {
  const address = `/${settings.year}/e/${event.id}`;
  slot("title").textContent = inLanguage(event.title);
  slot("when").textContent = whenWords(event, settings, words);
  slot("where").textContent = [inLanguage(event.place), inLanguage(event.host)].filter(Boolean).join(" · ");
  slot("state").textContent = `${inLanguage(event.activity_name)} · ${inLanguage(event.status_name)}`;
  const clashes = event.clashes.map((clash) => {
    const line = document.createElement("li");
    line.textContent = inLanguage(clash.message);
    return line;
  });
  slot("clashes").replaceChildren(...clashes);
  slot("clashes").setAttribute("aria-label", clashes.length ? words.clash + clashWords(event) : "");
  slot("open").href = address;
  slot("move").href = `${address}/move`;
  slot("move").hidden = !event.may_move;
  slot("closeout").href = `${address}/closeout`;
  slot("closeout").hidden = !event.may_move;
  menu.showModal();
}
