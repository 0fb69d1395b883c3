from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    name = "caunoi.inbound.performance"
    label = "performance"
    verbose_name = "Bảng theo dõi trả lời"

    def ready(self) -> None:
        from caunoi.gate.releases import kinds
        from caunoi.gate.render import page
        from caunoi.ground.people.audit import name_acts
        from caunoi.inbound.performance import pages

        kinds.register(pages.KIND)
        for page_kind in pages.KINDS:
            page.register(page_kind)
        name_acts({"board_composed": "Lập bảng theo dõi trả lời"})
