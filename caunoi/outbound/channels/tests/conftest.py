"""What the public sees, as in the gate's own tests."""

from caunoi.gate.releases.tests.conftest import portal as portal
