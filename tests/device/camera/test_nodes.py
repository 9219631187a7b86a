from device.camera.nodes import Node, capture_nodes


def plug(system, number, name, index=0):
    """What the kernel shows of a camera's node."""
    folder = system / f"sys/class/video4linux/video{number}"
    folder.mkdir(parents=True)
    (folder / "name").write_text(f"{name}\n")
    (folder / "index").write_text(f"{index}\n")
    return folder


def test_a_webcam_is_one_camera_whatever_its_nodes(tmp_path):
    plug(tmp_path, 10, "Second")
    plug(tmp_path, 0, "First: First")
    plug(tmp_path, 1, "First: First", index=1)
    assert capture_nodes(tmp_path) == [Node(0, "First: First"), Node(10, "Second")]


def test_what_gives_no_pictures_of_a_room_is_no_camera(tmp_path):
    for number, name in enumerate(
        ("bcm2835-codec-decode", "pispbe-input", "unicam-image", "rp1-cfe-csi2_ch0")
    ):
        plug(tmp_path, number, name)
    assert capture_nodes(tmp_path) == []


def test_a_camera_that_goes_while_we_look_is_not_there(tmp_path):
    (plug(tmp_path, 0, "Gone") / "index").unlink()
    assert capture_nodes(tmp_path) == []


def test_no_driver_for_cameras_at_all(tmp_path):
    assert capture_nodes(tmp_path) == []
