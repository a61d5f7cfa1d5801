"""The files of a build, and how they are read and checked."""
