"""Articles: the news of direction and administration, in sections and special sections.

Decree 224/2026/NĐ-CP Art. 9(3): kept current at once. Words: article (tin, bài), lead (sapo), section (chuyên mục), special
section (chuyên trang), correction (đính chính), contributor (người tham gia: the royalties will need their parts).
"""
