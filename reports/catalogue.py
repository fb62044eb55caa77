"""Every document by its name: read model in, finished file out."""

from dataclasses import dataclass

from campaigns.rosters import RosterSheet
from campaigns.summary import ActivitySummary
from campaigns.wall import YearWall
from reports.html import document_html, wall_html
from reports.pdf import render
from reports.roster import roster_content
from reports.summary import summary_content
from reports.year_wall import wall_drawing, wall_title

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Document:
    """A finished file; ``filename`` has no path and only characters that every system accepts."""

    content: bytes
    filename: str
    media_type: str


ReadModel = ActivitySummary | RosterSheet | YearWall


def write(name: str, read_model: ReadModel, language: str) -> Document:
    """Write a document: ``summary`` (`ActivitySummary`), ``roster`` (`RosterSheet`) or ``year-wall`` (`YearWall`).

    Raise ValueError when there is no such document or the read model is not its own.
    """
    if name == "summary" and isinstance(read_model, ActivitySummary):
        content = summary_content(read_model, language)
        edition = read_model.edition
        filename = f"{edition.year}-{read_model.activity.code}-{read_model.organisation.slug}-summary.pdf"
        return Document(render(document_html(content)), filename, PDF)
    if name == "roster" and isinstance(read_model, RosterSheet):
        filename = f"{read_model.edition.year}-roster-{read_model.id}.pdf"
        return Document(render(document_html(roster_content(read_model, language))), filename, PDF)
    if name == "year-wall" and isinstance(read_model, YearWall):
        html = wall_html(
            wall_title(read_model, language),
            language,
            read_model.edition.programme.in_language(language),
            str(read_model.today),
            wall_drawing(read_model, language),
        )
        return Document(render(html), f"{read_model.edition.year}-year-wall.pdf", PDF)
    raise ValueError(
        f"There is no document “{name}” for {type(read_model).__name__}: expected summary, roster or year-wall."
    )
