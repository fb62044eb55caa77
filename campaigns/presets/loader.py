"""Reads preset files and refuses wrong ones with file, place and what was expected."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from campaigns.core.wording import Bilingual
from campaigns.errors import PresetError, PresetPlace
from campaigns.presets.references import Fault, faults_of_city, faults_of_programme
from campaigns.presets.schema import Calendars, City, Community, Programme

HERE = Path(__file__).parent
CALENDARS = "calendars.yaml"
COLUMNS = ["nbs_code", "unit", "street_or_town", "community"]

Shape = TypeVar("Shape", bound=BaseModel)


@dataclass(frozen=True)
class Preset:
    """A programme with its city, checked against each other."""

    slug: str
    content: Programme
    city: City
    communities: tuple[Community, ...]

    def members(self, named: str | tuple[str, ...]) -> tuple[str, ...]:
        """Return the slugs of a role list, or the slugs themselves."""
        return self.content.roles[named] if isinstance(named, str) else named

    def acting(self, slug: str, year: int) -> str:
        """Return who acts for an organisation in a year: itself, or what it was merged into."""
        merger = next(o.merged_into for o in self.city.organisations if o.slug == slug)
        return self.acting(merger.slug, year) if merger and year >= merger.since else slug


def list_presets(directory: Path = HERE) -> list[str]:
    """Return the names of the programmes that can become an edition."""
    return sorted(path.stem for path in directory.glob("*.yaml") if path.name != CALENDARS)


@cache
def preset_titles() -> dict[str, Bilingual]:
    """Return what people call each of our presets, by name; their files change with the program only."""
    names = {slug: load_preset(slug).content.name for slug in list_presets()}
    return {slug: Bilingual(name.zh, name.en or "") for slug, name in names.items()}


def load_preset(name: str, directory: Path = HERE) -> Preset:
    """Return a programme, or raise PresetError."""
    if name not in list_presets(directory):
        known = "、".join(list_presets(directory)), ", ".join(list_presets(directory))
        message = Bilingual(
            f"没有这个预设，应为其中之一：{known[0]}", f"there is no such preset, expected one of: {known[1]}"
        )
        raise PresetError(PresetPlace(f"{name}.yaml"), message)
    content = _read(directory / f"{name}.yaml", Programme)
    city_path = directory / "cities" / f"{content.city}.yaml"
    city = _read(city_path, City)
    _refuse(city_path, faults_of_city(city))
    _refuse(directory / f"{name}.yaml", faults_of_programme(content, city))
    return Preset(name, content, city, _communities(city_path.parent / city.communities.file, city))


def load_calendars(directory: Path = HERE) -> Calendars:
    """Return the working calendars that are known exactly."""
    calendars = _read(directory / CALENDARS, Calendars)
    faults = [
        Fault(f"years.{year}", Bilingual(f"日期应在{year}年内", f"expected days within {year}"))
        for year, spec in calendars.years.items()
        for day in (
            *spec.work,
            *(d for row in (*spec.holidays, *spec.blackouts) for d in (row.first, row.last)),
        )
        if day.year != year
    ]
    _refuse(directory / CALENDARS, faults)
    return calendars


def _read(path: Path, shape: type[Shape]) -> Shape:
    try:
        return shape.model_validate(yaml.safe_load(path.read_text("utf-8")))
    except FileNotFoundError:
        raise PresetError(
            PresetPlace(path.name), Bilingual("找不到文件", "the file does not exist")
        ) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}" if mark else ""
        message = Bilingual("不是有效的YAML文本", f"expected valid YAML: {error.args[2] if mark else error}")
        raise PresetError(PresetPlace(path.name, place), message) from error
    except ValidationError as error:
        first = error.errors()[0]
        raise PresetError(PresetPlace(path.name, _place(first["loc"])), _expected(first)) from error


def _place(steps: tuple[int | str, ...]) -> str:
    """Return ``requirements[3].measure`` for pydantic's steps."""
    return "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in steps).lstrip(".")


def _expected(error: Any) -> Bilingual:
    """Return pydantic's finding as a sentence in both languages."""
    found = f"“{error['input']}”" if isinstance(error["input"], str | int | float) else ""
    words = {
        "missing": Bilingual("缺少这一项", "this entry is missing"),
        "extra_forbidden": Bilingual("没有这一项，请检查拼写", "no such entry, check its spelling"),
    }
    if error["type"] == "enum":
        choices = error["ctx"]["expected"]
        return Bilingual(f"{found}不可用，应为其中之一：{choices}", f"{found} found, expected {choices}")
    return words.get(error["type"]) or Bilingual(
        f"{found}不符合要求：{error['msg']}", f"{found} found: {error['msg']}".strip()
    )


def _communities(path: Path, city: City) -> tuple[Community, ...]:
    rows: list[Community] = []
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        if reader.fieldnames != COLUMNS:
            columns = ", ".join(COLUMNS)
            raise PresetError(
                PresetPlace(path.name, "line 1"),
                Bilingual(f"表头应为：{columns}", f"expected the columns {columns}"),
            )
        for number, row in enumerate(reader, start=2):
            district = city.communities.districts.get(row["unit"])
            if district is None:
                message = Bilingual(f"没有“{row['unit']}”这个单位", f"“{row['unit']}” is no unit of the city")
                raise PresetError(PresetPlace(path.name, f"line {number}"), message)
            rows.append(
                Community(
                    code=f"c{row['nbs_code']}",
                    district=district,
                    street=row["street_or_town"],
                    name=row["community"],
                )
            )
    return tuple(rows)


def _refuse(path: Path, faults: Iterable[Fault]) -> None:
    """Raise PresetError for the first fault."""
    for fault in faults:
        raise PresetError(PresetPlace(path.name, fault.place), fault.expected)
