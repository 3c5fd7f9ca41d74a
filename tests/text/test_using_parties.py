from concurrent.futures import ThreadPoolExecutor

import pytest

from stance.errors import BadPartyRow, MissingFile
from stance.text.parties import COLUMNS, find_parties, load_parties, party_codes, using_parties
from stance.text.quotes import find_quotes
from stance.text.render import mask_parties, party_code, tie_codes
from stance.text.ties import held_ties

ROWS = [
    "GRS\tstate\tname\tGraustark\tinvented",
    "GRS\tstate\tname\tRepublic of Graustark and Japan\tinvented",
    "RUR\tstate\tname\tRuritania\tinvented",
    "USA\tstate\tmetonym\tthe Hill\tours",
    "RUR\tstate\tcapital\tGeorgia\tinvented",
]
TEXT = "Ruritania condemned Graustark."


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "mine.tsv"
    path.write_text("\n".join(["\t".join(COLUMNS), *ROWS]) + "\n", encoding="utf-8")
    return path


def codes(text):
    return [mention.code for mention in find_parties(text)]


@pytest.mark.parametrize("given", [str, lambda path: path, load_parties], ids=["name", "path", "table"])
def test_a_table_is_in_use_inside_the_block_alone(path, given):
    with using_parties(given(path)):
        assert codes(TEXT) == ["RUR", "GRS"]
        assert {"RUR", "GRS", "USA"} <= party_codes()
    assert codes(TEXT) == []
    assert not {"RUR", "GRS"} & party_codes()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Taiwan thanked Graustark", ["TWN", "GRS"]),
        ("the Hill thanked Washington", ["USA", "USA"]),
        ("Georgia and GEORGIA", ["RUR", "RUR"]),
        ("the Republic of Graustark and Japan, and Japan", ["GRS", "JPN"]),
        ("Graustarkers", []),
    ],
    ids=["new code", "new name of ours", "the user's wins", "longest", "whole words"],
)
def test_the_users_rows_stand_beside_ours(path, text, expected):
    with using_parties(path):
        assert codes(text) == expected


def test_the_table_reaches_ties_masks_quotes_and_names_asked_about(path):
    with using_parties(path):
        first = held_ties(TEXT)[0]
        assert (first.holder, first.tie) == ("RUR", ("GRS", "RUR"))
        assert mask_parties(TEXT) == "partyx condemned partyx."
        assert (party_code("GRS"), party_code("Graustark")) == ("GRS", "GRS")
        assert tie_codes(("Ruritania", "USA")) == ("RUR", "USA")
        assert [quote.source for quote in find_quotes("Graustark: talks have failed")] == [(0, 9)]
        assert held_ties("We thank Japan.", title="Remarks by the Ambassador of Graustark")[0].holder == "GRS"
    assert find_quotes("Graustark: talks have failed") == []


def test_none_leaves_the_table_that_is_in_use(path):
    with using_parties(None):
        assert codes(TEXT) == []
    with using_parties(path):
        with using_parties(None):
            assert codes(TEXT) == ["RUR", "GRS"]
        assert codes(TEXT) == ["RUR", "GRS"]


def test_an_error_in_the_block_ends_the_use(path):
    with pytest.raises(RuntimeError, match="broke"), using_parties(path):
        raise RuntimeError("it broke")
    assert codes(TEXT) == []


def test_another_thread_does_not_see_the_table(path):
    with using_parties(path), ThreadPoolExecutor(1) as pool:
        assert pool.submit(codes, TEXT).result() == []
        assert codes(TEXT) == ["RUR", "GRS"]


def test_what_is_no_table_is_refused(tmp_path):
    with pytest.raises(TypeError, match="expected a path or a table of parties"), using_parties(7):
        pass
    with pytest.raises(MissingFile), using_parties(tmp_path / "none.tsv"):
        pass
    (tmp_path / "bad.tsv").write_text("\t".join(COLUMNS) + "\nGRS\tstate\n")
    with pytest.raises(BadPartyRow, match="line 2: got 2 fields; expected 5"), using_parties(tmp_path / "bad.tsv"):
        pass
