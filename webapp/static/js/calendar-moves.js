// A drag becomes a move through the API. The screen never waits: what was dropped stays where it is until refused.
import { ask, inLanguage } from "./calendar-api.js";
import { asInput } from "./calendar-events.js";
import { announce } from "./calendar-notices.js";

const booking = document.querySelector("[data-booking]");

// Ask why a double booking is meant; an empty answer puts the event back.
function askReason(error) {
  const lines = error.answer.error.problems.map((problem) => {
    const line = document.createElement("li");
    line.textContent = inLanguage(problem);
    return line;
  });
  booking.querySelector("[data-slot=problems]").replaceChildren(...lines);
  const box = booking.querySelector("input");
  box.value = "";
  booking.returnValue = "";
  booking.showModal();
  box.focus();
  return new Promise((resolve) => {
    booking.addEventListener(
      "close",
      () => resolve(booking.returnValue === "keep" ? box.value.trim() : ""),
      { once: true },
    );
  });
}

function instant(date, allDay, text, zone) {
  const plain = window.Temporal.PlainDate.from(text.slice(0, 10));
  return allDay ? plain.toZonedDateTime(zone).toInstant().toString() : date.toISOString();
}

function show(event, shown) {
  const input = asInput(shown);
  event.setExtendedProp("shown", shown);
  event.setDates(input.start, input.end, { allDay: input.allDay });
  event.setProp("title", input.title);
}

export function mover(calendar, settings, words) {
  async function undo(changeId, event) {
    try {
      const answer = await ask(`/api/v1/changes/${changeId}/undo`, { method: "POST", body: {} });
      show(event, answer.event);
      announce(words.undone);
      calendar.refetchEvents();
    } catch (error) {
      announce(error.answer ? error.message : words.failed, { isWarning: true });
    }
  }

  function tell(answer, event) {
    const when = event.start.toLocaleString(settings.language, {
      timeZone: settings.zone, month: "long", day: "numeric", weekday: "short",
      ...(event.allDay ? {} : { hour: "numeric", minute: "2-digit", hour12: false }),
    });
    const warned = answer.warnings.map((warning) => inLanguage(warning.message)).join(" ");
    announce(`${words.moved} ${when} ${warned}`.trim(), {
      isWarning: answer.warnings.length > 0,
      button: { words: words.undo, press: () => undo(answer.change_id, event) },
    });
  }

  async function send(info, reason) {
    const { event } = info;
    const shown = event.extendedProps.shown;
    const end = event.end ?? new Date(event.start.getTime() + (Date.parse(shown.ends_at) - Date.parse(shown.starts_at)));
    const endText = event.endStr || window.Temporal.PlainDate.from(event.startStr.slice(0, 10)).add({ days: 1 }).toString();
    const body = {
      version: shown.version,
      starts_at: instant(event.start, event.allDay, event.startStr, settings.zone),
      ends_at: instant(end, event.allDay, endText, settings.zone),
      is_all_day: event.allDay,
      reason,
    };
    return ask(`/api/v1/events/${shown.id}`, { method: "PATCH", body });
  }

  return async function move(info, reason = "") {
    try {
      const answer = await send(info, reason);
      show(info.event, answer.event);
      tell(answer, info.event);
      calendar.refetchEvents();
    } catch (error) {
      const kind = error.answer?.error.kind;
      if (kind === "double_booking") {
        const given = await askReason(error);
        if (given) return move(info, given);
        info.revert();
        announce(words.back);
      } else if (kind === "stale") {
        show(info.event, error.answer.event);
        announce(error.message, { isWarning: true });
      } else {
        info.revert();
        announce(error.answer ? error.message : words.failed, { isWarning: true });
      }
    }
  };
}
