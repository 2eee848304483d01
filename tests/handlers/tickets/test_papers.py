"""Documents: one set of data fills all nine, and each says what it lacks."""

import pytest

from handlers.tickets.papers import FORMS, PaperKind, belonging, fillable, paper


@pytest.mark.parametrize("kind", PaperKind)
def test_an_empty_file_lacks_what_is_needed_and_a_full_one_nothing(kind: PaperKind) -> None:
    empty = paper(kind, {})
    assert {f.key for f in empty.missing} == {f.key for f in FORMS[kind].fields if not f.optional}
    full = paper(kind, {f.key: "有" for f in FORMS[kind].fields})
    assert full.missing == ()
    assert all(text for _, text in full.rows)


@pytest.mark.parametrize(
    ("form", "has", "has_not"),
    [
        ("written", PaperKind.AGREEMENT, PaperKind.ORAL),
        ("oral", PaperKind.ORAL, PaperKind.AGREEMENT),
        ("", PaperKind.COVER, PaperKind.VISIT),
    ],
)
def test_a_file_has_the_documents_of_its_own_course(
    form: str, has: PaperKind, has_not: PaperKind
) -> None:
    kinds = belonging({"agreement.form": form})
    assert has in kinds
    assert has_not not in kinds


def test_a_name_is_asked_for_once() -> None:
    keys = [field.key for field in fillable({"agreement.form": "written"})]
    assert len(keys) == len(set(keys))


def test_the_cover_lists_the_other_documents() -> None:
    index = paper(PaperKind.COVER, {"agreement.form": "oral"}).text
    assert any("口头协议登记表" in line for line in index)
