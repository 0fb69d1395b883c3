"""The public folder of a test, as the tests of releases have it."""

from caunoi.gate.releases.tests.conftest import portal as portal
