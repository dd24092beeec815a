"""What every published figure means: functions from tables to tables, built as Ibis expressions and run elsewhere.

Pure: nothing here knows a database, a file or a clock. Read `figures` first; the rules are those of docs/method.md.
"""
