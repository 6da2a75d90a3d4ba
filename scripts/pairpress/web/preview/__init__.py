"""The live preview: pages made again within a second of a save, with their problems."""
