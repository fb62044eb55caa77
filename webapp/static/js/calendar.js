// Puts a calendar that can be dragged in over the one the server has drawn; on a phone the server's list stays.
import { ask, inLanguage, withQuery } from "./calendar-api.js";
import { dayNodes, loadDays, startDayKeys } from "./calendar-days.js";
import { asInput, classes, content } from "./calendar-events.js";
import { openMenu } from "./calendar-menu.js";
import { mover } from "./calendar-moves.js";
import { announce } from "./calendar-notices.js";
import { peeker } from "./calendar-peek.js";

const VIEWS = { month: "dayGridMonth", week: "timeGridWeek", day: "timeGridDay" };
const root = document.querySelector("[data-calendar]");
const settings = JSON.parse(root.dataset.calendar);
const words = JSON.parse(root.dataset.words);

function load(kind, attributes) {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(kind), attributes);
    element.addEventListener("load", resolve);
    element.addEventListener("error", reject);
    document.head.append(element);
  });
}

// Scripts that are made by a script run as they come unless told otherwise; these build on each other.
async function loadVendor() {
  const styles = settings.styles.map((href) => load("link", { rel: "stylesheet", href }));
  const scripts = settings.scripts.map((src) => load("script", { src, async: false }));
  await Promise.all([...styles, ...scripts]);
}

function newAddress({ dateStr, allDay }) {
  const values = { date: dateStr.slice(0, 10) };
  if (!allDay) values.time = dateStr.slice(11, 16);
  if (settings.filters.activity) values.activity = settings.filters.activity;
  return withQuery(`/${settings.year}/events/new`, values);
}

async function fetchEvents({ startStr, endStr }) {
  const window_ = { start: startStr.slice(0, 10), end: endStr.slice(0, 10) };
  const answer = await ask(withQuery(settings.events, { ...window_, ...settings.filters }));
  return answer.events.map(asInput);
}

function nameDays(days) {
  for (const cell of root.querySelectorAll("[data-date]")) {
    const day = days.get(cell.dataset.date);
    if (!day || cell.getAttribute("role") !== "gridcell") continue;
    // A name of its own would hide from screen readers the events that the cell shows.
    const name = document.createElement("span");
    name.className = "unseen";
    name.textContent = [cell.getAttribute("aria-label"), inLanguage(day.name), inLanguage(day.mark)].join(" ").trim();
    cell.removeAttribute("aria-label");
    cell.prepend(name);
  }
}

function localDay(moment) {
  return window.Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(settings.zone).toPlainDate().toString();
}

function options(days) {
  const dated = (name) => (info) => {
    const day = days.get(localDay(info.date));
    const number = document.createElement("span");
    number.className = "day-number";
    number.textContent = name === "head" ? info.text : info.dayNumberText;
    const line = document.createElement("span");
    line.className = name;
    line.append(number, ...(day ? dayNodes(day) : []));
    return { domNodes: [line] };
  };
  const isMonth = settings.view === "month";
  return {
    initialView: VIEWS[settings.view],
    initialDate: settings.day,
    timeZone: settings.zone,
    now: settings.now,
    locale: settings.language === "en" ? "en-gb" : "zh-cn",
    firstDay: 1,
    headerToolbar: false,
    height: "auto",
    fixedWeekCount: false,
    dayMaxEvents: isMonth ? 5 : false,
    moreLinkText: (number) => words.more.replace("{number}", number),
    nowIndicator: true,
    slotEventOverlap: false,
    slotMinTime: "07:00",
    slotMaxTime: "22:00",
    allDayText: words.allDay,
    editable: true,
    eventInteractive: true,
    eventTimeFormat: { hour: "numeric", minute: "2-digit", hour12: false },
    displayEventEnd: !isMonth,
    eventDisplay: "block",
    eventClass: classes,
    eventContent: content(words),
    dayCellTopContent: dated("cell-top"),
    dayCellTopInnerClass: "cell-whole",
    ...(isMonth ? {} : { dayHeaderContent: dated("head") }),
    events: fetchEvents,
    eventClick: (info) => {
      info.jsEvent.preventDefault();
      openMenu(info.event.extendedProps.shown, settings, words);
    },
    dateClick: (info) => {
      if (settings.mayAdd) location.assign(newAddress(info));
    },
    eventSourceFailure: (error) => announce(error.answer ? error.message : words.unloaded, { isWarning: true }),
  };
}

async function start() {
  const base = root.querySelector("[data-calendar-base]");
  const [first, until] = [settings.first, settings.until];
  const [days] = await Promise.all([loadDays(settings, first, until), loadVendor()]);
  const place = document.createElement("div");
  place.className = `calendar-live calendar-${settings.view}`;
  root.append(place);
  const calendar = new window.FullCalendar.Calendar(place, options(days));
  const move = mover(calendar, settings, words);
  const peek = peeker(settings);
  calendar.setOption("eventAllow", peek.over);
  calendar.setOption("eventDragStop", peek.clear);
  calendar.setOption("eventResizeStop", peek.clear);
  calendar.setOption("eventDrop", (info) => move(info));
  calendar.setOption("eventResize", (info) => move(info));
  base.remove();
  calendar.render();
  nameDays(days);
  startDayKeys(place, settings, settings.day).choose();
}

const isPhone = window.matchMedia("(width <= 720px)").matches;
if (!isPhone || settings.view === "day") {
  start().catch(() => announce(words.unloaded, { isWarning: true }));
}
