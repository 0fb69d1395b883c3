"""The staff face: Wagtail's admin in Vietnamese, with the newsroom's menus, lists and forms.

Words: desk (bàn làm việc), submit (trình duyệt), approve (duyệt), return (trả lại), withdraw (gỡ).
"""
