"""
Sessions of assumed roles outlive a restart, as nobody's credentials end on AWS because a service is deployed.

Ministack forgets them when it stops. Airflow goes on with its own until shortly before they expire, so it would be
refused for the rest of that hour.
"""

from ministack.services import sts

from navigator_ministack.expectations import expect_source


def replace() -> None:
    """Save and load the sessions with the rest of the state."""
    expect_source(sts.get_state, "f3da97bad4fd")
    expect_source(sts.load_persisted_state, "95de4b803bf7")
    sts.get_state = get_state
    sts.load_persisted_state = load_persisted_state


def get_state() -> dict:
    """The sessions that have not expired."""
    return {"sessions": {key: session for key, session in sts._sessions.items() if not sts._session_expired(session)}}


def load_persisted_state(data: dict) -> None:
    """Remember the sessions of before."""
    sts._sessions.update(data.get("sessions", {}))
