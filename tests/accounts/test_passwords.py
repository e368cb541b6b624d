"""Which passwords are taken, and how they are kept."""

import unicodedata

import pytest

from homestay.accounts import passwords
from homestay.accounts.passwords import WeakPassword, hashed, is_right, refuse_weak
from tests.support import hashing


@pytest.mark.parametrize(
    "password", ["", "1234567", "matkhau123", "MatKhau123", "11111111", "121212121212", "chi-sen-2026", "Homestay1", "x" * 201]
)
def test_weak_passwords_are_refused(password):
    with pytest.raises(WeakPassword):
        refuse_weak(password, "chi-sen")


@pytest.mark.parametrize("password", ["nhìn sang Mã Pí Lèng", "k7#pQz!2", "🐎🐃🐓🐖 trên núi", "x9" * 40 + "abc"])
def test_good_passwords_pass(password):
    refuse_weak(password, "chi-sen")


def test_a_password_is_kept_as_argon2id_with_salt_of_its_own(monkeypatch):
    monkeypatch.setattr(passwords, "HASHER", hashing.TRUE)
    assert hashed("nhìn sang Mã Pí Lèng").startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert hashed("nhìn sang Mã Pí Lèng") != hashed("nhìn sang Mã Pí Lèng")
    assert is_right("nhìn sang Mã Pí Lèng", hashed("nhìn sang Mã Pí Lèng"))
    assert (passwords.HASHER.memory_cost, passwords.HASHER.time_cost) >= (19 * 1024, 2)


def test_another_keyboards_marks_are_the_same_password():
    kept = hashed(unicodedata.normalize("NFD", "nhìn sang Mã Pí Lèng"))
    assert is_right(unicodedata.normalize("NFC", "nhìn sang Mã Pí Lèng"), kept)


def test_a_wrong_password_and_a_missing_account_are_both_wrong():
    assert not is_right("wrong", hashed("nhìn sang Mã Pí Lèng"))
    assert not is_right("nobody has this password", None)
    assert not is_right("wrong", "no hash at all")
