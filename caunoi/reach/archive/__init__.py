"""The archive: any address as it stood on any day (RFC 7089, Memento). Words: memento (bản lưu), as it stood (như đã đăng)."""
