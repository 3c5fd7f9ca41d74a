import pytest

from stance.text._quotation import quotations
from stance.text.sentences import sentence_spans


def quoted(text):
    return [each.words for each in quotations(text, sentence_spans(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no” and “yes”.", ["no", "yes"]),
        ('He said "no" and "yes".', ["no", "yes"]),
        ("He said “a ‘b’ c”.", ["a ‘b’ c"]),
        ("Rome's envoy said 'no' at the workers' hall.", ["no"]),
        ("He expects it.”Allies and partners,“to help.", ["Allies and partners,"]),
        ("It was opposed.Official visits,“Describe as”The basis.“", ["Official visits,", "The basis."]),
        ("“A peace. Another,” he said.", ["A peace. Another,"]),
        ("“We go, said Lin. “We stay.”", ["We go", "We stay."]),
        ("It is “free of charge “to members.", ["free of charge"]),
        ("He rejects“ the whole claim of Rome", ["the whole claim of Rome"]),
        ("A line that is “wrapped at this width and goes\non” ends here.", ["wrapped at this width and goes\non"]),
        ("“One.\n“Two.\n“Three.”", ["One.\n“Two.\n“Three."]),
        ("“One.\nTwo”", ["One."]),
        ("It rained. ”", []),
        ("“”", []),
    ],
)  # fmt: skip
def test_quotations_are_what_stands_in_marks(text, expected):
    assert quoted(text) == expected


def test_quotations_tell_where_they_stand_with_their_marks():
    text = "He said “ no ” ."
    [quotation] = quotations(text, sentence_spans(text))
    assert (text[quotation.start : quotation.end], text[quotation.left : quotation.right]) == ("no", "“ no ”")


def test_quotations_tell_which_nothing_closes():
    assert [each.closed for each in quotations("Maps “from Oslo", [(0, 15)])] == [False]
    assert [each.closed for each in quotations("Maps “from” Oslo", [(0, 16)])] == [True]
