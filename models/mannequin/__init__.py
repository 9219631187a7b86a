"""A human figure that performs scripts and whose every joint is known: the demo's people, the tests' truth.

Start reading at `script` (the language), `movements` (what the words mean), `performance` (who does what
when), `kinematics` (how bones follow), `figure` and `raymarch` (how it is drawn).
"""

from models.mannequin.body import Body
from models.mannequin.filming import frames, render
from models.mannequin.limits import ScriptError
from models.mannequin.movements import MOVEMENTS
from models.mannequin.performance import Performance, perform
from models.mannequin.scene import Clothes, Interior, Light, VirtualCamera
from models.mannequin.script import Performer, Script, Step
from models.mannequin.script_file import read_script
from models.mannequin.truth import PersonTruth, Repetition, Stretch, save_truth

__all__ = [
    "MOVEMENTS",
    "Body",
    "Clothes",
    "Interior",
    "Light",
    "Performance",
    "Performer",
    "PersonTruth",
    "Repetition",
    "Script",
    "ScriptError",
    "Step",
    "Stretch",
    "VirtualCamera",
    "frames",
    "perform",
    "read_script",
    "render",
    "save_truth",
]
