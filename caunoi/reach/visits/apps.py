from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "caunoi.reach.visits"
    label = "visits"
    verbose_name = "Lượt xem trang"

    def ready(self) -> None:
        from caunoi.ground import jobs
        from caunoi.reach.visits.reading import Reading

        jobs.register("visits", Reading().look, every=10)
