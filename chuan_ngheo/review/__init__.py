"""The review of poor and near-poor households as a process (Decision 24/2021/QĐ-TTg)."""
