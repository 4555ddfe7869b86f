"""The case of one crisis on two pages, for whoever was not there.

`folder` gathers the facts, `masking` takes out of them what strangers may not read,
`sheet` is the wording of both pages, written by `telling` and its neighbours;
`page` lays the sheet out as one HTML file, `paper` as a PDF.
"""
