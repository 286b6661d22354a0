"""Slips on thermal printers: document -> bytes -> device, with the truth about what is on the paper."""
