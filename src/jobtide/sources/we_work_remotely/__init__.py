"""We Work Remotely."""
