from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "caunoi.api"
    label = "api"
    verbose_name = "Giao diện lập trình"

    def ready(self) -> None:
        from caunoi.api.handing_over import PART
        from caunoi.ground.people import handover
        from caunoi.ground.people.audit import name_acts

        handover.register("api keys", PART)

        name_acts({"api_key_issued": "API: cấp khóa", "api_key_changed": "API: sửa khóa"})
