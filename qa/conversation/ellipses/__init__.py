"""Questions that leave words out: "and MI6?", "why?", "the second one", completed from the turns before."""
