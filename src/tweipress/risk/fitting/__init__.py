"""Fits the detectors' bounds on a simulated population and reports them on a fresh one."""
