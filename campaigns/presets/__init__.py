"""Programmes, cities and working calendars as data files, with the schema that they are checked against."""
