"""Each replacement, against the ministack that is installed, without a server or a port."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import os
import sys
import tempfile
import threading
import time
import unittest
import zipfile
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from unittest import mock

# Read by ministack when it is imported, so before it.
ROOT = Path(__file__).parents[3]
os.environ.update(TMPDIR=tempfile.mkdtemp(prefix="navigator-ministack-"), PERSIST_STATE="0")
os.environ["PATH"] = f"{ROOT}/node_modules/node/bin:{os.environ['PATH']}"
tempfile.tempdir = None
sys.path.insert(0, str(Path(__file__).parents[1]))

from ministack import app  # noqa: E402
from ministack.core import iam_actions, iam_evaluator, lambda_runtime  # noqa: E402
from ministack.services import (  # noqa: E402
    apigateway,
    dynamodb,
    lambda_svc,
    mwaa,
    s3,
    secretsmanager,
    stepfunctions,
    sts,
)
from ministack.services.cloudformation import provisioners  # noqa: E402

from navigator_ministack import airflow_permissions, airflow_rest_api, expectations, worker_pools  # noqa: E402
from navigator_ministack.replacements import replace_all  # noqa: E402

replace_all()

NODE = """
exports.handler = async (event) => {
  if (event.lines) for (let i = 0; i < event.lines; i++) console.log(`line ${i}`);
  if (event.fail === 'text') throw 'only a text';
  if (event.fail) throw Object.assign(new Error('the lease is gone'), { name: 'LeaseLost' });
  if (event.die) process.kill(process.pid, 'SIGKILL');
  if (event.die) await new Promise((resolve) => setTimeout(resolve, 1000));
  return event;
};
"""
PYTHON = """
class LeaseLost(Exception):
    pass

def handler(event, context):
    print("one line")
    if event.get("fail"):
        raise LeaseLost("the lease is gone")
    return event
