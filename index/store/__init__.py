"""What a build keeps on disk, and how it is read and checked."""
