"""What this program has in its memory stays there: a NIK or a PIN is in it while somebody types."""

import ctypes
import os
import resource

PR_SET_DUMPABLE = 4
"""<linux/prctl.h>. The limit alone does not do: a core_pattern that is a pipe does not ask it, core(5)."""


def keep_memory_private() -> None:
    """No core dump of this process, and none of its memory for another program of its user, ptrace(2).

    Raises OSError where the kernel refuses.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl: " + os.strerror(ctypes.get_errno()))
