"""A program in whose memory a NIK may be, when it falls."""

import ctypes
import os
import resource
import signal
from pathlib import Path

import pytest

from commands.parts.memory import keep_memory_private

PR_GET_DUMPABLE = 3


@pytest.fixture
def in_tmp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_program_that_falls_leaves_nothing_of_its_memory(in_tmp: Path) -> None:
    child = os.fork()
    if child == 0:
        _, most = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (most, most))
        keep_memory_private()
        if ctypes.CDLL(None).prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0:
            os._exit(1)
        signal.signal(signal.SIGSEGV, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGSEGV)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGSEGV
    assert not os.WCOREDUMP(status) and list(in_tmp.iterdir()) == []
