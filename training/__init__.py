"""Training of the embedded reader: seeds, generators, fit, report, adoption."""
