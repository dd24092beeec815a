"""On what terms a job is offered: its employment type and its work mode."""

from jobtide.extraction.employment_types import employment_type, said_to_be_contract
from jobtide.extraction.work_modes import work_mode

__all__ = ["employment_type", "said_to_be_contract", "work_mode"]
