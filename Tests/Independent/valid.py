"""Whether a file is valid to an XML Schema, as libxml2 judges: `valid.py SCHEMA FILE` prints "valid", or what is wrong."""

import sys

from lxml import etree

schema = etree.XMLSchema(etree.parse(sys.argv[1]))
document = etree.parse(sys.argv[2], etree.XMLParser(huge_tree=True, no_network=True))
if schema.validate(document):
    print("valid")
else:
    for error in list(schema.error_log)[:20]:
        print(f"{error.line}: {error.message}")
