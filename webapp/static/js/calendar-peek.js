// While an event is dragged, says what would speak against the place it hangs over; dropping is never stopped.
import { ask, inLanguage } from "./calendar-api.js";

const PLACE = document.querySelector(".notices");
const PAUSE = 150;

function bodyOf(shown, span) {
  return {
    activity_code: shown.activity,
    event_id: shown.id,
    is_move: true,
    is_all_day: span.allDay,
    starts_at: span.allDay ? `${span.startStr.slice(0, 10)}T00:00` : span.start.toISOString(),
    ends_at: span.allDay ? `${span.endStr.slice(0, 10)}T00:00` : span.end.toISOString(),
  };
}

export function peeker(settings) {
  let [turn, timer, notice] = [0, 0, null];

  function clear() {
    turn += 1;
    clearTimeout(timer);
    notice?.remove();
    notice = null;
  }

  function say(warnings) {
    notice?.remove();
    notice = null;
    if (!warnings.length) return;
    notice = document.createElement("div");
    notice.className = "notice notice-warning";
    notice.dataset.peek = "";
    notice.textContent = warnings.map((warning) => inLanguage(warning.message)).join(" ");
    PLACE.append(notice);
  }

  function over(span, event) {
    const own = ++turn;
    clearTimeout(timer);
    timer = setTimeout(async () => {
      try {
        const address = `/api/v1/${settings.year}/placement-check`;
        const answer = await ask(address, { method: "POST", body: bodyOf(event.extendedProps.shown, span) });
        if (own === turn) say(answer.warnings);
      } catch {
        // A question that finds no answer says nothing: the drop itself tells what is wrong.
      }
    }, PAUSE);
    return true;
  }

  return { clear, over };
}
