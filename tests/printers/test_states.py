"""The job's lifecycle as data."""

import pytest

from printers.states import (
    JOB_TRANSITIONS,
    Cause,
    DeviceState,
    Evidence,
    FailedClean,
    JobState,
    Outcome,
    Printed,
    SentUnconfirmed,
    Status,
    Uncertain,
    job_state,
)


def reachable(state: JobState) -> set[JobState]:
    found: set[JobState] = set()
    todo = [state]
    while todo:
        for following in JOB_TRANSITIONS[todo.pop()] - found:
            found.add(following)
            todo.append(following)
    return found


def test_every_state_has_its_row() -> None:
    assert set(JOB_TRANSITIONS) == set(JobState)
    assert reachable(JobState.QUEUED) == set(JobState)


def test_nothing_of_which_a_byte_left_is_ever_sent_again() -> None:
    for state in (JobState.SENT, JobState.PRINTED, JobState.SENT_UNCONFIRMED, JobState.UNCERTAIN):
        assert reachable(state).isdisjoint({JobState.QUEUED, JobState.CLAIMED, JobState.SENDING})


@pytest.mark.parametrize(
    "outcome",
    [
        Printed(Evidence.ORDERED_STATUS),
        SentUnconfirmed(),
        FailedClean(Status(DeviceState.BLOCKED)),
        Uncertain(),
    ],
)
def test_every_outcome_may_follow_sending(outcome: Outcome) -> None:
    assert job_state(outcome) in JOB_TRANSITIONS[JobState.SENDING]


def test_status_in_one_word() -> None:
    assert Status(DeviceState.READY).word() == "ready"
    causes = frozenset({Cause.PAPER_OUT, Cause.COVER})
    assert Status(DeviceState.BLOCKED, causes).word() == "blocked:cover,paper_out"
