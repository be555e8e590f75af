"""The small languages inside scalars."""
