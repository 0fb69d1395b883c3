from django.apps import AppConfig


class RatingsConfig(AppConfig):
    name = "caunoi.inbound.ratings"
    label = "ratings"
    verbose_name = "Đánh giá trang"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from caunoi.ground import jobs
        from caunoi.inbound.ratings import actions

        jobs.register("forget-raters", actions.forget, every=3600.0)
