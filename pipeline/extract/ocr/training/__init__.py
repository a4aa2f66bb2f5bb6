"""Makes the recogniser: rendered and worn lines, the network, its training, export and calibration.

Needs the extra ``train``; nothing of a run imports it.
"""