"""


def zipped(name: str, source: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, source)
    return buffer.getvalue()


def function(name: str, runtime: str, file: str, source: str) -> dict:
    config = {
        "FunctionName": name,
        "FunctionArn": f"arn:aws:lambda:us-east-1:000000000000:function:{name}",
        "Runtime": runtime,
        "Handler": "index.handler",
        "Timeout": 5,
        "MemorySize": 128,
    }
    return {"config": config, "code_zip": zipped(file, source)}


class LambdaTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.node = function("node", "nodejs24.x", "index.js", NODE)
        cls.python = function("python", "python3.12", "index.py", PYTHON)

    @classmethod
    def tearDownClass(cls) -> None:
        for name in ("node", "python"):
            lambda_svc.invalidate_worker(name, qualifier="$LATEST", account="000000000000", region="us-east-1")

    def invoke(self, target: dict, event: dict) -> dict:
        return lambda_svc._execute_function_warm(target, event, "request")

    def test_a_thrown_error_keeps_its_name(self) -> None:
        for target in (self.node, self.python):
            answer = self.invoke(target, {"fail": True})
            self.assertTrue(answer["error"])
            self.assertEqual(answer["body"]["errorType"], "LeaseLost")
            self.assertEqual(answer["body"]["errorMessage"], "the lease is gone")
            self.assertIn("LeaseLost", "\n".join(answer["body"]["trace"]))

    def test_a_thrown_text_is_a_string_as_on_aws(self) -> None:
        body = self.invoke(self.node, {"fail": "text"})["body"]
        self.assertEqual((body["errorType"], body["errorMessage"]), ("string", "only a text"))

    def test_a_burst_waits_for_warm_workers_and_starts_more_in_the_end(self) -> None:
        acquire = lambda_svc.acquire_worker
        target = function("burst", "nodejs24.x", "index.js", NODE)
        arguments = ("burst", target["config"], target["code_zip"])
        busy = [acquire(*arguments)[0] for _ in range(worker_pools.WIDTH)]
        threading.Timer(0.2, lambda_svc.release_worker, [busy[0]]).start()
        self.assertEqual(acquire(*arguments), (busy[0], "reused"))
        with mock.patch.object(worker_pools, "PATIENCE_SECONDS", 0.1):
            self.assertEqual(acquire(*arguments)[1], "spawn")

    def test_who_waits_for_a_worker_longest_gets_the_next(self) -> None:
        acquire = lambda_svc.acquire_worker
        target = function("queued", "nodejs24.x", "index.js", NODE)
        arguments = ("queued", target["config"], target["code_zip"])
        busy = [acquire(*arguments)[0] for _ in range(worker_pools.WIDTH)]
        served: list[int] = []

        def wait(number: int) -> None:
            worker, _ = acquire(*arguments)
            served.append(number)
            lambda_svc.release_worker(worker)

        threads = [threading.Thread(target=wait, args=[number]) for number in range(5)]
        for thread in threads:
            thread.start()
            time.sleep(0.02)
        lambda_svc.release_worker(busy[0])
        for thread in threads:
            thread.join()
        self.assertEqual(served, [0, 1, 2, 3, 4])

    def test_frames_of_two_connections_are_served_by_two_workers(self) -> None:
        source = "exports.handler = () => new Promise((done) => setTimeout(() => done(process.pid), 500));"
        target = function("frames", "nodejs24.x", "index.js", source)
        arguments = ("frames", target["config"], target["code_zip"])
        workers = [lambda_runtime.get_or_create_worker(*arguments) for _ in range(2)]
        with ThreadPoolExecutor() as pool:
            answers = list(pool.map(lambda worker: worker.invoke({}, "request"), workers))
        self.assertEqual(len({answer["result"] for answer in answers}), 2)

    def test_a_process_that_dies_while_it_starts_is_an_exit_too(self) -> None:
        dying = function("dying", "nodejs24.x", "index.mjs", "process.kill(process.pid, 'SIGKILL');")
        self.assertEqual(self.invoke(dying, {})["body"]["errorType"], "Runtime.ExitError")

    def test_a_killed_process_is_an_exit_at_once_and_the_next_invocation_works(self) -> None:
        self.invoke(self.node, {})
        start = time.monotonic()
        self.assertEqual(self.invoke(self.node, {"die": True})["body"]["errorType"], "Runtime.ExitError")
        self.assertLess(time.monotonic() - start, 0.8)
        self.assertEqual(self.invoke(self.node, {"a": 1})["body"], {"a": 1})

    def test_a_silent_invocation_is_quick(self) -> None:
        self.invoke(self.node, {})
        durations = []
        for _ in range(10):
            start = time.monotonic()
            self.invoke(self.node, {})
            durations.append(time.monotonic() - start)
        self.assertLess(sorted(durations)[5], 0.03)

    def test_each_invocation_has_all_of_its_own_log(self) -> None:
        self.invoke(self.node, {})  # Node warns once in each process.
        for lines in (3, 0, 200, 1):
            log = self.invoke(self.node, {"lines": lines})["log"]
            self.assertEqual(log.split("\n") if log else [], [f"line {number}" for number in range(lines)])
        self.assertEqual(self.invoke(self.python, {})["log"], "one line")


class TaskTokenTest(unittest.TestCase):
    STATE = {
        "Type": "Task",
        "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
        "Arguments": {"FunctionName": "tell", "Payload": {"token": "{% $states.context.Task.Token %}"}},
        "TimeoutSeconds": "{% $states.input.seconds %}",
        "End": True,
    }
    MACHINE = "arn:aws:states:us-east-1:000000000000:stateMachine:decide"

    def run_task(self, seconds: float, tell) -> tuple[dict, dict]:
        execution = {"stateMachineArn": self.MACHINE, "events": []}
        context = {"QueryLanguage": "JSONata", "State": {}, "variables": {}}
        with mock.patch.object(stepfunctions, "_call_lambda", lambda _name, payload: tell(payload["token"])):
            output, _next = stepfunctions._execute_task(self.STATE, {"seconds": seconds}, execution, context)
        return output, execution

    def answer(self, token: str, output: str) -> int:
        return stepfunctions._send_task_success({"taskToken": token, "output": output})[0]

    def test_the_first_answer_counts_and_the_second_is_told(self) -> None:
        answers: list[int] = []
        output, execution = self.run_task(
            5, lambda token: answers.extend([self.answer(token, '"first"'), self.answer(token, '"second"')])
        )
        self.assertEqual((output, answers), ("first", [200, 400]))
        told = execution["events"][0]["taskScheduledEventDetails"]
        self.assertEqual(told["resource"], "invoke.waitForTaskToken")
        self.assertIn("token", json.loads(told["parameters"])["Payload"])

    def test_waiting_ends_at_the_time_that_an_expression_says(self) -> None:
        with self.assertRaises(stepfunctions._ExecutionError) as raised:
            self.run_task(0.05, lambda _token: None)
        self.assertEqual(raised.exception.error, "States.Timeout")

    def test_a_function_that_fails_to_hand_on_the_token_fails_the_task(self) -> None:
        def fail(_token: str) -> None:
            raise stepfunctions._ExecutionError("Runtime.ExitError", "killed")

        with self.assertRaises(stepfunctions._ExecutionError) as raised:
            self.run_task(5, fail)
        self.assertEqual(raised.exception.error, "Runtime.ExitError")

    def test_who_may_answer_is_checked_on_the_state_machine(self) -> None:
        resources: list[str] = []

        def look(token: str) -> None:
            body = json.dumps({"taskToken": token}).encode()
            asked = ("states", "POST", "/", {}, body, {}, "us-east-1", "000000000000")
            resources.append(iam_actions.extract_resource_arn(*asked))
            self.answer(token, "{}")

        tokens: list[str] = []
        self.run_task(5, lambda token: (tokens.append(token), look(token)))
        look(tokens[0])
        look("anything")
        self.assertEqual(resources, [self.MACHINE, self.MACHINE, "*"])


class RequirementsTest(unittest.TestCase):
    UV = """#!/bin/sh
