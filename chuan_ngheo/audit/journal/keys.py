"""Ed25519 keys: created, read from PEM files, and used to sign and to check."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chuan_ngheo.audit.journal.canonical import sha256
from chuan_ngheo.audit.journal.errors import JournalError, unusable
from chuan_ngheo.diagnostics import extra_absent

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def fingerprint(public_key: str) -> str:
    """Return what people compare: the start of the SHA-256 hash of the key's 32 bytes."""
    return sha256(bytes.fromhex(public_key))[:32]


def create_key(path: Path) -> str:
    """Write a new private key, readable by its owner only, and the public key beside it.

    Returns:
        The public key, in hexadecimal.

    Raises:
        JournalError: if one of the files exists or cannot be written.
    """
    library = _library()
    private = library.ed25519.Ed25519PrivateKey.generate()
    form = library.serialization
    public_path = path.with_name(f"{path.name}.pub")
    pem = form.Encoding.PEM
    texts = (
        private.private_bytes(pem, form.PrivateFormat.PKCS8, form.NoEncryption()),
        private.public_key().public_bytes(pem, form.PublicFormat.SubjectPublicKeyInfo),
    )
    if public_path.exists():
        raise _cannot_create(public_path)
    for place, text, mode in zip((path, public_path), texts, (0o600, 0o644), strict=True):
        try:
            with os.fdopen(
                os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb"
            ) as file:
                file.write(text)
        except OSError:
            raise _cannot_create(place) from None
    return public_key_of(private)


def _cannot_create(path: Path) -> Exception:
    expected = "a new file in an existing folder"
    advice = "A key is never overwritten: name another file."
    return unusable("key-unusable", "a file that cannot be created", expected, advice, path.name)


def read_private_key(path: Path) -> Ed25519PrivateKey:
    """Read a private key from a PEM file without a password.

    Raises:
        JournalError: if the file holds no such key.
    """
    library = _library()
    text = _read(path)
    try:
        key = library.serialization.load_pem_private_key(text, password=None)
    except (ValueError, TypeError, library.UnsupportedAlgorithm):
        key = None
    if not isinstance(key, library.ed25519.Ed25519PrivateKey):
        expected = "an Ed25519 private key in PEM, without a password"
        advice = "chuan-ngheo journal key makes one."
        raise unusable("key-unusable", "another content", expected, advice, path.name)
    private: Ed25519PrivateKey = key
    return private


def read_public_key(path: Path) -> str:
    """Read a public key from a PEM file, and return it in hexadecimal.

    Raises:
        JournalError: if the file holds no such key.
    """
    library = _library()
    text = _read(path)
    try:
        key = library.serialization.load_pem_public_key(text)
    except (ValueError, TypeError, library.UnsupportedAlgorithm):
        key = None
    if not isinstance(key, library.ed25519.Ed25519PublicKey):
        expected = "an Ed25519 public key in PEM"
        advice = "It is the file ending in .pub beside the private key."
        raise unusable("key-unusable", "another content", expected, advice, path.name)
    return _raw(key)


def public_key_of(key: Ed25519PrivateKey) -> str:
    """Return the public key of a private one, in hexadecimal."""
    return _raw(key.public_key())


def is_signed(text: bytes, signature: bytes, public_key: str) -> bool:
    """Tell whether the signature, in hexadecimal, is that of the key over the text."""
    library = _library()
    try:
        raw = bytes.fromhex(signature.decode("ascii"))
        key = library.ed25519.Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(raw, text)
    except (ValueError, library.InvalidSignature):
        return False
    return raw.hex().encode() == signature


def _raw(key: Any) -> str:
    raw: bytes = key.public_bytes_raw()
    return raw.hex()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        expected = "a file that can be read"
        raise unusable("key-unusable", "no such file", expected, path=path.name) from None


class _Library:
    """The parts of the package ``cryptography`` that a journal uses."""

    def __init__(self) -> None:
        from cryptography.exceptions import (  # noqa: PLC0415  an extra
            InvalidSignature,
            UnsupportedAlgorithm,
        )
        from cryptography.hazmat.primitives import serialization  # noqa: PLC0415  an extra
        from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415  an extra

        self.InvalidSignature = InvalidSignature
        self.UnsupportedAlgorithm = UnsupportedAlgorithm
        self.serialization = serialization
        self.ed25519 = ed25519


def _library() -> _Library:
    try:
        return _Library()
    except ImportError:
        problem = extra_absent("journal", "no package cryptography", "extra-missing")
        raise JournalError(problem) from None
