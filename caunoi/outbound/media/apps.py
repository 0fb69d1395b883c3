from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "caunoi.outbound.media"
    label = "media"
    verbose_name = "Ảnh và tệp"

    def ready(self) -> None:
        from caunoi.gate.render import page
        from caunoi.outbound.media import pages

        page.register(pages.RENDITION)
        page.register(pages.FILE)
