from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "caunoi.desk"
    label = "desk"
    verbose_name = "Bàn làm việc"

    def ready(self) -> None:
        from caunoi.ground.people.audit import name_acts

        name_acts({"case_exported": "Hồ sơ: tải bản sao dữ liệu cá nhân"})
