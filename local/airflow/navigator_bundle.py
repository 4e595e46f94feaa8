"""The DAG bundle of the local Airflow."""

import sys

from airflow.dag_processing.bundles.base import BaseDagBundle
from airflow.providers.amazon.aws.bundles.s3 import S3DagBundle


class SharedS3DagBundle(S3DagBundle):
    """Lets only the DAG processor read the bucket: tasks run on the same machine and find the files it fetched.

    Otherwise each task would list and compare the whole bucket before it starts.
    """

    def initialize(self) -> None:
        if "dag-processor" not in sys.argv and self.s3_dags_dir.is_dir():
            BaseDagBundle.initialize(self)
        else:
            super().initialize()
