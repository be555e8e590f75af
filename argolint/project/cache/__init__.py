"""What earlier runs said, kept on disk. It stands for what a fresh check would say, or it is not used."""
