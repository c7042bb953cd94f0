"""From a graph to files: Turtle and other RDF, the network page, tables. Every writer returns text."""
