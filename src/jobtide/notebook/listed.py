"""An index in a notebook."""

from jobtide.notebook.rows import Rows, columns_of
from jobtide.page import Index, IndexRow


class Listed(Rows):
    """The terms of a place as a table. `total` is how many there are in all, `all_count` how many vacancies."""

    def __init__(self, index: Index):
        types = columns_of(IndexRow)
        title = f"Index of {index.place.in_sentence}, {index.employment_type}, {index.months} months"
        rows = ([getattr(row, name) for name in types] for row in index.rows)
        super().__init__(title, types, rows, index.edition.label)
        self.index, self.total, self.all_count = index, index.total, index.all_count
        self.edition, self.place, self.period = index.edition, index.place, index.period

    @property
    def json(self) -> dict:
        return self.index.as_json()
