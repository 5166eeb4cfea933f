"""The step that asks a signed-in person for the password again."""

from dataclasses import dataclass

from domain.accounts.errors import WrongPassword
from domain.accounts.model.identity import User
from domain.accounts.ports import PasswordHasher, Users
from domain.accounts.usecases.sign_in_throttle import SignInThrottle
from domain.shared.ids import UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCheck:
    """An open session alone does not change how one signs in."""

    users: Users
    passwords: PasswordHasher
    throttle: SignInThrottle

    async def __call__(self, user_id: UserId, password: str) -> User:
        """Raise WrongPassword, or TooManySignIns after too many of them."""
        key = await self.throttle.begin_code(user_id)
        user = await self.users.get(user_id)
        if not await self.passwords.matches(password, user.password_hash):
            raise WrongPassword
        await self.throttle.forget(key)
        return user
