import platform
import subprocess
import sys

import pytest

_IN_ANOTHER_PROCESS = """
from jobtide.serving.allocation import with_one_heap
print(with_one_heap())
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have no heap for each thread")
def test_the_c_library_of_linux_is_told():
    said = subprocess.run([sys.executable, "-c", _IN_ANOTHER_PROCESS], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == ("True" if "glibc" in "".join(platform.libc_ver()) else "False")
