"""Official tables (Mẫu 7.1 to 7.11) of Circular 07/2021/TT-BLĐTBXH, from classified data."""
