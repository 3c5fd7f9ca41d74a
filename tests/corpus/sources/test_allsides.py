import json

import pytest

from stance.corpus.sources.allsides import SOURCE
from stance.corpus.sources.base import File
from stance.errors import BadRow

PATH = "data/jsons/AbCdEfGhIjKlMnOp.json"


def extract(data):
    (document,) = SOURCE.extract([File(PATH, data if isinstance(data, bytes) else json.dumps(data).encode())])
    return document


def test_article_takes_its_lines_from_the_tokens_and_their_spelling_from_the_original():
    document = extract(
        {
            "content": "Rao 's `` plan '' met a storm .\nIt rained .",
            "content_original": 'Rao\'s "plan" met a storm.\n\nAdvertisement\n\nIt rained.',
            "title": " A  plan ",
            "date": "2015-06-07",
        }
    )
    assert document.text == 'Rao\'s "plan" met a storm.\nIt rained.'
    assert (document.id, document.title, document.date) == ("allsides/AbCdEfGhIjKlMnOp", "A plan", "2015-06-07")


def test_article_without_original_is_detokenised():
    document = extract({"content": "`` Well , '' Rao said .", "title": None, "date": "June"})
    assert (document.text, document.title, document.date) == ('"Well," Rao said.', None, None)


@pytest.mark.parametrize(
    "line",
    [
        "SEE ALSO : Something else",
        "More : Another article",
        "JUST WATCHED A film Replay More Videos ...",
        "OTHER HEADLINE IN CAPITALS",
        "Storm over Lima Read more",
        "Sign up for our newsletter",
        "https://example.org/x",
    ],
)
def test_lines_of_the_page_around_it_are_dropped(line):
    assert extract({"content": f"It rained .\n{line}\nIt stopped ."}).text == "It rained.\nIt stopped."


def test_bullets_and_labels_are_dropped_from_a_line():
    assert extract({"content": "• It rained .\nStory highlights It stopped ."}).text == "It rained.\nIt stopped."


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"content": 3}', b"[" * 100_000])
def test_damaged_article_is_named(data):
    with pytest.raises(BadRow, match="AbCdEfGhIjKlMnOp"):
        extract(data)
