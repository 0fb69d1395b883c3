"""What was found that the portal did not say: recorded, put in the public log as a verdict, told to those who must know.

An incident is found by who heals the public folder, or by who refuses to act on rows that the gate did not write. LEGAL.md, section 14.
"""
