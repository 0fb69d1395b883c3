from django.apps import AppConfig


class LeadersConfig(AppConfig):
    name = "caunoi.outbound.leaders"
    label = "leaders"
    verbose_name = "Lãnh đạo"

    def ready(self) -> None:
        from caunoi.gate.releases import kinds, translating
        from caunoi.gate.render import page
        from caunoi.outbound.leaders import pages, records, telling

        for kind in records.KINDS:
            kinds.register(kind)
        for page_kind in pages.KINDS:
            page.register(page_kind)
        translating.register(telling.KIND)
