import hashlib
import json
import re

import pytest

from stance.corpus.sources import SOURCES, Document, base
from stance.errors import BadRow, MissingFile, StanceError, UnreadableFile, UnusableText
from stance.text.sentences import sentence_spans


def article(text):
    return json.dumps({"content": text, "title": "A title", "date": "2019-05-04"})


def page(text):
    return f"<h1>Briefing, 3/4/2012</h1>\n{f'<p>MR. ROWE: {text}</p>'.encode()!r}"


def row(page_name, text):
    return f'https://en.wikinews.org//wiki/{page_name},2020-01-02,Title,"{text}"\r\n'


HEADER = "url,date,title,text\r\n"
LOOSE = {
    "allsides": {f"{stem}.json": article(f"{stem[:3]} said so .") for stem in ("zzzzzzzzzzzzzzzz", "Aaaaaaaaaaaaaaa1")},
    "ungd": {
        f"Session {n} - {y}/{c}_{n}_{y}.txt": f"{c} speaks\nof peace.\n"
        for c, n, y in (("XYZ", 66, 2011), ("ABC", 67, 2012), ("ABC", 66, 2011))
    },
    "whitehouse": {f"{n}.html": page(f"Number {n}.") for n in (7, 10, 9)},
    "wikinews": {
        "wikinews_2019.csv": HEADER + row("B_page", "Bees met."),
        "wikinews_2020.csv": HEADER + row("A_page", "Ants met.") + row("B_page", "Other bees met."),
    },
}
PACKED_FOLDER = {"allsides": "allsides", "ungd": "ungd", "whitehouse": "whitehouse_briefings"}
PUBLISHED_FOLDER = {
    "allsides": "data/jsons",
    "ungd": "data/data_original/TXT",
    "whitehouse": "pressBriefings",
    "wikinews": "data",
}


@pytest.fixture(params=sorted(SOURCES))
def source(request):
    return SOURCES[request.param]


@pytest.fixture
def packed(source, tmp_path, pack, lay):
    folder = tmp_path / "packed"
    folder.mkdir()
    if source.archive is None:
        lay(folder, LOOSE[source.name])
    else:
        members = {f"{PACKED_FOLDER[source.name]}/{name}": text for name, text in LOOSE[source.name].items()}
        pack(folder / source.archive, {"elsewhere/README.md": "no document", **members})
    return folder


@pytest.fixture
def published(source, tmp_path, lay):
    folder = tmp_path / "published"
    lay(folder, {f"{PUBLISHED_FOLDER[source.name]}/{name}": text for name, text in LOOSE[source.name].items()})
    lay(folder, {"README.md": "no document", "code/_sheet.csv": "no,document"})
    return folder


def test_registry_names_each_source_once():
    assert sorted(SOURCES) == ["allsides", "ungd", "whitehouse", "wikinews"]
    assert all(name == source.name and source.extractor == 1 for name, source in SOURCES.items())


def test_documents_are_the_same_packed_and_published(source, packed, published):
    documents = list(source.documents(packed))
    assert len(documents) >= 2
    assert documents == list(source.documents(published))


def test_documents_are_the_same_in_the_folder_of_the_texts_alone(source, packed, published):
    alone = published / PUBLISHED_FOLDER[source.name]
    assert list(source.documents(packed)) == list(source.documents(alone))


def test_documents_are_the_same_every_time(source, packed):
    assert list(source.documents(packed)) == list(source.documents(packed))


def test_documents_come_sorted_by_id(source, packed):
    ids = [document.id for document in source.documents(packed)]
    assert ids == sorted(set(ids))


def test_document_ids_make_sentence_ids(source, packed):
    for document in source.documents(packed):
        assert re.fullmatch(rf"{source.name}/[^\s/]+", document.id)


def test_document_file_is_where_the_source_published_it(source, packed, published):
    for document in source.documents(packed):
        assert (published / document.file).is_file()


def test_missing_folder_is_named(source, tmp_path):
    with pytest.raises(MissingFile, match="nowhere"):
        list(source.documents(tmp_path / "nowhere"))


def test_folder_without_files_of_the_source_is_named(source, tmp_path):
    with pytest.raises(MissingFile, match=source.name):
        list(source.documents(tmp_path))


def test_bytes_that_are_not_utf8_are_named(source, published):
    place = next(path for path in sorted((published / PUBLISHED_FOLDER[source.name]).rglob("*")) if path.is_file())
    place.write_bytes(b"\xff" + place.read_bytes())
    with pytest.raises(BadRow, match=r"0xff at offset 0 of .*not UTF-8"):
        list(source.documents(published))


@pytest.mark.parametrize("damage", [lambda data: data[: len(data) // 2], lambda _: b"no archive", lambda _: b""])
def test_damaged_archive_is_refused(damage, tmp_path, pack):
    archive = tmp_path / "ungd.tar.gz"
    pack(archive, {f"ungd/{name}": text * 99 for name, text in LOOSE["ungd"].items()})
    archive.write_bytes(damage(archive.read_bytes()))
    with pytest.raises(UnreadableFile, match="damaged archive"):
        list(SOURCES["ungd"].documents(tmp_path))


def test_huge_member_is_refused_before_it_is_read(tmp_path, pack, monkeypatch):
    pack(tmp_path / "ungd.tar.gz", {f"ungd/{name}": text for name, text in LOOSE["ungd"].items()})
    monkeypatch.setattr(base, "LARGEST_FILE", 10)
    with pytest.raises(UnusableText, match="expected at most 10 a file"):
        list(SOURCES["ungd"].documents(tmp_path))


def test_huge_archive_is_refused_before_it_is_read(tmp_path, pack, monkeypatch):
    pack(tmp_path / "ungd.tar.gz", {f"ungd/{name}": text for name, text in LOOSE["ungd"].items()})
    monkeypatch.setattr(base, "LARGEST_ARCHIVE", 30)
    with pytest.raises(UnusableText, match="30 in all"):
        list(SOURCES["ungd"].documents(tmp_path))


def test_huge_file_is_refused_before_it_is_read(tmp_path, lay, monkeypatch):
    lay(tmp_path, LOOSE["ungd"])
    monkeypatch.setattr(base, "LARGEST_FILE", 10)
    with pytest.raises(UnusableText, match="expected at most 10 a file"):
        list(SOURCES["ungd"].documents(tmp_path))


def test_two_files_of_one_document_are_refused(tmp_path, lay):
    lay(tmp_path, {f"{copy}/{name}": text for copy in ("a", "b") for name, text in LOOSE["ungd"].items()})
    with pytest.raises(BadRow, match="each one once"):
        list(SOURCES["ungd"].documents(tmp_path))


def test_document_without_text_is_left_out(tmp_path, lay):
    lay(tmp_path, {**LOOSE["ungd"], "Session 65 - 2010/AAA_65_2010.txt": " \n\n"})
    assert "ungd/AAA_65_2010" not in [document.id for document in SOURCES["ungd"].documents(tmp_path)]


def test_every_refusal_is_a_stance_error():
    assert issubclass(BadRow, StanceError)
    assert issubclass(MissingFile, StanceError)


def test_documents_cannot_be_changed():
    document = Document("a/b", "Text.", None, None, "b.txt")
    with pytest.raises(AttributeError):
        document.text = "Other."


def test_sentences_of_a_document_can_be_found_again(source, packed, published):
    def sentences(folder):
        return [
            (f"{document.id}/{start}-{end}", hashlib.sha256(document.text[start:end].encode()).hexdigest())
            for document in source.documents(folder)
            for start, end in sentence_spans(document.text)
        ]

    assert sentences(packed) == sentences(published)
