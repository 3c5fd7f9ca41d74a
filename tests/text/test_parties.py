import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stance.errors import BadPartyRow, EmptyFile, InputError, MissingFile
from stance.text import parties
from stance.text.parties import COLUMNS, Mention, find_parties, load_parties, party_codes

HEADER = "\t".join(COLUMNS)


def named(text):
    return [(text[mention.start : mention.end], mention.code) for mention in find_parties(text)]


def codes(text):
    return [mention.code for mention in find_parties(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The US, China's rival", [("US", "USA"), ("China", "CHN")]),
        ("a U.S.-led U.N. force", [("U.S.", "USA"), ("U.N.", "UN")]),
        ("“U.S.”", [("U.S.", "USA")]),
        ("Britain’s and Taiwan's envoys", [("Britain", "GBR"), ("Taiwan", "TWN")]),
        ("the Emiratis' and the U.S.’s view", [("Emiratis", "ARE"), ("U.S.", "USA")]),
        (
            "Sino-US, US-Japan-South Korea",
            [("Sino", "CHN"), ("US", "USA"), ("US", "USA"), ("Japan", "JPN"), ("South Korea", "KOR")],
        ),
        (
            "Ivory Coast, Cote d'Ivoire, Côte d’Ivoire",
            [(s, "CIV") for s in ("Ivory Coast", "Cote d'Ivoire", "Côte d’Ivoire")],
        ),
        ("anti-American, pro-Beijing", [("American", "USA"), ("Beijing", "CHN")]),
        ("Washington, D.C.", [("Washington, D.C.", "USA")]),
        ("OPEC+ and OPEC", [("OPEC+", "OPEC"), ("OPEC", "OPEC")]),
        ("S. Korea and N.Korea", [("S. Korea", "KOR"), ("N.Korea", "PRK")]),
        ("WASHINGTON (Reuters) - HONG KONG", [("WASHINGTON", "USA"), ("HONG KONG", "HKG")]),
        ("the United\n  States and New\xa0Zealand", [("United\n  States", "USA"), ("New\xa0Zealand", "NZL")]),
    ],
)
def test_find_gives_the_span_and_the_code(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the People's Republic of China", ["CHN"]),
        ("the Republic of China", ["TWN"]),
        ("the Democratic People's Republic of Korea", ["PRK"]),
        ("the Republic of Korea", ["KOR"]),
        ("the Democratic Republic of the Congo", ["COD"]),
        ("the Republic of the Congo", ["COG"]),
        ("Guinea, Guinea-Bissau, Equatorial Guinea, Papua New Guinea", ["GIN", "GNB", "GNQ", "PNG"]),
        ("Dominica and the Dominican Republic", ["DMA", "DOM"]),
        ("Samoa and American Samoa", ["WSM", "ASM"]),
        ("Sudan and South Sudan", ["SDN", "SSD"]),
        ("Ireland and Northern Ireland", ["IRL", "GBR"]),
        ("Niger and Nigeria; Nigerien, Nigerian", ["NER", "NGA", "NER", "NGA"]),
        ("the Taiwan Affairs Office and the Mainland Affairs Council", ["CHN", "TWN"]),
        ("East Germany and West Germany", ["DDR", "DEU"]),
        ("the former Yugoslav Republic of Macedonia", ["MKD"]),
        ("the Islamic Republic of Pakistan", ["PAK"]),
        ("the African National Congress", ["ZAF"]),
        ("the Organization of American States", ["OAS"]),
    ],
)
def test_find_prefers_the_longest_form(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Kremlin, Whitehall, Zhongnanhai", ["RUS", "GBR", "CHN"]),
        ("the Blue House, Foggy Bottom, Brussels", ["KOR", "USA", "EU"]),
        ("the Pentagon, the PLA, AIT, TECRO, the IDF, the IRGC", ["USA", "CHN", "USA", "TWN", "ISR", "IRN"]),
        ("the Élysée, the Bundestag, the Knesset, the Diet", ["FRA", "DEU", "ISR", "JPN"]),
        ("Burma, the Soviets, Czechoslovakia", ["MMR", "SUN", "CSK"]),
        ("Filipinos, the Swiss, Kosovars", ["PHL", "CHE", "XKX"]),
        ("Nato, Asean, the Quad, G-7", ["NATO", "ASEAN", "QUAD", "G7"]),
    ],
)
def test_find_knows_those_who_act_for_a_party(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "they told us so, and let us go",
        "a cold turkey, fine china, a polish, the chad",
        "Indiana, Germanic, Jordans, Chadwick, Chinatown, Americas",
        "a healthy diet; who is it",
        "AUSTERITY, USB, EUR, UNIT",
        "US_ and x_China",
        "LET US PRAY. CONTACT US",
        "",
    ],
)
def test_find_ignores_common_words_and_parts_of_words(text):
    assert named(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "the South China Sea and the East China Sea",
        "SOUTH CHINA SEA",
        "the Washington Post",
        "the Gulf of Mexico and New Mexico",
        "the Paris Agreement, the Paris climate deal, the Vienna Convention",
        "Latin America, South American, Central America",
        "Native American, African Americans, Chinese Americans",
        "Michael Jordan, George Washington, Denzel Washington",
        "Atlanta, Georgia",
        "Washington state; Washington, Pa.",
        "the Panama Canal and the Panama Papers",
        "a Guinea pig, Brussels sprouts",
        "the Indian Ocean, the Indo-Pacific, the Korean Peninsula",
        "Bank of America, US$5bn, U.S. dollars",
        "post-Soviet",
        "Lloyd’s of London",
    ],
)
def test_find_skips_blocked_phrases(text):
    assert named(text) == []


