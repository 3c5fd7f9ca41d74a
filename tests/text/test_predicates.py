import pytest

from stance.text.actors import Article
from stance.text.scene import Scene


def verbs(sentence):
    scene = Scene(sentence, Article())
    return [(actor.codes[0], found.verb, found.is_passive, found.has_noun) for actor, found in scene._predicates]


@pytest.mark.parametrize(
    ("sentence", "first"),
    [
        ("Japan condemned Chile", ("JPN", "blame", False, False)),
        ("Japan's foreign minister, a doctor, condemned it", ("JPN", "blame", False, False)),
        ("Japan was condemned", ("JPN", "blame", True, False)),
        ("Japan is condemning", ("JPN", "blame", False, False)),
        ("Japan does not condemn it", ("JPN", "blame", False, False)),
        ("Japan is a harvest", ("JPN", "aux", False, False)),
        ("Japanese ships attacked it", ("JPN", "act", False, True)),
        ("Japanese sanctions angered it", ("JPN", "act", False, False)),
        ("Japan's sanctions angered it", ("JPN", "blame", False, True)),
    ],
)
def test_an_actor_has_the_first_verb_that_can_be_its_own(sentence, first):
    assert verbs(sentence)[0] == first


@pytest.mark.parametrize(
    "sentence",
    [
        "with Japan at sea",
        "Japan. Condemned",
        "Japan, a doctor and a friend",
        "Japan, a doctor; condemned",
        "Japan that condemned",
        "Japan harvest boats rice fields grew",
        "Japan's ally condemned",
        "Japan's sanctions, ships",
    ],
)
def test_an_actor_may_have_no_verb(sentence):
    assert verbs(sentence) == []
