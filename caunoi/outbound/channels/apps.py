from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "caunoi.outbound.channels"
    label = "channels"
    verbose_name = "Kênh thông tin"

    def ready(self) -> None:
        from caunoi.gate.releases import kinds
        from caunoi.gate.render import page
        from caunoi.outbound.channels import pages, records

        kinds.register(records.KIND)
        page.register(pages.KIND)
