"""The Django application (the staff desk and the dynamic pages); released files are answered ahead of it by `caunoi.web.serve`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caunoi.config.settings")
application = get_wsgi_application()
