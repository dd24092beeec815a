"""Adverts: records become adverts, adverts are kept, and several adverts become one vacancy.

mapping · values · dates · markup    what a field of a record says
mojibake · alphabets                 text that was decoded wrongly, words of two alphabets
clean                                a record → an advert, or the reason why not
store · known · quarantine           where adverts, repeated sightings and rejected records go
vacancies                            adverts → vacancies, as Ibis expressions
"""
