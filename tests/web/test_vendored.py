"""What stands under static/vendor is what its list says, byte for byte."""

import hashlib
import re
from importlib.resources import files

ROW = re.compile(r"\| `([\w.-]+)` \|.*\| `([0-9a-f]{64})` \|")


def test_vendored_files_are_those_of_the_list():
    """A changed or forgotten file shows."""
    folder = files("sondir.web").joinpath("static", "vendor")
    listed = dict(ROW.findall(folder.joinpath("VENDOR.md").read_text("utf-8")))
    found = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.iterdir()
        if file.is_file() and file.name != "VENDOR.md"
    }
    assert listed == found
