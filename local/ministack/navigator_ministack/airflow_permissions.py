"""
`airflow:InvokeRestApi` and `airflow:CreateWebLoginToken` are checked on `role/ENVIRONMENT/ROLE`, as AWS does.

Ministack checks all of MWAA on `*`, so a policy for the real resource would be refused. AWS looks for an Airflow role
that the caller may have: any of Airflow's will do. The other actions are checked on `environment/ENVIRONMENT`.
"""

from ministack.core import iam_actions, iam_evaluator

from navigator_ministack.expectations import expect_source

AIRFLOW_ROLES = ("Admin", "Op", "User", "Viewer", "Public")
_ROLE_PATHS = ("restapi", "webtoken")


def replace() -> None:
    """Name MWAA's resources and try each Airflow role."""
    expect_source(iam_actions.extract_resource_arn, "82f51700695c")
    expect_source(iam_evaluator.enforce, "cf64b1ee5b09")
    iam_actions.extract_resource_arn = _naming(iam_actions.extract_resource_arn)
    iam_evaluator.enforce = _trying_roles(iam_evaluator.enforce)


def _naming(extract):
    def extract_resource_arn(service, method, path, headers, body, query_params, region, account_id):
        parts = path.strip("/").split("/")
        if service != "airflow" or len(parts) != 2:
            return extract(service, method, path, headers, body, query_params, region, account_id)
        kind, environment = parts
        if kind in _ROLE_PATHS:
            return f"arn:aws:airflow:{region}:{account_id}:role/{environment}/{AIRFLOW_ROLES[0]}"
        return f"arn:aws:airflow:{region}:{account_id}:environment/{environment}"

    return extract_resource_arn


def _trying_roles(enforce):
    def enforce_for_a_role(access_key_id, iam_action, service, *args, resource_arn="*", **kwargs):
        denied = enforce(access_key_id, iam_action, service, *args, resource_arn=resource_arn, **kwargs)
        if not denied or service != "airflow" or ":role/" not in resource_arn:
            return denied
        environment = resource_arn.rpartition("/")[0]
        others = (f"{environment}/{role}" for role in AIRFLOW_ROLES[1:])
        if any(not enforce(access_key_id, iam_action, service, *args, resource_arn=o, **kwargs) for o in others):
            return None
        return denied

    return enforce_for_a_role
