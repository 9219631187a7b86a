import pytest

from models.recogniser.lift.file import Said, said_by, write


def test_what_was_written_is_read(tmp_path):
    said = Said(words=("push-up", "squat"), names=("squat", "push_up"))
    write(b"graph", said, tmp_path / "one.tflite")
    assert (tmp_path / "one.tflite").read_bytes() == b"graph"
    assert said_by(tmp_path / "one.tflite") == said


def test_without_its_table_a_network_says_nothing(tmp_path):
    with pytest.raises(OSError, match=r"one\.toml"):
        said_by(tmp_path / "one.tflite")
