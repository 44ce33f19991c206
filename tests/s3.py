"""A bucket of S3 of the tests' own (moto), in this process alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3
import pytest
from moto import mock_aws

BUCKET, REGION = "kho-tep", "us-east-1"


@contextmanager
def bucket() -> Iterator[Any]:
    """Its client, as somebody beside the office sees it."""
    with pytest.MonkeyPatch.context() as here, mock_aws():
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            here.setenv(name, "thu")
        client = boto3.client("s3", region_name=REGION)
        client.create_bucket(Bucket=BUCKET)
        yield client
