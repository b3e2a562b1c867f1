"""What a file offers a mapping to say: its headers, and the fields of its format."""

from __future__ import annotations

from pathlib import Path

import pytest

from curriplan.app.importing import Reading, preview
from curriplan.exchange.columns import ColumnMap
from curriplan.exchange.readers.registry import read_file
from curriplan.exchange.readers.result import UnreadableFile
from tests.worked_example import program


def table(folder: Path, *lines: str) -> Path:
    path = folder / "list.csv"
    path.write_text("\n".join((*lines, "")), encoding="utf-8")
    return path


def test_a_file_that_is_read_tells_its_fields_and_headers(tmp_path: Path) -> None:
    path = table(tmp_path, "code,name,credits,colour", "N1,New,3,red")
    offer = read_file(path, program()).offer
    assert offer is not None
    assert (offer.path, offer.format) == (path, "courses")
    assert dict(offer.read) == {"code": "code", "name": "name", "credits": "credits"}
    assert offer.headers == ("code", "name", "credits", "colour")
    assert {"code", "name", "credits", "department"} <= {name for name, _ in offer.fields}


@pytest.mark.parametrize("given", [None, "courses"])
def test_a_refused_file_tells_its_headers_too(tmp_path: Path, given: str | None) -> None:
    path = table(tmp_path, "a title", "A,B,C", "1,2,3")
    with pytest.raises(UnreadableFile) as refused:
        read_file(path, program(), given)
    offer = refused.value.offer
    assert offer is not None
    assert offer.headers == ("A", "B", "C")
    assert bool(offer.fields) == (given is not None)


def test_an_empty_header_leaves_a_field_unread(tmp_path: Path) -> None:
    path = table(tmp_path, "code,name,credits", "N1,New,3")
    with_it = read_file(path, program(), "courses")
    without = read_file(path, program(), "courses", ColumnMap(fields={"credits": ""}))
    found = [next(one.credits for one in held.program.courses.values() if one.code == "N1")
               for held in (with_it, without)]  # fmt: skip
    assert found == [3.0, None]
    assert "credits" not in dict(without.columns)


def test_a_header_of_two_rows_is_named_as_it_is_offered(tmp_path: Path) -> None:
    path = table(tmp_path, ",,hours,hours", "code,name,theory,other", "N1,New,20,30")
    offer = read_file(path, program(), "courses").offer
    assert offer is not None
    assert "hours / other" in offer.headers
    wish = Reading("courses").with_field("theory", "hours / other")
    shown = preview(program(), [path], readings={path: wish})
    (made,) = (one for one in shown.after.courses.values() if one.code == "N1")
    assert made.hours.theory == 30


def test_a_wish_gives_each_header_to_one_field() -> None:
    wish = Reading("courses").with_field("code", "A").with_field("name", "A").with_field("credits", "")
    assert wish.fields == {"name": "A", "credits": ""}
    assert wish.with_format("posts").fields == {}
    assert wish.with_format("courses") == wish
