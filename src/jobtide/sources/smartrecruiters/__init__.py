"""Job boards of SmartRecruiters."""
