"""A rendered human figure that performs scripts and whose joints are known exactly.

It plays the people of the demo and gives tests and measurements their truth. Start reading at `script` (what
a script contains), `movements` (the exercises), `performance` (postures over time), `kinematics` (from a
posture to bones), `figure` and `raymarch` (drawing), `truth` (what is known about the result).
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
