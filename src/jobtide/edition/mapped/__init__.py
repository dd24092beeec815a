"""An edition's tables once more, as columns that are mapped into memory: what makes a page in milliseconds.

Planning a query costs a database more than answering it does, and a page asks a dozen. So figures that were computed
ahead are laid out by a number for each cell, and found by searching for it; vacancies are laid out by employment type
and first day, so that those of a period lie together, with the list of each term's and each place's vacancies beside.

Nothing is defined here. The figures are those of the tables; what is answered when a page is asked for (`answers`) is
what the edition's own queries answer, which the tests hold against each other.

    layout        the number of a cell, from its employment type, months, place, term and so on
    columns       arrays in files
    figures       tables of figures, by the numbers of their cells
    vacancies     vacancies in order, with what is asked of them
    eras          years whose lists lie in files of their own, which the next edition can have as well
    postings      whose vacancies these are: lists by term and by place
    answers       co-occurring terms, the months, the histogram, who stands behind the figures
    write         an edition's Parquet files → all of it
"""