def test_find_goes_on_after_a_blocked_phrase():
    assert codes("the South China Sea, China said; Mexico City by the Gulf of Mexico") == ["CHN", "MEX"]


def test_find_tells_two_parties_at_a_comma_apart():
    assert codes("over arms sales to Taiwan, China summoned the envoy") == ["TWN", "CHN"]


def test_find_does_not_join_paragraphs():
    assert codes("in the south\n\nSouth\n\nSudan") == ["SDN"]


def test_find_gives_roles():
    assert find_parties("Cairo told Egyptians") == [Mention(0, 5, "EGY", "capital"), Mention(11, 20, "EGY", "demonym")]


def test_find_is_not_slowed_by_white_space():
    assert codes(("South" + " " * 200_000) * 3) == []


def test_party_codes_are_those_of_the_table():
    assert {"USA", "XKX", "SUN", "EU", "CE"} <= party_codes()
    assert "OTHER" not in party_codes()


PIECES = st.one_of(
    st.sampled_from(sorted(parties._our_meanings())),
    st.sampled_from(["'s", "’s", " ", "\n", ", ", ".", "-", "the ", "South", "us"]),
    st.text(max_size=8),
)
TEXTS = st.lists(PIECES, max_size=12).map("".join)
APART = "\n\n"


@settings(deadline=None)
@given(TEXTS)
def test_find_gives_spans_that_are_ordered_and_do_not_overlap(text):
    mentions = find_parties(text)
    assert all(mention.start < mention.end <= len(text) for mention in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))


@settings(deadline=None)
@given(TEXTS)
def test_find_gives_whole_words_that_are_in_the_table(text):
    surfaces = {re.sub(r"\s+", "", surface) for surface, meaning in parties._our_meanings().items() if meaning[0]}
    surfaces |= {surface.upper() for surface in surfaces}
    for mention in find_parties(text):
        found = text[mention.start : mention.end]
        assert re.sub(r"\s+", "", found.translate(parties._APOSTROPHES)) in surfaces
        assert not re.match(r"\w", text[mention.start - 1 : mention.start])
        assert not (re.match(r"\w", found[-1]) and re.match(r"\w", text[mention.end :]))


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_find_reads_paragraphs_apart(left, right):
    offset = len(left + APART)
    moved = [Mention(m.start + offset, m.end + offset, m.code, m.role) for m in find_parties(right)]
    assert find_parties(left + APART + right) == find_parties(left) + moved


