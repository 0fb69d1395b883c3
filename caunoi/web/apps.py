from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "caunoi.web"
    label = "web"
    verbose_name = "Giao diện cổng"

    def ready(self) -> None:
        from caunoi.gate.releases import kinds, translating
        from caunoi.gate.render import page
        from caunoi.web import cover, face, fixed, home, shell, sitemap, spoken, translated

        kinds.register(shell.KIND)
        kinds.register(home.KIND)
        for page_kind in (*shell.PAGES, *fixed.PAGES, sitemap.PAGE, home.PAGE, cover.PAGE):
            page.register(page_kind)
        translating.register(shell.TRANSLATABLE)
        translating.register(home.TRANSLATABLE)
        translating.also(*spoken.PATHS)
        for page_kind in translated.kinds():
            page.register(page_kind)
        page.set_face(frame=face.frame, template=face.template, policy=face.policy)
