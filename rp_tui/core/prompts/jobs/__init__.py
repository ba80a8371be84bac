"""The jobs, one file each: its question, the form of its answer, its default and plain rule."""
