"""
InvokeRestApi keeps to its service model.

Ministack ignores `QueryParameters`, has no limit on `Path`, knows no PUT, and answers an error of Airflow with 200.
Times and sizes: https://docs.aws.amazon.com/mwaa/latest/userguide/access-mwaa-apache-airflow-rest-api.html
"""

import asyncio
import json

import requests
from ministack.core.responses import error_response_json, json_response
from ministack.services import mwaa

from navigator_ministack.expectations import expect_source

METHODS = ("GET", "PUT", "POST", "PATCH", "DELETE")
PATH_CHARACTERS = 64
TIMEOUT_SECONDS = 10
ANSWER_BYTES = 6 * 1024 * 1024


def replace() -> None:
    """Replace the proxy to Airflow."""
    expect_source(mwaa._invoke_rest_api, "126605216ea8")
    mwaa._invoke_rest_api = invoke_rest_api


async def invoke_rest_api(_method, path, _headers, body, _query_params):
    """Answer one InvokeRestApi request as ministack's `(status, headers, body)`."""
    name = path.strip("/").split("/")[-1]
    environment = mwaa._environments.get(name)
    if not environment:
        return error_response_json("ResourceNotFoundException", f"Environment {name} not found", 404)
    call = json.loads(body or b"{}")
    problem = find_problem(call)
    if problem:
        return error_response_json("ValidationException", f"1 validation error detected: {problem}", 400)
    try:
        answer = await asyncio.to_thread(_call_airflow, environment["WebserverUrl"], call)
    except requests.Timeout:
        return _rest_api_exception("RestApiServerException", 504, {"detail": f"no answer in {TIMEOUT_SECONDS} s"})
    except requests.RequestException:
        return error_response_json("InternalServerException", "An internal error has occurred.", 500)
    if len(answer.content) > ANSWER_BYTES:
        return _rest_api_exception("RestApiServerException", 413, {"detail": "the answer is larger than 6 MB"})
    payload = _document(answer)
    if answer.status_code >= 400:
        kind = "RestApiClientException" if answer.status_code < 500 else "RestApiServerException"
        return _rest_api_exception(kind, answer.status_code, payload)
    return json_response({"RestApiStatusCode": answer.status_code, "RestApiResponse": payload})


def find_problem(call: dict) -> str | None:
    """Say how a request breaks the service model, if it does."""
    path = call.get("Path", "")
    if not 1 <= len(path) <= PATH_CHARACTERS:
        return f"Value '{path}' at 'path' failed to satisfy constraint: length from 1 to {PATH_CHARACTERS}"
    method = call.get("Method")
    if method not in METHODS:
        return (
            f"Value '{method}' at 'method' failed to satisfy constraint: Member must satisfy enum value set: {METHODS}"
        )
    return None


def _call_airflow(host: str, call: dict) -> requests.Response:
    return requests.request(
        call["Method"],
        f"http://{host}/api/v2{call['Path']}",
        params=call.get("QueryParameters"),
        json=call.get("Body", {}) if call["Method"] in ("PUT", "POST", "PATCH") else None,
        headers={"Accept": "application/json"},
        timeout=TIMEOUT_SECONDS,
    )


def _document(answer: requests.Response):
    if not answer.content:
        return {}
    if answer.headers.get("content-type", "").startswith(("application/json", "application/problem+json")):
        return answer.json()
    return {"body": answer.text}


def _rest_api_exception(kind: str, status: int, payload):
    headers = {"Content-Type": "application/json", "x-amzn-errortype": kind}
    return 400, headers, json.dumps({"RestApiStatusCode": status, "RestApiResponse": payload}).encode()
