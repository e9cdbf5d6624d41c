"""What another thread forgets while somebody looks at it."""

from typing import Any


class Forgetful(dict[Any, Any]):
    """Another thread forgets it all right after it was looked at."""

    def __contains__(self, key: object) -> bool:
        found = super().__contains__(key)
        self.clear()
        return found

    def get(self, key: Any, default: Any = None) -> Any:
        found = super().get(key, default)
        self.clear()
        return found
