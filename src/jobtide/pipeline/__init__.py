"""The order of the stages, a module for each thing that a person asks for: ingest, read, publish.

Only here do stages meet: `pipeline.ingest` takes files to adverts, `pipeline.reading` adverts to readings,
`pipeline.publish` all of it to an edition.
"""
