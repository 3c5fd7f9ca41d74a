from stance.text.holders import holder_features, parties_in_view
from stance.text.parties import OTHER
from stance.text.ties import scene_of


def test_parties_in_view_are_those_of_the_sentence_the_speaker_and_those_before():
    scene = scene_of("Japan met Chile.", title="Remarks by the Ambassador of Ghana", previous=["France left."])
    assert parties_in_view(scene) == ["JPN", "CHL", "GHA", "FRA", OTHER]


def test_parties_in_view_are_few():
    states = "Japan, Chile, Ghana, France, Spain, Italy, Kenya, Peru, Cuba, Iran, Iraq, Oman and Fiji"
    assert len(parties_in_view(scene_of(f"{states} met."))) == 9


def test_a_speaker_who_is_not_the_subject_is_described_as_such():
    features = holder_features(scene_of("Japan angers us.", title="Remarks by the Ambassador of Ghana"), "GHA")
    assert {"spx:we", "spx:mv:blame", "h:speaker"} <= set(features)
    assert "spx:we" not in holder_features(scene_of("Japan left.", title="Remarks by the Ambassador of Ghana"), "GHA")


def test_the_writer_is_described_by_what_the_sentence_lacks():
    features = holder_features(scene_of("Relations between Japan and Chile have soured."), None)
    assert {"none", "none:nosp", "none:nosrc", "none:n2"} <= set(features)
    assert "none:n0" in holder_features(scene_of("It rained."), None)
