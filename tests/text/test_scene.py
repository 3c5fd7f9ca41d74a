from stance.text.ties import scene_of


def test_the_agent_of_a_passive_comes_first():
    scene = scene_of("Japan was condemned by China.")
    assert scene.codes == ("CHN", "JPN")
    assert scene.subject.codes == ("CHN",)
    assert (scene.main_verb, "patient" in scene.place("JPN")) == ("blame", True)
    assert "xy" in scene.between("CHN", "JPN")


def test_who_only_says_whose_ally_somebody_is_comes_last():
    scene = scene_of("North Korea's ally China condemned Japan.")
    assert scene.codes == ("CHN", "JPN", "PRK")
    assert "modonly" in scene.place("PRK")


def test_the_subject_stands_after_a_subordinate_clause():
    assert scene_of("While Chile waited, Japan left.").subject.codes == ("JPN",)
    assert scene_of("It rained.").subject is None


def test_state_tells_what_kind_of_source_there_is():
    assert scene_of("Japan said that it rained.").state == "src"
    assert scene_of("“It rained.”").state == "openq"
    assert scene_of("Farmers said that it rained.").state == "esrc"
    assert scene_of("It rained.").state == "nosrc"


def test_we_in_a_quotation_is_its_source_and_not_who_spoke_before():
    scene = scene_of("“We left,” Japan said.", previous=["Chile spoke."])
    assert [actor.codes for actor in scene.actors] == [("JPN",), ("JPN",)]


def test_what_stands_around_an_actor_is_named():
    place = scene_of("“Talks with Japan, our partner,” said Chile.").place("JPN")
    assert {"a:,", "b:p_with", "quoted", "rank0", "kind_name"} <= set(place)
    assert "b:nil" in scene_of("The old grey stone house Japan left").place("JPN")


def test_parties_apart_and_absent_ones_have_nothing_between():
    scene = scene_of("Japan and Chile left.", title="France")
    assert scene.between("JPN", "FRA") == ["absent"]
    assert "xy:adj:and" in scene.between("JPN", "CHL")
    assert scene_of("Both sides left.", title="Japan, Chile").between("CHL", "JPN") == ["same"]
    assert "absent" in scene.place("FRA")


def test_no_party_has_a_feature_of_its_own():
    american, chilean = (scene_of("Japan left.", title=title) for title in ("US waits", "Chile waits"))
    assert american.place("USA") == chilean.place("CHL")


def test_what_is_said_goes_on_from_a_source_in_an_earlier_sentence():
    scene = scene_of("We will not wait.”", previous=["Japan said: “We left."])
    assert (scene.source_codes, scene.state) == (("JPN",), "src")
    assert scene.subject.codes == ("JPN",)
