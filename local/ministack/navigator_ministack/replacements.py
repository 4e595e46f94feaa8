"""The list of what is replaced."""

from navigator_ministack import (
    airflow_permissions,
    airflow_rest_api,
    event_sources,
    http_api_limits,
    lambda_errors,
    lambda_logs,
    log_streams,
    mwaa_requirements,
    object_times,
    role_sessions,
    secret_reference,
    secure_transport,
    table_expiry,
    task_tokens,
    worker_pools,
)

_ALL = (
    lambda_errors,
    lambda_logs,
    worker_pools,
    secret_reference,
    secure_transport,
    table_expiry,
    object_times,
    http_api_limits,
    log_streams,
    event_sources,
    role_sessions,
    airflow_permissions,
    airflow_rest_api,
    mwaa_requirements,
    task_tokens,
)


def replace_all() -> None:
    """
    Replace everything once, before ministack serves.

    :raises navigator_ministack.expectations.Unexpected: ministack has changed; look at it again before replacing it
    """
    for module in _ALL:
        module.replace()
