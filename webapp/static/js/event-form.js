// The form of an event: venues of the activity's kind first, its defaults in words, and warnings while typing.
const form = document.querySelector("[data-event-form]");
const shown = form.querySelector("[data-placement]");
const box = (name) => form.elements[name];

function chosenActivity() {
  return form.querySelector("[data-activity]")?.selectedOptions[0];
}

function showDefaults() {
  const option = chosenActivity();
  const hint = form.querySelector("[data-defaults]");
  if (!hint || !option?.dataset.start) return;
  hint.textContent = hint.dataset.words
    .replace("{start}", option.dataset.start.replace(/^0/, "")).replace("{minutes}", option.dataset.minutes);
}

// A browser offers a list in its order, so the venues that fit are moved to the top.
function sortVenues() {
  const kind = chosenActivity()?.dataset.kind;
  const list = document.getElementById("venues");
  if (!kind || !list) return;
  const options = [...list.children];
  list.replaceChildren(...options.filter((o) => o.dataset.kind === kind), ...options.filter((o) => o.dataset.kind !== kind));
}

// Boxes that only the whole form has: one that moves an event leaves them as they stand.
function details() {
  if (!box("expected_people")) return {};
  const people = Number(box("expected_people").value);
  return {
    host: box("host")?.value || "",
    district: box("district")?.value || "",
    level: box("level")?.value || null,
    team_slugs: [...form.querySelectorAll('[name="team_slugs"]:checked')].map((one) => one.value),
    expected_people: Number.isInteger(people) && people > 0 ? people : null,
    is_headline: Boolean(box("is_headline")?.checked),
    status: box("state")?.value || "confirmed",
  };
}

function entered() {
  const day = box("day")?.value;
  const start = box("start")?.value || chosenActivity()?.dataset.start || "";
  const activity = form.dataset.activityCode || box("activity")?.value;
  if (!activity || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const isAllDay = Boolean(box("is_all_day")?.checked);
  const last = box("ends_on")?.value || day;
  const end = box("ends_at")?.value;
  return {
    activity_code: activity,
    starts_at: `${day}T${isAllDay || !start ? "00:00" : start}`,
    ends_at: isAllDay ? `${last}T23:59` : end ? `${last}T${end}` : null,
    is_all_day: isAllDay,
    place: form.dataset.place || box("place")?.value || "",
    person_ids: [...form.querySelectorAll('[name="person_ids"]:checked')].map((one) => Number(one.value)),
    event_id: Number(form.dataset.event || 0),
    ...details(),
  };
}

function show(warnings) {
  const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
  shown.replaceChildren();
  if (!warnings.length) return;
  const part = document.createElement("div");
  const heading = document.createElement("p");
  const list = document.createElement("ul");
  part.className = "warnings";
  heading.className = "warnings-heading";
  heading.textContent = shown.dataset.heading;
  for (const warning of warnings) {
    const line = document.createElement("li");
    line.textContent = warning.message[language] || warning.message.zh;
    list.append(line);
  }
  part.append(heading, list);
  shown.append(part);
}

let latest = 0;

async function check() {
  const body = entered();
  const turn = ++latest;
  if (!body) return;
  const token = document.querySelector('meta[name="csrf-token"]').content;
  try {
    const answer = await fetch(form.dataset.check, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify(body),
    });
    if (answer.ok && turn === latest) show((await answer.json()).warnings ?? []);
  } catch {
    // Without the answer the form still shows every warning before it saves.
  }
}

let waiting;
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(check, 400);
});
form.addEventListener("change", (event) => {
  if (event.target.matches("[data-activity]")) {
    showDefaults();
    sortVenues();
  }
});
showDefaults();
