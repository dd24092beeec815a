"""A real Spark cluster on loopback: a master and workers, each a process of its own."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

PATIENCE_SECONDS = 90


class Cluster:
    """Use it as a context: started on entering, gone on leaving. `master` is its address."""

    def __init__(self, folder: Path, workers: int = 2, memory: str = "1g"):
        self._folder, self._many, self._memory = folder, workers, memory
        self.workers: list[subprocess.Popen] = []
        self.master = ""

    def __enter__(self) -> "Cluster":
        self._folder.mkdir(parents=True, exist_ok=True)
        at = ["--host", "127.0.0.1", "--port", "0", "--webui-port", "0"]
        self._master = self._process("master", "org.apache.spark.deploy.master.Master", *at)
        self.master = self._said("master", r"Starting Spark master at (spark://\S+)")
        for number in range(self._many):
            work = ["--cores", "1", "--memory", self._memory, "--work-dir", str(self._folder / f"work-{number}")]
            worker = "org.apache.spark.deploy.worker.Worker"
            self.workers.append(self._process(f"worker-{number}", worker, *at, *work, self.master))
        for number in range(self._many):
            self._said(f"worker-{number}", r"(Successfully registered)")
        return self

    def __exit__(self, *_) -> None:
        for process in [*self.workers, self._master]:
            end(process)

    def _process(self, name: str, *arguments: str) -> subprocess.Popen:
        import pyspark

        command = str(Path(pyspark.__file__).parent / "bin" / "spark-class")
        environment = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
        with (self._folder / f"{name}.log").open("w") as log:
            # A group of its own, so that the executors that a worker started end with it.
            return subprocess.Popen(
                [command, *arguments], env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )

    def _said(self, name: str, pattern: str) -> str:
        log = self._folder / f"{name}.log"
        for _ in range(PATIENCE_SECONDS * 10):
            if found := re.search(pattern, log.read_text()):
                return found[1]
            time.sleep(0.1)
        raise TimeoutError(f"{name} did not start:\n{log.read_text()[-2000:]}")


def end(process: subprocess.Popen) -> None:
    """As a machine that is lost ends: at once, with everything that it had started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def is_there() -> str | None:
    """Why there can be no cluster here, or None."""
    try:
        import pyspark  # noqa: F401
    except ImportError:
        return "Spark is not installed (pip install 'jobtide[spark]')"
    return None if shutil.which("java") else "Spark needs Java, which is not installed"
