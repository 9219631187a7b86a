"""What can go wrong with an upload. The page says each in its own words."""

from device.errors import StoreError


class UploadError(StoreError):
    """An upload cannot begin or go on."""


class FileTooLargeError(UploadError):
    """The file is larger than the owner allows."""

    def __init__(self, length: int, most: int) -> None:
        """Both in bytes."""
        super().__init__(length, most)
        self.length = length
        self.most = most


class NoSpaceError(UploadError):
    """The disk has not enough free space for the file."""

    def __init__(self, length: int, free: int) -> None:
        """Both in bytes."""
        super().__init__(length, free)
        self.length = length
        self.free = free


class TooManyUploadsError(UploadError):
    """The member has begun too many uploads that are not finished."""


class DiskFullError(UploadError):
    """The disk became full while the bytes came."""


class UploadBusyError(UploadError):
    """Another request is sending this upload."""


class UploadGoneError(UploadError):
    """There is no such upload, or its bytes are gone."""


class UploadExpiredError(UploadError):
    """Nothing came of the upload for too long."""


class WrongOffsetError(UploadError):
    """The bytes do not continue those that are here; `safe` says where they must begin."""

    def __init__(self, safe: int) -> None:
        """safe: bytes that are confirmed."""
        super().__init__(safe)
        self.safe = safe


class TooManyBytesError(UploadError):
    """More bytes come than were announced when the upload began."""
