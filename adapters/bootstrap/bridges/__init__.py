"""Module-to-module fits: a port one module asks for, answered by another module's objects.

One file per module that asks; what several ask for stands with the module that answers.
"""
