"""What happens when the database is damaged or gone: found out at each start and night, and put right.

`soundness` examines a database, `copies` keeps one of each of the last seven nights, `salvage` reads what can
be read, `healing` moves a damaged one aside and puts a sound one in its place, `adoption` makes lessons of
films that no row names.
"""
