from django.apps import AppConfig


class SearchesConfig(AppConfig):
    name = "caunoi.inbound.searches"
    label = "searches"
    verbose_name = "Từ khóa người dân tìm"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from caunoi.ground import jobs
        from caunoi.inbound.searches.actions import sweep

        jobs.register("searches", sweep, every=3600)
