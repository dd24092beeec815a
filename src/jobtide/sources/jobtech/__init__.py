"""JobTech, the Swedish employment service."""
