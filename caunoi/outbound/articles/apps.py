from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "caunoi.outbound.articles"
    label = "articles"
    verbose_name = "Tin bài"

    def ready(self) -> None:
        from caunoi.gate.releases import kinds, translating
        from caunoi.gate.render import page
        from caunoi.outbound.articles import pages, records, telling

        for kind in records.KINDS:
            kinds.register(kind)
        for page_kind in pages.KINDS:
            page.register(page_kind)
        for translated in telling.KINDS:
            translating.register(translated)
