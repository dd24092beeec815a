"""Terms read in whole batches of adverts by compiled code, with the findings of `extraction.terms` to the letter.

`terms` and what it uses say what the rules are, one advert at a time; here the same rules run over the bytes of a whole
batch, some thirty times faster. Each module names the one whose rules it has. Whoever changes a rule changes it in
both; the tests read the same texts with both and compare.
"""
