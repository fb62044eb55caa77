"""iCalendar: feeds written from read models, files read into drafts."""
