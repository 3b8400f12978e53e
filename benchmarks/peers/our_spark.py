"""The generated SQL of chuan_ngheo on Spark, in this machine only."""

from __future__ import annotations

from pathlib import Path

from chuan_ngheo import load_rules, sql_text


def files(folder: Path, out: Path) -> None:
    """Classify the population of a folder into a folder of Parquet files called ``out``."""
    from pyspark.sql import SparkSession  # noqa: PLC0415  an extra

    spark = (
        SparkSession.builder.master("local[2]")
        .appName("chuan-ngheo")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.memory", "6g")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "16")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    present: set[str] = set()
    for name in ("households", "members"):
        frame = spark.read.parquet(str(folder / f"{name}.parquet"))
        frame.createOrReplaceTempView(name)
        present |= {*frame.columns}
    query = sql_text(load_rules("nd-07-2021"), "spark", present=present)
    spark.sql(query).write.mode("overwrite").parquet(str(out))
    spark.stop()
