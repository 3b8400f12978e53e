"""Mutants of the rule files: does a test notice each small change of the law?"""
