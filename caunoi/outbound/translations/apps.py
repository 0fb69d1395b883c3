from django.apps import AppConfig


class TranslationsConfig(AppConfig):
    name = "caunoi.outbound.translations"
    label = "translations"
    verbose_name = "Bản dịch"

    def ready(self) -> None:
        from caunoi.gate.releases import kinds
        from caunoi.outbound.translations import records

        kinds.register(records.KIND)
