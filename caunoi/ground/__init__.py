"""What everything else stands on: organisations, people, working days, Vietnamese text.

Nothing here imports from any other room of the house.
"""
