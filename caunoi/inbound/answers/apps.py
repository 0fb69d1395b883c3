from django.apps import AppConfig


class AnswersConfig(AppConfig):
    name = "caunoi.inbound.answers"
    label = "answers"
    verbose_name = "Hỏi đáp công khai"

    def ready(self) -> None:
        from caunoi.gate.releases import kinds
        from caunoi.gate.render import page
        from caunoi.inbound.answers import pages, records

        kinds.register(records.KIND)
        for page_kind in pages.KINDS:
            page.register(page_kind)
