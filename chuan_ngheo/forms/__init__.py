"""Form (Mẫu) 3.1 of Circular 07/2021/TT-BLĐTBXH as a workbook: written, read back and checked."""
