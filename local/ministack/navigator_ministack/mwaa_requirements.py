"""
UpdateEnvironment with `RequirementsS3Path` installs what the file asks for, into the Airflow beside us.

Ministack ignores the field. MWAA takes the file from the environment's bucket, installs it within what Airflow itself
needs, and is `UPDATING` meanwhile; an update that fails leaves the environment as it was and says why.
"""

import contextvars
import json
import os
import shutil
import subprocess
import threading
import time
from pathlib import Path

from ministack.core.responses import error_response_json, json_response
from ministack.services import mwaa, s3

from navigator_ministack.expectations import expect_source

FIELD = "RequirementsS3Path"
TIMEOUT_SECONDS = 600
FAULT_CHARACTERS = 1000


def replace() -> None:
    """Replace the update where it brings requirements."""
    expect_source(mwaa._update_environment, "f8fde17ca189")
    mwaa._update_environment = _installing(mwaa._update_environment)


def _installing(update):
    def update_environment(method, path, headers, body, query_params):
        key = json.loads(body or b"{}").get(FIELD)
        environment = mwaa._environments.get(path.strip("/").split("/")[-1])
        if environment is None or key is None:
            return update(method, path, headers, body, query_params)
        if environment["Status"] != "AVAILABLE":
            return error_response_json("ValidationException", f"the environment is {environment['Status']}", 400)
        update(method, path, headers, body, query_params)
        before = environment.get(FIELD)
        environment.update({"Status": "UPDATING", FIELD: key, "LastUpdate": _outcome("PENDING")})
        context = contextvars.copy_context()
        threading.Thread(target=context.run, args=(_carry_out, environment, key, before), daemon=True).start()
        return json_response({"Arn": environment["Arn"]})

    return update_environment


def _outcome(status: str, **more) -> dict:
    return {"Status": status, "CreatedAt": time.time(), **more}


def _carry_out(environment: dict, key: str, before: str | None) -> None:
    try:
        install(_read(environment, key))
        outcome = _outcome("SUCCESS")
    except Exception as error:  # noqa: BLE001
        environment.pop(FIELD)
        if before is not None:
            environment[FIELD] = before
        fault = {"ErrorCode": "INCORRECT_CONFIGURATION", "ErrorMessage": str(error)[-FAULT_CHARACTERS:]}
        outcome = _outcome("FAILED", Error=fault)
    environment.update({"LastUpdate": outcome, "Status": "AVAILABLE"})


def _read(environment: dict, key: str) -> bytes:
    bucket = environment["SourceBucketArn"].rpartition(":")[2]
    data = s3._get_object_data(bucket, key)
    if data is None:
        raise ValueError(f"there is no {key} in {bucket}")
    return data


def install(requirements: bytes) -> None:
    """
    Put the packages where Airflow finds them, in the place of those that were there.

    :raises ValueError: they cannot be had, or not beside what Airflow needs; the packages before stay
    """
    packages = Path(os.environ["NAVIGATOR_PACKAGES"])
    fresh, stale = packages.with_suffix(".new"), packages.with_suffix(".old")
    for folder in (fresh, stale):
        shutil.rmtree(folder, ignore_errors=True)
    wanted, present = packages.with_suffix(".txt"), packages.with_suffix(".constraints.txt")
    wanted.write_bytes(requirements)
    python = ["--python", os.environ["NAVIGATOR_AIRFLOW_PYTHON"]]
    present.write_text(_uv("pip", "freeze", *python))
    _uv("pip", "install", *python, "--target", str(fresh), "--constraint", str(present), "-r", str(wanted))
    packages.rename(stale)
    fresh.rename(packages)
    shutil.rmtree(stale, ignore_errors=True)


def _uv(*arguments: str) -> str:
    command = [os.environ["NAVIGATOR_UV"], *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_SECONDS, check=False)
    if done.returncode != 0:
        raise ValueError(done.stderr.strip())
    return done.stdout
