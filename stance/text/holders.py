"""Whose stance a sentence may have: candidates, and what speaks for and against each of them.

Rules 13, 15 and 19 of the guidelines are in the candidates: parties and those who act for them, each of two that act
together, a speaker's country. Deciding is left to `ties`, since holder and tie are found together.
"""

from stance.text.parties import OTHER
from stance.text.scene import Scene

Holder = str | None
"""Code of a party; None for the writer."""

_MOST_NAMED = 8
_MOST = 10
_REMEMBERED = 3


def parties_in_view(scene: Scene) -> list[str]:
    """Return the parties that a sentence may be about: its own, the speaker, those named before, and `OTHER`."""
    so_far = scene.so_far
    remembered = [
        so_far.speaker,
        so_far.holder,
        *so_far.previous[:_REMEMBERED],
        *so_far.title[:_REMEMBERED],
        *scene.frequent[:2],
    ]
    codes = dict.fromkeys([*scene.codes[:_MOST_NAMED], *(code for code in remembered if code)])
    return [*[code for code in codes if code != OTHER][:_MOST], OTHER]


def holder_features(scene: Scene, holder: Holder) -> list[str]:
    """Return the names of the features of a holder.

    Parameters
    ----------
    scene
        The sentence.
    holder
        The candidate; None for the writer.
    """
    voice = "sp" if scene.so_far.speaker else "nosp"
    if holder is None:
        return _writer_features(scene, voice)
    place = scene.place(holder)
    features = [f"{prefix}:{name}" for prefix in ("h", f"h:{voice}", f"h:{scene.state}") for name in place]
    if holder == scene.so_far.speaker and scene.subject is not None and holder not in scene.subject.codes:
        features += _speaker_features(scene)
    return features


def _writer_features(scene: Scene, voice: str) -> list[str]:
    """Return what speaks for the writer's own judgement: no source, no speaker, a relation as subject."""
    features = ["none", f"none:{voice}", f"none:{scene.state}", f"none:n{min(len(scene.codes), 4)}"]
    features += [f"none:mv:{scene.main_verb}", *(f"none:c:{kind}" for kind in scene.classes)]
    if scene.subject is not None:
        features += [f"none:first:{cue}" for cue in scene.surroundings.after(scene.subject)]
    return features


def _speaker_features(scene: Scene) -> list[str]:
    """Return what speaks for the speaker when somebody else is the subject."""
    features = [f"spx:mv:{scene.main_verb}", f"spx:{scene.state}", f"spx:n{min(len(scene.codes), 4)}"]
    features += [f"spx:c:{kind}" for kind in scene.classes]
    if scene.subject is not None:
        features += [f"spx:a:{cue}" for cue in scene.surroundings.after(scene.subject)]
    if any(actor.kind == "we" for actor in scene.actors):
        features.append("spx:we")
    return features
