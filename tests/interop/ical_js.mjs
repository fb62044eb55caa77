// Prints the events of one calendar file as JSON, as ical.js understands them.
import { readFileSync } from "node:fs";
import { argv, stdout } from "node:process";
import ICAL from "../../webapp/frontend/node_modules/ical.js/dist/ical.js";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(argv[2], "utf-8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(zone);
}

function moment(time) {
  return time.isDate ? time.toString() : time.convertToZone(ICAL.Timezone.utcTimezone).toString();
}

const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  const text = (name) => component.getFirstPropertyValue(name);
  return {
    uid: event.uid,
    summary: text("summary"),
    description: text("description"),
    location: text("location"),
    status: text("status"),
    sequence: event.sequence,
    is_date: event.startDate.isDate,
    start: moment(event.startDate),
    end: moment(event.endDate),
  };
});
stdout.write(JSON.stringify(events));
