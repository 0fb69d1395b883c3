from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "caunoi.inbound.cases"
    label = "cases"
    verbose_name = "Hỏi đáp, phản ánh, kiến nghị"

    def ready(self) -> None:
        from caunoi.ground import jobs
        from caunoi.ground.people.audit import name_acts
        from caunoi.inbound.cases import privacy, reminding
        from caunoi.inbound.cases.rules import ACTS

        name_acts({f"case_{act.key}": f"Hồ sơ: {act.title.lower()}" for act in ACTS.values()})
        jobs.register("remind", reminding.remind, every=60.0)
        jobs.register("retain", privacy.retain, every=3600.0)
        jobs.register("sweep", privacy.sweep, every=3600.0)
        name_acts(
            {
                "case_looked": "Hồ sơ: xem thông tin liên hệ",
                "case_file_read": "Hồ sơ: tải tệp đính kèm",
                "case_data_request": "Hồ sơ: xử lý yêu cầu về dữ liệu cá nhân",
                "case_erased": "Hồ sơ: xóa dữ liệu cá nhân",
            }
        )
