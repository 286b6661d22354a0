"""The voice in the earphones: espeak-ng, a process for each thing said, on a thread that nobody waits for."""

import logging
import shutil
import subprocess
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from threading import Condition, Thread
from typing import Protocol

from config.models import Language
from kiosk.visit.state import VoiceFault

log = logging.getLogger("speech")

LONGEST_SECONDS = 120.0
"""Longer than any screen takes to be read."""

AMPLITUDES = (0, 40, 70, 100, 140, 180)
"""espeak-ng's -a for a volume of 0 to 5; above 180 it clips."""

WORDS_A_MINUTE = (120, 150, 185, 230, 290)
"""Its -s for a speed of 1 to 5."""


@dataclass(frozen=True, slots=True)
class Utterance:
    text: str = field(repr=False)
    language: Language
    volume: int
    speed: int


class Voice(Protocol):
    """`say` and `hush` return at once, whatever becomes of the sound."""

    def say(self, utterance: Utterance) -> None:
        """After what is being said."""

    def hush(self) -> None:
        """Cuts what is being said, and drops what was to come."""

    def watch(self, told: Callable[[VoiceFault | None], None]) -> None:
        """`told` gets what is known to be wrong now, and each change of it, on any thread."""

    def close(self, seconds: float) -> bool:
        """Whether it has come to an end within so many seconds."""
        ...


class Mute:
    """Where nobody listens."""

    def say(self, utterance: Utterance) -> None:
        pass

    def hush(self) -> None:
        pass

    def watch(self, told: Callable[[VoiceFault | None], None]) -> None:
        pass

    def close(self, seconds: float) -> bool:
        return True


Output = Callable[[], list[str]]
"""espeak-ng's options for where the next thing said goes."""


def device(name: str) -> Output:
    """A sound device as espeak-ng (ALSA, PulseAudio) names it; `default` is the system's."""
    return lambda: [] if name == "default" else ["-d", name]


def files(folder: Path) -> Output:
    """A WAV file for each thing said, in an existing folder."""
    numbers = count(1)
    return lambda: ["-w", str(folder / f"said-{next(numbers):06}.wav")]


@dataclass(frozen=True, slots=True)
class Fault:
    kind: VoiceFault
    why: str
    """For the log."""


class Espeak:
    """What is said goes through a pipe: every user of the machine can read a process's arguments."""

    def __init__(self, output: Output, program: str = "espeak-ng") -> None:
        self._output, self._program = output, program
        self._waiting: deque[Utterance] = deque()
        self._changed = Condition()
        self._round = 0
        """Counts up with each `hush`."""
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._fault: Fault | None = None
        self._told: Callable[[VoiceFault | None], None] = lambda _: None
        self._thread = Thread(target=self._run, name="speech", daemon=True)
        self._thread.start()

    @property
    def fault(self) -> Fault | None:
        """Why nothing can be heard; None while nothing is known to be wrong."""
        return self._fault

    def watch(self, told: Callable[[VoiceFault | None], None]) -> None:
        with self._changed:
            self._told = told
            self._tell()

    def say(self, utterance: Utterance) -> None:
        with self._changed:
            self._waiting.append(utterance)
            self._changed.notify()

    def hush(self) -> None:
        with self._changed:
            self._waiting.clear()
            self._round += 1
            if self._process is not None:
                self._process.kill()

    def close(self, seconds: float) -> bool:
        with self._changed:
            self._closed = True
            self._changed.notify()
        self.hush()
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        if shutil.which(self._program) is None:
            self._note(self._missing())
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._closed)
                if self._closed:
                    return
                utterance, current = self._waiting.popleft(), self._round
            if utterance.volume > 0:
                self._note(self._said(utterance, current))
            del utterance  # it may hold what a citizen is told, and the next one may come hours later

    def _missing(self) -> Fault:
        return Fault("missing", f"{self._program} is not installed")

    def _said(self, utterance: Utterance, current: int) -> Fault | None:
        """Why it could not be heard; None where it was, or was cut off."""
        command = [self._program, "-v", utterance.language, "-b", "1", "--stdin"]
        command += ["-a", str(AMPLITUDES[utterance.volume]), "-s", str(WORDS_A_MINUTE[utterance.speed - 1])]
        try:
            process = subprocess.Popen(
                [*command, *self._output()],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
        except FileNotFoundError:
            return self._missing()
        except OSError as error:
            return Fault("failing", f"{self._program} cannot be started: {error.strerror}")
        with process:
            with self._changed:
                self._process = process
                if self._round != current:
                    process.kill()
            try:
                _, complaint = process.communicate(utterance.text.encode(), LONGEST_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                return Fault("failing", f"{self._program} did not come to an end")
            finally:
                with self._changed:
                    self._process = None
        if self._round != current:
            return None
        if process.returncode != 0:
            return Fault("failing", f"{self._program} ended with {process.returncode}")
        # Without a sound device espeak-ng complains and ends with 0.
        unheard = b"error: " in complaint
        return Fault("silent", f"{self._program} finds no sound device") if unheard else None

    def _note(self, fault: Fault | None) -> None:
        """Each change once, and nothing of what was said."""
        if fault != self._fault:
            log.warning("%s", "can be heard again" if fault is None else fault.why)
            with self._changed:
                self._fault = fault
                self._tell()

    def _tell(self) -> None:
        self._told(None if self._fault is None else self._fault.kind)
