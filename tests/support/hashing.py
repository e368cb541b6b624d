"""Cheap hashes of passwords: thousands of people sign in, in these tests. What a hash truly costs is shown in accounts/test_passwords."""

from argon2 import PasswordHasher

from homestay.accounts import passwords

TRUE = passwords.HASHER
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def make_cheap() -> None:
    passwords.HASHER = CHEAP