case "$2" in
  freeze) echo airflow==3 ;;
  install)
    grep -q broken "$9" && { echo "no such package: broken" >&2; exit 1; }
    mkdir -p "$6" && cp "$9" "$6/wanted" && cp "$8" "$6/present" ;;
esac
"""

    def setUp(self) -> None:
        folder = Path(tempfile.mkdtemp())
        uv = folder / "uv"
        # `uv pip install --python P --target T --constraint C -r R`
        uv.write_text(self.UV.replace('"$9"', '"${10}"'))
        uv.chmod(0o755)
        self.packages = folder / "packages"
        self.packages.mkdir()
        self.enterContext(
            mock.patch.dict(
                os.environ,
                NAVIGATOR_UV=str(uv),
                NAVIGATOR_AIRFLOW_PYTHON="python",
                NAVIGATOR_PACKAGES=str(self.packages),
            )
        )
        self.environment = {
            "Arn": "arn",
            "Status": "AVAILABLE",
            "SourceBucketArn": "arn:aws:s3:::dags",
            "RequirementsS3Path": "before",
        }
        self.enterContext(mock.patch.dict(mwaa._environments._data, {}))
        mwaa._environments["main"] = self.environment

    def update(self, requirements: bytes | None) -> tuple[int, dict]:
        body = json.dumps({"RequirementsS3Path": "after"}).encode()
        with mock.patch.object(s3, "_get_object_data", lambda *_: requirements):
            status = mwaa._update_environment("PATCH", "/environments/main", {}, body, {})[0]
            for _ in range(200):
                if self.environment["Status"] == "AVAILABLE":
                    break
                time.sleep(0.01)
        return status, self.environment

    def test_the_packages_are_there_once_the_update_has_succeeded(self) -> None:
        status, environment = self.update(b"cowsay==6.1")
        self.assertEqual((status, environment["LastUpdate"]["Status"]), (200, "SUCCESS"))
        self.assertEqual(environment["RequirementsS3Path"], "after")
        self.assertEqual((self.packages / "wanted").read_text(), "cowsay==6.1")
        self.assertEqual((self.packages / "present").read_text(), "airflow==3\n")

    def test_an_update_that_fails_says_why_and_leaves_the_environment_as_it_was(self) -> None:
        self.update(b"good==1")
        for requirements, fault in ((b"broken==1", "no such package: broken"), (None, "there is no after in dags")):
            status, environment = self.update(requirements)
            self.assertEqual((status, environment["LastUpdate"]["Status"]), (200, "FAILED"))
            self.assertIn(fault, environment["LastUpdate"]["Error"]["ErrorMessage"])
            self.assertEqual((self.packages / "wanted").read_text(), "good==1")

    def test_a_first_update_that_fails_leaves_no_requirements(self) -> None:
        del self.environment["RequirementsS3Path"]
        self.assertNotIn("RequirementsS3Path", self.update(None)[1])

    def test_one_update_at_a_time(self) -> None:
        self.environment["Status"] = "UPDATING"
        body = json.dumps({"RequirementsS3Path": "after"}).encode()
        self.assertEqual(mwaa._update_environment("PATCH", "/environments/main", {}, body, {})[0], 400)


class CloudFormationTest(unittest.TestCase):
    def handlers(self, kind: str) -> dict:
        return provisioners._RESOURCE_HANDLERS[kind]

    def test_the_reference_of_a_secret_is_its_arn_through_its_life(self) -> None:
        secret = self.handlers("AWS::SecretsManager::Secret")
        props = {"Name": "key", "SecretString": "one"}
        reference, attributes = secret["create"]("Key", props, "stack")
        self.assertRegex(reference, "^arn:aws:secretsmanager:.*:secret:key-")
        self.assertEqual(attributes["Arn"], reference)
        updated, _ = secret["update"](reference, props, {**props, "Description": "new"}, "stack", "Key")
        self.assertEqual(updated, reference)
        self.assertEqual(secretsmanager._secrets["key"]["Description"], "new")
        renamed, _ = secret["update"](reference, props, {**props, "Name": "other"}, "stack", "Key")
        self.assertRegex(renamed, "secret:other-")
        secret["delete"](renamed, {})
        self.assertNotIn("other", secretsmanager._secrets)

    def test_a_table_expires_what_its_template_says(self) -> None:
        table = self.handlers("AWS::DynamoDB::Table")
        props = {
            "TableName": "things",
            "BillingMode": "PAY_PER_REQUEST",
            "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
            "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
            "TimeToLiveSpecification": {"AttributeName": "expiresAt", "Enabled": "true"},
        }
        name, _ = table["create"]("Things", props, "stack")
        self.assertEqual(dynamodb._ttl_settings[name], {"TimeToLiveStatus": "ENABLED", "AttributeName": "expiresAt"})


class ObjectTimesTest(unittest.TestCase):
    def test_an_object_changes_at_a_whole_second(self) -> None:
        self.assertRegex(s3.now_iso(), r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$")


class HttpApiTest(unittest.TestCase):
    def test_a_body_over_10_mb_is_refused(self) -> None:
        answer = asyncio.run(apigateway.handle_execute("api", "$default", "/", "POST", {}, b"x" * 10_485_761, {}))
        self.assertEqual(answer[0], 413)


class AirflowPermissionsTest(unittest.TestCase):
    def resource(self, path: str) -> str:
        return iam_actions.extract_resource_arn("airflow", "POST", path, {}, b"{}", {}, "eu-west-1", "123456789012")

    def test_a_call_names_a_role_of_the_environment(self) -> None:
        self.assertEqual(self.resource("/restapi/nav"), "arn:aws:airflow:eu-west-1:123456789012:role/nav/Admin")
        self.assertEqual(self.resource("/environments/nav"), "arn:aws:airflow:eu-west-1:123456789012:environment/nav")

    def test_any_airflow_role_of_that_environment_will_do_and_no_other(self) -> None:
        granted = "arn:aws:airflow:eu-west-1:123456789012:role/nav/Op"

        def allow_only_op(*_args, resource_arn="*", **_kwargs) -> str | None:
            return None if resource_arn == granted else "denied"

        def ask(path: str) -> str | None:
            enforce = airflow_permissions._trying_roles(allow_only_op)
            return enforce("key", "airflow:InvokeRestApi", "airflow", "eu-west-1", resource_arn=self.resource(path))

        self.assertIsNone(ask("/restapi/nav"))
        self.assertEqual(ask("/restapi/other"), "denied")


class FakeAirflow(BaseHTTPRequestHandler):
    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
        status = 404 if "missing" in self.path else 503 if "down" in self.path else 200
        if "slow" in self.path:
            time.sleep(0.5)
        payload = json.dumps(
            {
                "method": self.command,
                "path": self.path,
                "body": body,
                "fill": "x" * (7_000_000 if "big" in self.path else 0),
            }
        )
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.end_headers()
        with contextlib.suppress(BrokenPipeError):  # The caller of a slow answer has left.
            self.wfile.write(payload.encode())

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer

    def log_message(self, *_args) -> None:
        pass


class AirflowRestApiTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.server = ThreadingHTTPServer(("127.0.0.1", 0), FakeAirflow)
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()
        mwaa._environments["nav"] = {"WebserverUrl": f"127.0.0.1:{cls.server.server_port}"}

    @classmethod
    def tearDownClass(cls) -> None:
        cls.server.shutdown()
        cls.server.server_close()

    def call(self, name: str = "nav", **call) -> tuple[int, dict, dict]:
        status, headers, body = asyncio.run(
            mwaa.handle_request("POST", f"/restapi/{name}", {}, json.dumps(call).encode(), {})
        )
        return status, {key.lower(): value for key, value in headers.items()}, json.loads(body)

    def test_query_parameters_reach_airflow(self) -> None:
        status, _, answer = self.call(Method="GET", Path="/dags", QueryParameters={"limit": 2, "tags": ["a", "b"]})
        self.assertEqual((status, answer["RestApiStatusCode"]), (200, 200))
        self.assertEqual(answer["RestApiResponse"]["path"], "/api/v2/dags?limit=2&tags=a&tags=b")

    def test_put_and_its_body_reach_airflow(self) -> None:
        answer = self.call(Method="PUT", Path="/x", Body={"logical_date": None})[2]["RestApiResponse"]
        self.assertEqual((answer["method"], answer["body"]), ("PUT", '{"logical_date": null}'))

    def test_what_the_model_forbids_is_refused(self) -> None:
        for call in ({"Method": "HEAD", "Path": "/x"}, {"Method": "GET", "Path": "/" * 65}, {"Method": "GET"}):
            status, headers, _ = self.call(**call)
            self.assertEqual((status, headers["x-amzn-errortype"]), (400, "ValidationException"))
        self.assertEqual(self.call(Method="GET", Path="/" + "x" * 63)[0], 200)

    def test_airflows_errors_are_exceptions(self) -> None:
        for path, kind, code in (("/missing", "Client", 404), ("/down", "Server", 503), ("/big", "Server", 413)):
            status, headers, answer = self.call(Method="GET", Path=path)
            self.assertEqual((status, headers["x-amzn-errortype"]), (400, f"RestApi{kind}Exception"))
            self.assertEqual(answer["RestApiStatusCode"], code)
            self.assertIsInstance(answer["RestApiResponse"], dict)

    def test_a_slow_answer_is_an_error(self) -> None:
        airflow_rest_api.TIMEOUT_SECONDS = 0.1
        self.addCleanup(setattr, airflow_rest_api, "TIMEOUT_SECONDS", 10)
        self.assertEqual(self.call(Method="GET", Path="/slow")[1]["x-amzn-errortype"], "RestApiServerException")

    def test_an_unknown_environment_is_not_found(self) -> None:
        self.assertEqual(self.call("nowhere", Method="GET", Path="/dags")[0], 404)


def log_resource(operation: str, **body: str) -> str:
    headers = {"x-amz-target": f"Logs_20140328.{operation}"}
    request = json.dumps(body).encode()
    return iam_actions.extract_resource_arn("logs", "POST", "/", headers, request, {}, "us-east-1", "000000000000")


class PoliciesTest(unittest.TestCase):
    def test_a_request_counts_as_made_over_tls(self) -> None:
        app.pin_request_origin("127.0.0.1", False)
        self.assertEqual(iam_evaluator._request_origin.get(), ("127.0.0.1", True))

    def test_a_log_stream_is_named(self) -> None:
        group = "arn:aws:logs:us-east-1:000000000000:log-group:tasks"
        put = log_resource("PutLogEvents", logGroupName="tasks", logStreamName="dag_id=a/attempt=1.log")
        self.assertEqual(put, f"{group}:log-stream:dag_id=a/attempt=1.log")
        self.assertEqual(log_resource("FilterLogEvents", logGroupName="tasks"), f"{group}:log-stream:")

    def test_what_makes_and_deletes_a_log_group_is_on_the_group(self) -> None:
        for operation in ("CreateLogGroup", "DeleteLogGroup"):
            self.assertTrue(log_resource(operation, logGroupName="tasks").endswith(":log-group:tasks"))
        self.assertEqual(log_resource("DescribeLogGroups"), "*")

    def test_the_sources_of_events_are_known(self) -> None:
        entries = [{"Source": s, "DetailType": "run.ended"} for s in ("navigator.airflow", "other", "other")]
        body = json.dumps({"Entries": entries}).encode()
        self.assertEqual(
            iam_actions.request_tag_context("events", "events:PutEvents", body, {}),
            {"events:source": ["navigator.airflow", "other"], "events:detail-type": "run.ended"},
        )
        self.assertEqual(iam_actions.request_tag_context("events", "events:PutRule", b"{}", {}), {})


class RoleSessionsTest(unittest.TestCase):
    def test_a_session_outlives_a_restart_and_an_expired_one_does_not(self) -> None:
        self.addCleanup(sts._sessions.clear)
        sts.register_session("ASIAVALID", {"Arn": "a", "Expiration": time.time() + 60})
        sts._sessions["ASIAEXPIRED"] = {"Arn": "b", "Expiration": time.time() - 60}
        saved = json.loads(json.dumps(sts.get_state()))
        sts._sessions.clear()
        sts.load_persisted_state(saved)
        self.assertEqual(list(sts._sessions), ["ASIAVALID"])


class ExpectationsTest(unittest.TestCase):
    def test_another_ministack_is_refused_before_anything_is_replaced(self) -> None:
        with self.assertRaises(expectations.Unexpected):
            expectations.expect_source(zipped, "000000000000")
        with self.assertRaises(expectations.Unexpected):
            expectations.replace_text("a a", "a", "b")


if __name__ == "__main__":
    unittest.main()
