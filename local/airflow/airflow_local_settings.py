"""Imported by every Airflow process at its start."""

import sys

if "scheduler" in sys.argv:
    # Each task runs in a fork of the scheduler: what is imported here, no task has to import again.
    import airflow.dag_processing.dagbag
    import airflow.providers.amazon.aws.bundles.s3
    import airflow.providers.standard.decorators.python
    import airflow.providers.standard.operators.python
    import airflow.sdk.execution_time.task_runner
    import airflow.serialization.serialized_objects
    import boto3  # noqa: F401
