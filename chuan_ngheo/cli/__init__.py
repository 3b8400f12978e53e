"""The command line: ``chuan-ngheo``."""