@settings(deadline=None)
@given(TEXTS)
def test_find_does_not_care_which_apostrophe(text):
    assert find_parties(text.replace("'", "’")) == find_parties(text.replace("’", "'"))


def test_find_reads_every_form_as_the_table_says():
    forms = parties._our_meanings()
    expected = {
        surface: [Mention(0, len(surface), *meaning)] if meaning[0] else [] for surface, meaning in forms.items()
    }
    assert {surface: find_parties(surface) for surface in forms} == expected


def table(folder, *rows, header=HEADER):
    path = folder / "mine.tsv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def test_load_adds_the_users_rows(tmp_path):
    mine = load_parties(
        table(tmp_path, "SOL\tterritory\tname\tSomaliland\tours", "", "USA\tstate\tmetonym\tthe Hill\tours\r")
    )
    assert [m.code for m in mine.find("Somaliland thanked the Hill and Taiwan")] == ["SOL", "USA", "TWN"]
    assert "SOL" in mine.codes
    assert "SOL" not in party_codes()
    assert codes("Somaliland") == []


def test_load_lets_the_user_overrule_a_form_and_a_blocked_phrase(tmp_path):
    rows = ["USA\tstate\tvariant\tGeorgia\tours", "CHN\tstate\tmetonym\tSouth China Sea\tours"]
    mine = load_parties(table(tmp_path, *rows))
    assert [m.code for m in mine.find("Georgia, GEORGIA, the South China Sea")] == ["USA", "USA", "CHN"]


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("SOL\tterritory\tname\tSomaliland", "got 4 fields; expected 5"),
        ("sol\tterritory\tname\tSomaliland\tours", "got code 'sol'"),
        ("OTHER\tbloc\tname\tfriends\tours", "got code 'OTHER'; expected another code"),
        ("SOL\tteritory\tname\tSomaliland\tours", "did you mean territory"),
        ("SOL\tterritory\tnames\tSomaliland\tours", "did you mean name"),
        ("SOL\tterritory\tname\t\tours", "got surface ''"),
        ("SOL\tterritory\tname\tSomaliland \tours", "got surface 'Somaliland '"),
        ("SOL\tterritory\tname\t-land\tours", "got surface '-land'"),
        ("SOL\tterritory\tname\tSomaliland\t ", "got no provenance"),
        ("SOL\tterritory\tname\tHargeisa\tours", "got surface 'Hargeisa' again"),
        ("USA\tterritory\tvariant\tGotham\tours", "got kind 'territory' for USA; expected 'state'"),
    ],
)
def test_load_names_the_file_and_line_of_a_bad_row(tmp_path, row, complaint):
    path = table(tmp_path, "SOL\tterritory\tcapital\tHargeisa\tours", row)
    with pytest.raises(BadPartyRow, match=re.escape(complaint)) as caught:
        load_parties(path)
    assert str(caught.value).startswith(f"{path}, line 3: ")


def test_load_wants_the_header(tmp_path):
    with pytest.raises(BadPartyRow, match=r"line 1: .*expected the header code kind role surface provenance"):
        load_parties(table(tmp_path, header="code,kind"))


def test_load_refuses_a_file_that_cannot_be_read(tmp_path):
    with pytest.raises(MissingFile):
        load_parties(tmp_path / "none.tsv")
    (tmp_path / "empty.tsv").touch()
    with pytest.raises(EmptyFile):
        load_parties(tmp_path / "empty.tsv")
    assert issubclass(BadPartyRow, InputError)


def test_import_reads_nothing():
    program = "from stance.text import parties; print(parties._our_table.cache_info().currsize)"
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"
