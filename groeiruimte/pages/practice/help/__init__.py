"""P23, Hulp: the toolkit of the region, its answers, and the questions and stories of the practice.

Source: R135, R145, R146, R150, R151, R159, R161, R168, R176.
"""
