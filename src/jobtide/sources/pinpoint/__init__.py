"""Career sites at Pinpoint."""
