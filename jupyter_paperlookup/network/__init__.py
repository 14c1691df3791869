"""The network: who may be asked, how fast, and what comes back, within bounds."""
