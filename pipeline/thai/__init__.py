"""Thai strings in, values out; nothing here knows what a report is."""
