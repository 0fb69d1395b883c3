from django.apps import AppConfig


class OutagesConfig(AppConfig):
    name = "caunoi.outbound.outages"
    label = "outages"
    verbose_name = "Tạm ngừng hoạt động"

    def ready(self) -> None:
        from caunoi.gate.releases import kinds
        from caunoi.gate.render import page
        from caunoi.ground import jobs
        from caunoi.outbound.outages import actions, pages, records

        kinds.register(records.KIND)
        page.register(pages.KIND)
        jobs.register("outages", actions.take_down, every=10.0)
