"""Files in any S3 instead of a folder; imported only where ATTACHMENTS_URL names a bucket."""

from datetime import datetime
from typing import Any

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError
from storages.backends.s3 import S3Storage

MEGABYTE = 1024 * 1024


class Bucket(S3Storage):
    """The same opaque names in a bucket: nothing in it is public, and no file has an address of its own."""

    def __init__(self, *, addressing_style: str = "auto", **options: Any) -> None:
        super().__init__(
            default_acl=None,  # as the bucket is: private
            file_overwrite=True,  # names are never given twice, so there is no need to ask first
            # Should somebody open the bucket after all, it gives out nothing that a browser would run.
            object_parameters={
                "ContentType": "application/octet-stream",
                "ContentDisposition": "attachment",
                "CacheControl": "private, no-store",
            },
            max_memory_size=MEGABYTE,  # of a file on its way; what is larger waits on the disk
            transfer_config=TransferConfig(use_threads=False),
            client_config=Config(
                connect_timeout=5,
                read_timeout=30,
                retries={"total_max_attempts": 3, "mode": "standard"},
                signature_version="s3v4",
                s3={"addressing_style": addressing_style},
                # Not every S3 knows the newer checksums.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
            **options,
        )

    def url(self, *_args: Any, **_more: Any) -> str:
        """Files are given out by the view that asks who may read them, and by nothing else."""
        raise ValueError("A file has no address of its own.")

    def get_modified_time(self, name: str) -> datetime:
        """When a file was written; FileNotFoundError where there is none, as in a folder."""
        try:
            at: datetime = super().get_modified_time(name)
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                raise FileNotFoundError(name) from error
            raise
        return at
