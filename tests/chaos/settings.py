"""The product's own settings, with one more app whose promises are counted."""

from helpdesk.settings import *  # noqa: F403 - the product as it is
from helpdesk.settings import INSTALLED_APPS, SHARED_APPS

INSTALLED_APPS += ["tests.chaos"]
if SHARED_APPS is not INSTALLED_APPS:
    SHARED_APPS += ["tests.chaos"]
EMAIL_TIMEOUT = 5
