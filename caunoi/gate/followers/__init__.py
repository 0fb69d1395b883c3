"""Followers: everything that happens after publishing reads the log, in order, from a durable cursor of its own.

A follower killed at any point resumes at its cursor; nothing is skipped, and nothing is done twice.
"""
